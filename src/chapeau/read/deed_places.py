"""Where was each deed done, brought from and taken to?

A place is a deed's own by grammar, in its own clause or sentence. A deed without one takes that of the
deed it is told beside, and where the text leaves several open, none: no place is better than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from chapeau.ground.names import folded
from chapeau.read.because import Because, at
from chapeau.read.clauses import OBJECTS
from chapeau.read.deeds import Deed
from chapeau.read.noun_kinds import noun_kind
from chapeau.read.parsed import Parsed
from chapeau.read.phrases import bounds
from chapeau.read.tokens import Token
from chapeau.read.words import vocabulary, word_set, word_sets
from chapeau.records import Mention, Place, PlaceRole, Span

MOVING = frozenset({"deportation", "displacement", "child_removal", "abduction", "evacuation", "detention"})
DRIVING_OUT = frozenset({"deportation", "displacement", "child_removal", "evacuation"})
"""Families whose victims are taken from where they live."""
DATELINE = re.compile(r"[^.\n]{0,60}?(?:--|—|–| - |:)|[^.\n]{0,60}\(")
"""What follows a place that opens a paragraph as a dateline: perhaps a date or an agency, then a dash."""

Places = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """A place name that a text uses as a location, or None for `word` where it only names something.

    `word` is its preposition; `above` the words that govern it, nearest first; `holder` the noun whose
    place it tells ('the market of Halvern', 'residents of the village of Marrowford').
    """

    mention: Mention
    word: str | None
    above: tuple[int, ...]
    holder: Token | None = None


def located(mentions: Sequence[Mention], parsed: Parsed) -> tuple[Located, ...]:
    """Every place name of a text with what makes it a location; a dateline is none."""
    return tuple(_located(m, parsed) for m in mentions if m.kind == "place" and not _is_dateline(parsed, m))


def own_places(
    deed: Deed, locations: Sequence[Located], told_in: Sequence[Span], heads: Mapping[int, Deed]
) -> Places:
    """Where, as the deed's own sentence tells it: the land or thing that suffers it, else by grammar.

    `locations` are in order of place; `heads` the deeds by the place of their heads: a place in another deed's clause is not this one's.
    `told_in` is where it is told: where a speaker stands is no place of the deed.
    """
    return tuple(p.value for p in own_places_because(deed, locations, told_in, heads))


def own_places_because(
    deed: Deed, locations: Sequence[Located], told_in: Sequence[Span], heads: Mapping[int, Deed]
) -> tuple[Because[Place], ...]:
    """The deed's own places, each with what makes it one."""
    sentence = deed.head.sent
    first = bisect_left(locations, sentence.start_char, key=_start)
    locations = locations[first : bisect_left(locations, sentence.end_char, lo=first, key=_start)]
    suffering = [p.mention for p in locations if _suffers(p.mention, deed)]
    if suffering:
        return tuple(_because(_place(m, "at"), "act.place.suffers", deed) for m in suffering)
    homes = [
        _because(_place(p.mention, role), "act.place.home", deed)
        for p in locations
        for role in _home(p, deed)
    ]
    parties = _phrases(deed)
    together = {deed.head.i, *(t.i for t in deed.head.conjuncts if deed.trigger.shape == "verb")}
    told = [
        _because(_place(p.mention, _role(p.word, deed)), "act.place.preposition", deed, p.word)
        for p in locations
        if p.word is not None
        and _inside(p.mention, told_in)
        and not _inside(p.mention, parties)
        and _clause_of(p, heads) in {None, *together}
    ]
    starts = {h.value.start for h in homes}
    found = (*homes, *(t for t in told if t.value.start not in starts))
    return tuple(sorted(found, key=lambda p: p.value.start))


def _because(place: Place, rule: str, deed: Deed, word: str | None = None) -> Because[Place]:
    return Because(place, rule, ((place.start, place.end), *at(deed.head)), word or "")


def _start(place: Located) -> int:
    return place.mention.start


def with_neighbours(
    own: Mapping[int, Places], deeds: Sequence[Deed], parsed: Parsed, locations: Sequence[Located]
) -> Mapping[int, Places]:
    """The places by the heads of their deeds; for a deed that tells none, where it must have been.

    That is the place of the deed whose moment it shares ('killed when shells struck the market'), else of
    the deed it tells again or the nearest one before it in its paragraph, else the one place of all deeds.
    The one place of all is shown where the deed's own paragraph names it as a location, if it does.
    """
    everywhere = _everywhere(own, deeds)
    found: dict[int, Places] = {}
    for n, deed in enumerate(deeds):
        here = own[deed.head.i]
        if not any(p.role != "to" for p in here) and not _elsewhere(deed):
            beside = _told_beside(deed, deeds[:n], own, found, parsed)
            paragraph = parsed.paragraph_at(deed.head.idx)
            common = beside or tuple(
                _as_named_in(paragraph, p, locations) for p in everywhere[deed.word.family in MOVING]
            )
            here = (*(_as_its_own(p, deed, leaving=bool(here)) for p in common), *here)
        found[deed.head.i] = here
    return found


def _as_named_in(paragraph: Span, place: Place, locations: Sequence[Located]) -> Place:
    """The same place where this paragraph names it ('in Orvania'); else as it was."""
    here = (x.mention for x in locations if x.word is not None and _inside(x.mention, (paragraph,)))
    named = next((m for m in here if m.id is not None and m.id == place.id), None)
    return replace(place, start=named.start, end=named.end, text=named.text) if named else place


def _told_beside(
    deed: Deed, before: Sequence[Deed], own: Mapping[int, Places], found: Mapping[int, Places], parsed: Parsed
) -> Places:
    moment = [own[i] for i in _same_moment(deed.head) if i in own]
    paragraph = parsed.paragraph_at(deed.head.idx)
    near = takewhile(lambda d: d.head.idx >= paragraph.start, reversed(before))
    again = (found[d.head.i] for d in reversed(before) if _stays(deed, d) and _tells_again(deed, d))
    earlier = (found[d.head.i] for d in near if _stays(deed, d))
    for places in chain(moment, again, earlier):
        if any(p.role != "to" for p in places):
            return tuple(p for p in places if p.role != "to")
    return ()


def _stays(deed: Deed, before: Deed) -> bool:
    """Whether the deed may be where the other was: whoever was led away from there is elsewhere since."""
    return before.word.family not in MOVING or deed.word.family in MOVING


def _everywhere(own: Mapping[int, Places], deeds: Sequence[Deed]) -> Mapping[bool, Places]:
    """The one place of all deeds, for the deeds that move someone and for those that do not."""
    told = [(d.word.family in MOVING, p) for d in deeds for p in own[d.head.i] if p.role != "to"]
    common = _common([p for _, p in told])
    at_rest = {_name(p) for moving, p in told if not moving}
    return {True: common, False: tuple(p for p in common if _name(p) in at_rest)}


def _common(places: Sequence[Place]) -> Places:
    """The one place of all, or the country that holds them all where it is among them; else nothing."""
    names = {_name(p): p for p in reversed(places)}
    if len(names) == 1:
        return tuple(names.values())
    holding = tuple(p for p in names.values() if p.precision == "country")
    alone = len(holding) == 1 and {p.country for p in names.values()} == {holding[0].country}
    return holding if alone else ()


def _name(place: Place) -> str:
    return place.id or folded(place.text)


def _same_moment(head: Token) -> Iterator[int]:
    """The deeds that 'when' or 'as' ties to this one, or to one joined to it, by their heads' places.

    'Three were killed and eleven injured when a missile struck the hospital.'
    """
    words = word_set("grammar", "same_moment")
    joined = (head, *(c for c in head.conjuncts if c.i > head.i and c.pos_ == "VERB"))
    below = [c for h in joined for c in h.children]
    clauses = [c for c in below if c.dep_ == "advcl" and {t.lower_ for t in c.lefts} & words]
    if head.dep_ == "advcl" and {t.lower_ for t in head.lefts} & words:
        clauses.append(head.head)
    yield from (c.i for c in clauses)


def _tells_again(deed: Deed, before: Deed) -> bool:
    """'the attack': a deed told of before, of the same family."""
    if deed.trigger.shape != "noun" or before.word.family != deed.word.family:
        return False
    return any(c.lower_ in ("the", "this", "that") for c in deed.head.lefts)


def _elsewhere(deed: Deed) -> bool:
    """'at the crossing', 'on the road': somewhere on the way, which the text does not name."""
    verbs = [deed.head, *(a for a in deed.head.conjuncts if a.i < deed.head.i)]
    return any(
        noun.dep_ == "pobj"
        and noun not in deed.trigger.tokens
        and noun.lemma_.lower() in word_set("grammar", "on_the_way")
        for verb in verbs
        for prep in verb.rights
        if prep.dep_ == "prep" and prep.lower_ in word_set("grammar", "location")
        for noun in prep.children
    )


def _as_its_own(place: Place, deed: Deed, leaving: bool) -> Place:
    """The place in the role that it has for this deed, `leaving` where the deed tells whereto."""
    away = (leaving or place.role == "from") and deed.word.family in DRIVING_OUT
    role: PlaceRole = "from" if away else "at"
    return Place(
        start=place.start, end=place.end, text=place.text, role=role, lat=place.lat, lon=place.lon,
        precision=place.precision, id=place.id, country=place.country,
    )  # fmt: skip


def with_towns(parsed: Parsed, mentions: Sequence[Mention]) -> Parsed:
    """The text with every place that the gazetteer knows as a place, where the grammar took it for a person."""
    known = [m for m in mentions if m.kind == "place" and m.id is not None]
    wrong = [t.i for m in known for t in parsed.tokens(m.start, m.end) if t.ent_type_ == "PERSON"]
    if not wrong:
        return parsed
    doc = parsed.doc.copy()
    for i in wrong:
        doc[i].ent_type_ = "GPE"
    return replace(parsed, doc=doc)


# --- one place, one deed ---------------------------------------------------------------------------


def _suffers(mention: Mention, deed: Deed) -> bool:
    return any(mention.start <= t.idx < mention.end for t in deed.undergoers)


def _home(place: Located, deed: Deed) -> tuple[PlaceRole, ...]:
    """What a place within the sufferer's phrase tells: where a thing stands, whence people are driven out."""
    holder = place.holder
    if holder is None or not any(holder == t for t in deed.undergoers):
        return ()
    if noun_kind(holder) in ("thing", "land"):
        return ("at",)
    return ("from",) if deed.word.family in DRIVING_OUT else ()


def _phrases(deed: Deed) -> list[Span]:
    ranges = [(bounds(t), t.doc) for t in (*deed.agents, *deed.undergoers)]
    return [Span(start=doc[a].idx, end=doc[b - 1].end_char, text="") for (a, b), doc in ranges]


def _inside(mention: Mention, spans: Sequence[Span]) -> bool:
    return any(s.start <= mention.start < s.end for s in spans)


def _clause_of(place: Located, heads: Mapping[int, Deed]) -> int | None:
    """The nearest deed above the place in the grammar, by its head."""
    return next((i for i in place.above if i in heads), None)


def _located(mention: Mention, parsed: Parsed) -> Located:
    found = parsed.doc.char_span(mention.start, mention.end)
    if found is None or not len(found):
        return Located(mention, None, ())
    head = found.root
    return Located(mention, _location_word(head), tuple(t.i for t in head.ancestors), _holder(head))


def _location_word(name: Token) -> str | None:
    """The preposition that makes a place name a location, or '' for the end of a way ('reached Halvern')."""
    head = name
    while head.dep_ in ("conj", "appos", "compound", "nmod") and head.head.pos_ in ("PROPN", "NOUN"):
        head = head.head
    while _is_of(head) and head.head.head.dep_ == "pobj":
        head = head.head.head
    words = word_sets(("grammar", "location"), ("grammar", "direction"))
    if head.dep_ == "pobj" and head.head.lower_ in words:
        return head.head.lower_
    reached = head.dep_ in OBJECTS and head.head.lemma_.lower() in word_set("grammar", "arriving")
    return "" if reached and head.i >= name.i else None


def _holder(head: Token) -> Token | None:
    """The noun whose place a name tells: 'market' in 'the market of Halvern', 'Halvern market'."""
    noun = head
    while noun.dep_ in ("compound", "nmod", "poss") or _is_of(noun) or _is_in(noun):
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return None if noun == head else noun


def _is_of(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in ("NOUN", "PROPN")


def _is_in(noun: Token) -> bool:
    """'the market in Halvern': the preposition hangs on the noun."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("in", "from") and noun.head.head.pos_ == "NOUN"


def _is_dateline(parsed: Parsed, mention: Mention) -> bool:
    paragraph = parsed.paragraph_at(mention.start)
    after = parsed.text[mention.end : min(mention.end + 70, paragraph.end)]
    return mention.start - paragraph.start < 3 and DATELINE.match(after) is not None


def _role(word: str | None, deed: Deed) -> PlaceRole:
    role: PlaceRole = vocabulary("grammar")["direction"].get(word, "at")
    return role if deed.word.family in MOVING or role == "at" else "at"


def _place(mention: Mention, role: PlaceRole) -> Place:
    return Place(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        role=role,
        lat=mention.lat,
        lon=mention.lon,
        precision=mention.precision,
        id=mention.id,
        country=mention.country,
    )
