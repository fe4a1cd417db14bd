"""What is a document mainly about? For people who skim: never an input to link, weigh or assess."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.names import folded
from chapeau.read.main_acts import EARLY, deeds_told, early, how_told, most_told, without_asides
from chapeau.read.parsed import Parsed
from chapeau.read.words import vocabulary
from chapeau.records import (
    About,
    AboutPlace,
    Act,
    ActTime,
    DocumentDate,
    Mention,
    Perpetrator,
    PerpetratorCategory,
    SaidAt,
    Span,
)

PLACES_EARLY = 1000
"""The same for places, which are told of over more of a text than its deeds."""
TITLE = 1.5
QUOTED = 0.5
WITH_ACTS = 1.5
ITS_OWN = 2.0
PEOPLES = 0.6
OF_VICTIMS = 1.5
OF_DOERS = 0.5
ACTS_TIME = 4.0
BESIDE = 1.5
WRITING = 0.03
THAT_DAY, THAT_MONTH = 0.4, 0.7
SHARPNESS = {"hour": 1.0, "day": 1.0, "week": 0.6, "month": 0.8, "year": 0.4, "range": 0.3}
BY_FAMILY = 0.2
"""What a family that one kind of actor alone does says, beside a doer who is named."""
CALLED_STATE = re.compile(r"(?<=[a-z] )State\b(?! [A-Z])")
"""The end of a name, which makes nobody an organ of a state: 'the Ridge State'."""
TWO_WORDS = re.compile(r"(?:\w+ ){0,2}\Z")
ROOM = 100
"""Characters before a name that are looked through for the two words beside it."""

BOUNDARY, BEHIND = re.compile(r"\b"), re.compile(r"\b(?: \w+)?")
"""Where a name may begin; where it may end, with the word behind it."""
PHRASES_KEPT = 4096
"""Phrases whose kinds are kept in memory: those of some hundred documents, in under a megabyte."""
LETTERS = 3
"""First letters by which words for actors are looked for; the shortest has two."""
CATEGORIES: tuple[PerpetratorCategory, ...] = (
    "state",
    "foreign_state",
    "state_backed",
    "non_state_armed",
    "non_state_other",
    "regional_organisation",
    "unknown",
)


def about(
    parsed: Parsed,
    acts: Sequence[Act],
    places: Sequence[Mention],
    times: Sequence[ActTime],
    date: DocumentDate | None,
    gazetteer: Gazetteer,
) -> About:
    """The main acts, their place and time, and what kind of actor is said to have done them.

    Main are the asserted or possible acts of the families told most, earliest, and with parties. Place and time are
    theirs, else what the whole text speaks of most and first. Countries are alpha-2; region and city
    are names as the text prints them, capitals resolved.
    """
    main = most_told(deeds_told(parsed, acts))
    place = _place(parsed, main, places, gazetteer)
    return About(
        acts=tuple(a.id for a in without_asides(main)),
        place=place,
        time=_time(parsed, main, times, date),
        perpetrator_category=_category(parsed, main, places, place),
    )


def _weight(act: Act) -> float:
    return float(vocabulary("about")["weights"].get(act.family, 1)) * how_told(act)


# --- where -----------------------------------------------------------------------------------------


def _place(
    parsed: Parsed, acts: Sequence[Act], places: Sequence[Mention], gazetteer: Gazetteer
) -> AboutPlace | None:
    weighed = [(p, _place_weight(parsed, p, acts)) for p in places]
    country = _most((p.country, w) for p, w in weighed)
    if country is None:
        return None
    here = [(p, w) for p, w in weighed if p.country == country and p.kind == "place"]
    city = _most((_printed(p, gazetteer), w) for p, w in here if p.precision == "settlement")
    if city is None and country in vocabulary("about")["cities"]:
        city = _most((_printed(p, gazetteer), w) for p, w in here if p.precision == "country")
    around = {
        _region(p, gazetteer)
        for p, _ in here
        if p.precision == "settlement" and _printed(p, gazetteer) == city
    }
    region = _most(
        (_printed(p, gazetteer), w)
        for p, w in here
        if p.precision == "region" and (not around - {None} or _region(p, gazetteer) in (*around, None))
    )
    return AboutPlace(country=country, region=region, city=city)


def _region(place: Mention, gazetteer: Gazetteer) -> str | None:
    return gazetteer.region_of(place.id or "", place.text)


def _printed(place: Mention, gazetteer: Gazetteer) -> str:
    """The name as printed; of one printed in capitals, as datelines are, the gazetteer's spelling."""
    if not place.text.isupper():
        return place.text
    return next((p.name for p in gazetteer.find(place.text) if p.id == place.id), place.text)


def _place_weight(parsed: Parsed, place: Mention, acts: Sequence[Act]) -> float:
    """What a mention says of where it happened; a government called by its seat's name says nothing."""
    if folded(place.text) in vocabulary("organisations")["metonyms"]:
        return 0.0
    told_with = any(a.evidence.start <= place.start < a.evidence.end for a in acts)
    its_own = any(p.start == place.start and p.role != "to" for a in acts for p in a.places)
    suffered = any(v.start <= place.start < v.end for a in acts for v in a.victims)
    weight = early(place, PLACES_EARLY) * (WITH_ACTS if told_with else 1.0) * (ITS_OWN if its_own else 1.0)
    weight *= OF_VICTIMS if suffered else 1.0
    weight *= OF_DOERS if not its_own and _does(parsed, place, acts) else 1.0
    weight *= TITLE if parsed.paragraph_at(place.start) == parsed.paragraphs[0] else 1.0
    weight *= QUOTED if parsed.in_quotation(place.start) else 1.0
    return weight * (PEOPLES if place.kind == "nationality" else 1.0)


def _does(parsed: Parsed, place: Mention, acts: Sequence[Act]) -> bool:
    """Whether a country or capital stands for a party: in a doer's name, or itself doing or owning something."""
    if any(p.start <= place.start < p.end for a in acts for p in a.perpetrators):
        return True
    found = parsed.doc.char_span(place.start, place.end)
    return found is not None and len(found) > 0 and found.root.dep_ in ("nsubj", "poss")


def _most(weighed: Iterable[tuple[str | None, float]]) -> str | None:
    """The name with most weight; of equals, the first by alphabet."""
    weights: defaultdict[str, float] = defaultdict(float)
    for name, weight in weighed:
        if name:
            weights[name] += weight
    return min(weights, key=lambda n: (-weights[n], n), default=None)


# --- when ------------------------------------------------------------------------------------------


def _time(
    parsed: Parsed, acts: Sequence[Act], times: Sequence[ActTime], date: DocumentDate | None
) -> SaidAt | None:
    """The month most spoken of, the main acts' times counting more, and its day where one is named.

    A year alone is taken where more speaks for it than for any month; the day of writing counts a
    little, so that a text without times is about its own days.
    """
    votes = list(_votes(parsed, acts, times, date))
    span = _most((_shared(low, high), weight) for low, high, weight in votes)
    if span is None:
        return None
    inside = [(low, high, w) for low, high, w in votes if low.startswith(span) and high.startswith(span)]
    exact = _most((low, w) for low, high, w in inside if low == high)
    if exact:
        return SaidAt(low=exact, high=exact)
    low, high, _ = max(inside, key=lambda v: (v[2], v[0]))
    return SaidAt(low=low, high=high)


def _votes(
    parsed: Parsed, acts: Sequence[Act], times: Sequence[ActTime], date: DocumentDate | None
) -> Iterator[tuple[str, str, float]]:
    """First and last day of each time up to the writing, and its weight."""
    for time in times:
        if time.low and time.high and (date is None or date.high is None or time.low <= date.high):
            yield time.low, time.high, _time_weight(parsed, time, acts) * _of_writing(time, date)
    if date and date.low and date.high:
        yield date.low, date.high, WRITING


def _time_weight(parsed: Parsed, time: ActTime, acts: Sequence[Act]) -> float:
    """How much a time says of when it happened: an act's own most, then one told in its sentence."""
    its_own = any(a.time is not None and a.time.start == time.start for a in acts)
    beside = any(a.evidence.start <= time.start < a.evidence.end for a in acts)
    near = ACTS_TIME if its_own else BESIDE if beside else 1.0
    quoted = QUOTED if parsed.in_quotation(time.start) else 1.0
    return near * quoted * early(time) * SHARPNESS.get(time.precision or "", 0.1)


def _of_writing(time: ActTime, date: DocumentDate | None) -> float:
    """Less for days on which it was written, told or answered: what happened then is more often the telling."""
    if date is None or not (date.low and date.high and time.low and time.high):
        return 1.0
    if date.low <= time.low and time.high <= date.high:
        return THAT_DAY
    return THAT_MONTH if time.low[:7] == date.high[:7] else 1.0


def _shared(low: str, high: str) -> str | None:
    """The month that both days share, else the year, else None."""
    return low[:7] if low[:7] == high[:7] else low[:4] if low[:4] == high[:4] else None


# --- who -------------------------------------------------------------------------------------------


def _category(
    parsed: Parsed, acts: Sequence[Act], places: Sequence[Mention], place: AboutPlace | None
) -> PerpetratorCategory:
    """The category that most of what the text tells of the doers speaks for; unknown where no deed is told."""
    if not acts:
        return "unknown"
    weights: defaultdict[PerpetratorCategory, float] = defaultdict(float)
    for act in acts:
        for doer in act.perpetrators:
            for category in _kinds_of_doer(parsed, doer):
                weights[_abroad(category, doer, places, place)] += _weight(act)
        for category in _by_family(act.family):
            weights[category] += BY_FAMILY * _weight(act)
    for category, weight in _words_of(parsed):
        weights[category] += weight
    found = [c for c in weights if weights[c] > 0]
    return min(found, key=lambda c: (-weights[c], CATEGORIES.index(c)), default="unknown")


def _kinds_of_doer(parsed: Parsed, doer: Perpetrator) -> tuple[PerpetratorCategory, ...]:
    """By the doer's own words, else by whom it means; what the text calls armed elsewhere is that."""
    meant = (doer.actor or "").replace("-", " ")
    called = _called(parsed.text, doer.text)
    if "non_state_armed" in called:
        return called
    return _kinds_of(doer.text) or _kinds_of(meant) or called


@lru_cache(PHRASES_KEPT)
def _kinds_of(phrase: str) -> tuple[PerpetratorCategory, ...]:
    """The categories whose words the phrase holds; whoever is called armed is no organ of a state."""
    actors, plain = vocabulary("about")["actors"], CALLED_STATE.sub("", phrase)
    found = tuple(c for c in CATEGORIES if c in actors and _words(c).search(plain))
    return ("non_state_armed",) if "non_state_armed" in found else found


def _called(text: str, name: str) -> tuple[PerpetratorCategory, ...]:
    """What the words right beside a name call whoever bears it: 'the Ridge Guard militants'."""
    if not name[:1].isupper() and " " not in name:
        return ()
    around = _around(text, name.removeprefix("the ").removeprefix("The "))
    counted = Counter(c for words in around for c in _kinds_of(words))
    most = min(counted, key=lambda c: (-counted[c], CATEGORIES.index(c)), default=None)
    return (most,) if most else ()


def _around(text: str, name: str) -> Iterator[str]:
    """The two words before the name and the one behind it, at each of its places, each word with one name only."""
    at = text.find(name)
    while at >= 0:
        behind = BEHIND.match(text, at + len(name)) if BOUNDARY.match(text, at) else None
        if behind:
            yield _two_words_before(text, at) + behind[0]
        at = text.find(name, max(at + 1, behind.end() if behind else 0))


def _two_words_before(text: str, at: int) -> str:
    before = TWO_WORDS.search(text, max(0, at - ROOM), at)
    return before.group() if before else ""


def _abroad(
    category: PerpetratorCategory, phrase: Span, places: Sequence[Mention], place: AboutPlace | None
) -> PerpetratorCategory:
    """A state that is named beside its organ and is not the one the acts are placed in is a foreign one."""
    if category != "state" or place is None:
        return category
    named = {p.country for p in places if phrase.start <= p.start < phrase.end and p.country}
    return "foreign_state" if named and place.country not in named else "state"


def _by_family(family: str) -> Iterator[PerpetratorCategory]:
    for category in CATEGORIES:
        if family in vocabulary("about")["by_family"].get(category, ()):
            yield category


def _words_of(parsed: Parsed) -> Iterator[tuple[PerpetratorCategory, float]]:
    """How often the words of each category stand in the text, early ones counting more; lightly."""
    beginnings = [m.start() for m in _beginnings().finditer(parsed.text)]
    for category in CATEGORIES:
        if category in vocabulary("about")["actors"]:
            found = _apart(_words(category), parsed.text, beginnings)
            yield category, 0.05 * sum(EARLY / (EARLY + at) for at in found)


def _apart(pattern: re.Pattern[str], text: str, beginnings: Iterable[int]) -> Iterator[int]:
    """Where the pattern matches, of all places where it may, none within an earlier match."""
    end = 0
    for at in beginnings:
        found = pattern.match(text, at) if at >= end else None
        if found:
            yield at
            end = found.end()


@cache
def _beginnings() -> re.Pattern[str]:
    """The first letters of any word of any category: one search of a text instead of one a category."""
    words = {w.lower() for listed in vocabulary("about")["actors"].values() for w in listed}
    first = "|".join(sorted({re.escape(w[:LETTERS]) for w in words}))
    return re.compile(rf"\b(?=[{''.join(sorted({w[0] for w in words}))}])(?:{first})", re.IGNORECASE)


@cache
def _words(category: PerpetratorCategory) -> re.Pattern[str]:
    """Stems, and words of up to three letters whole."""
    listed = [re.escape(w) + (r"\b" if len(w) <= 3 else "") for w in vocabulary("about")["actors"][category]]
    return re.compile(rf"\b(?:{'|'.join(listed)})", re.IGNORECASE)
