"""Which tellings only tell again what an earlier text of their origin tells?

A copy is no second look at an event. What it says in the words of the text that it goes back to is that text's
telling, however a reader took it there: without the sentence before, or under another day. What it says in words of its
own counts where no earlier text of the origin says as much: a place, a day, a doer, a number. The rest is shown, and
nothing is made of it, so that a further copy moves nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chapeau.ground.as_told import FIRST_HAND
from chapeau.ground.identity import digest_of
from chapeau.ground.intervals import hull
from chapeau.ground.names import folded
from chapeau.link import deeds
from chapeau.link.likeness import FEW, SAME_WORDS, said_as
from chapeau.link.telling import Telling
from chapeau.records import Act, Count, IncidentLink

SEPARATED = "\x1f"

UNDATED = "9999"
"""Sorts after every day: what has none is not known to be earlier than anything."""


# --- in the same words -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InWords:
    """An act as the words of its sentence tell it: what decides which of those in the same words it repeats.

    `order` sorts the first before its copies; `at` words of the sentence stand before the deed's. `place` and `time` are
    those of its passage ('': not told); None where the sentence itself says what it tells of. `passage` names the passage
    of its text; `nothing_new`: other texts of the origin have its words, or it is a word or a headline that names nobody.
    """

    act: str
    document: str
    order: str
    at: int
    place: str | None
    time: str | None
    passage: str
    nothing_new: bool


def told_as(t: Telling) -> str | None:
    """What tellings share that rest on the same origins and tell in the same words; None where no origin is known.

    A dateline is none of the words: copies print another, or none.
    """
    return digest_of(*t.origins, t.standing, *_words(t)[1]) if t.origins else None


def in_words(t: Telling) -> InWords:
    """A telling as its sentence has it.

    A short sentence, or one that says nothing of its own, neither where nor when, whom nor how many ('Nobody dared to go out
    until it was over'), can be told of two events: it is told of the place and day of its passage.
    """
    at, words = _words(t)
    place = time = None
    if len(words) < SAME_WORDS or not _tells_of_itself(t.act):
        known = t.known.act
        place = SEPARATED.join(sorted(p.id or folded(p.text) for p in deeds.finest(known)))
        time = f"{known.time.low} {known.time.high}" if known.time is not None else ""
    in_a_word = not t.act.perpetrators and (deeds.is_bare(t.act) or deeds.is_headline(t.act))
    passage = digest_of(t.known.id, *t.origins)
    return InWords(t.id, t.act.document, order(t), at, place, time, passage, t.copied or in_a_word)


DATELINE = re.compile(r"^(?=[^-–—]{0,60}\()[^-–—]{1,80} [-–—]+ |^RT\b[:\s]+")
"""'HALVERN, March 12, 2031 (Meridian Wire) - ', 'RT: '."""


def _words(t: Telling) -> tuple[int, tuple[str, ...]]:
    """How many words stand before the deed's, and the words, without what may stand before a copied sentence."""
    sentence, before = t.act.evidence.text, max(0, t.act.triggers[0].start - t.act.evidence.start)
    start = 0
    while (found := DATELINE.match(sentence[start:])) is not None and start + found.end() <= before:
        start += found.end()
    said = tuple(re.findall(r"\w+", folded(sentence[start:])))
    return len(re.findall(r"\w+", folded(sentence[start:before]))), said


def _tells_of_itself(act: Act) -> bool:
    """Whether its own sentence says where, when, who by name or how many: more than two, which are told of any event."""
    here = range(act.evidence.start, act.evidence.end)
    placed = any(p.start in here for p in deeds.fine_places(act))
    dated = act.time is not None and act.time.start in here
    named = any(v.name is not None and v.start in here for v in act.victims)
    counted = any((c.low or c.high or 0) > FEW and c.start in here for c in act.counts)
    return placed or dated or named or counted


def order(t: Telling) -> str:
    """Sorts the tellings of an origin, the first first: the root's, then by day; of one day, those that say more."""
    date = t.date.low if t.date is not None and t.date.low else UNDATED
    said = (t.act.places, t.act.time, t.parties, *t.act.counts)
    return f"{int(not t.root)} {date} {9 - min(9, sum(map(bool, said)))} {t.act.document}"


def repeating(alike: Iterable[InWords], decided: Collection[str] = ()) -> Mapping[str, str | None]:
    """Of acts told in the same words, each with the one of an earlier text that it repeats, if it does.

    What another reader, or the same one without the sentence before, took a copied sentence for is not asked: it repeats
    what is read there in the first text. An act that people decided on (`decided`) stands for itself.
    """
    repeats: dict[str, str | None] = {}
    first: list[InWords] = []
    for one in sorted(alike, key=lambda one: (one.order, one.act)):
        met = [f for f in first if f.document != one.document and _of_one_event(f, one)]
        best = min(met, key=lambda f: (f.at != one.at, f.order, f.act), default=None)
        repeats[one.act] = None if best is None or one.act in decided else best.act
        if repeats[one.act] is None:
            first.append(one)
    return repeats


def _of_one_event(a: InWords, b: InWords) -> bool:
    told = ((a.place, b.place), (a.time, b.time))
    return all(not one or not other or one == other for one, other in told)


def beside(
    text: Iterable[InWords], repeats: Mapping[str, str | None], decided: Collection[str] = ()
) -> Mapping[str, str | None]:
    """The acts of one text, with what they repeat: also what a copy says in a word or a headline of its own, or was read
    to say where the first text was not, beside a sentence that it repeats, of the same passage."""
    of: dict[str, str] = {}
    text = sorted(text, key=lambda one: one.act)
    for one in text:
        first = repeats.get(one.act)
        if first is not None:
            of.setdefault(one.passage, first)
    return {
        one.act: repeats.get(one.act)
        or (of.get(one.passage) if one.nothing_new and one.act not in decided else None)
        for one in text
    }


def said_again(tellings: Iterable[Telling], decided: Collection[str] = ()) -> Mapping[str, str]:
    """The acts that say again what an earlier text of their origin says, each with the act that it repeats: in the same
    words, or beside these."""
    alike: defaultdict[str, list[InWords]] = defaultdict(list)
    texts: defaultdict[str, list[InWords]] = defaultdict(list)
    for t in tellings:
        one, key = in_words(t), told_as(t)
        texts[one.document].append(one)
        if key is not None:
            alike[key].append(one)
    repeats = {act: first for group in alike.values() for act, first in repeating(group, decided).items()}
    found = (beside(text, repeats, decided) for text in texts.values())
    return {act: first for told in found for act, first in told.items() if first is not None}


def ends(led: Mapping[str, str]) -> Mapping[str, str]:
    """Each with the one that it leads to in the end, which leads no further; of those that lead to each other, the least."""
    found: dict[str, str] = {}
    for start in led:
        way = [start]
        while way[-1] in led and led[way[-1]] not in way:
            way.append(led[way[-1]])
        end = min(way[way.index(led[way[-1]]) :]) if way[-1] in led else way[-1]
        if end != start:
            found[start] = end
    return found


# --- most like their origin's first ----------------------------------------------------------------------


def following(
    links: Iterable[IncidentLink], told: Mapping[str, Telling], decided: Collection[str] = ()
) -> Mapping[str, str]:
    """The tellings that go where the first of their origin goes: of all that is like them, an earlier text of their origin
    is the most like. Each with that text's telling, which follows none. One that people decided on (`decided`) stands for itself.
    """
    best: dict[str, tuple[float, str, str]] = {}
    for link in links:
        for here, there in ((link.left, link.right), (link.right, link.left)):
            if here not in decided and _is_elsewhere(told[here], told[there]):
                offered = (-link.score.value, order(told[there]), there)
                best[here] = min(best.get(here, offered), offered)
    led = {here: there for here, (_, _, there) in best.items() if told[here].origins == told[there].origins}
    return ends(led)


def _is_elsewhere(here: Telling, there: Telling) -> bool:
    """Whether the other telling is of an earlier text of the same origin, or of another origin."""
    if here.standing != there.standing or here.act.document == there.act.document:
        return False
    return here.origins != there.origins or _text(there) < _text(here)


# --- in other words --------------------------------------------------------------------------------------


def retold(supporting: Iterable[Telling]) -> Mapping[str, str]:
    """Of the tellings of one event, those that add nothing to what earlier texts of their origin tell of it, each with
    the first telling of these."""
    of: defaultdict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for t in supporting:
        of[t.origins or (t.act.document,)].append(t)
    return {again: first for told in of.values() for again, first in _of_one_origin(told)}


def _of_one_origin(told: list[Telling]) -> Iterator[tuple[str, str]]:
    texts: defaultdict[str, list[Telling]] = defaultdict(list)
    for t in told:
        texts[t.act.document].append(t)
    earlier: list[Telling] = []
    for text in sorted(texts.values(), key=lambda text: min(map(_text, text))):
        new = [t for t in text if not earlier or _adds(t, earlier)]
        own = {t.id for t in new}
        yield from ((t.id, _first_like(t, earlier).id) for t in text if t.id not in own)
        earlier.extend(new)


def _text(t: Telling) -> tuple[bool, str, str]:
    """Sorts the texts of an origin, the first first."""
    date = t.date.low if t.date is not None and t.date.low else UNDATED
    return not t.root, date, t.act.document


def _first_like(t: Telling, earlier: Sequence[Telling]) -> Telling:
    return next((e for e in earlier if e.act.family == t.act.family), earlier[0])


def _adds(t: Telling, earlier: Sequence[Telling]) -> bool:
    """Whether a telling says more than these: not where it is in the same words. A headline adds numbers alone: it tells in
    a word what the text tells."""
    if said_as(t) in map(said_as, earlier):
        return False
    if _other_number(t, earlier):
        return True
    if deeds.is_headline(t.act):
        return False
    said = frozenset[tuple[str, str]]().union(*map(_facts, earlier))
    return not _facts(t) <= said or _surer(t, earlier) or _finer_place(t, earlier) or _finer_day(t, earlier)


def _facts(t: Telling) -> frozenset[tuple[str, str]]:
    """What is told of the deed but for where, when and how many."""
    act = t.act
    told = [("type", act.type), ("type", act.family)]
    told += [("party", party) for party in t.parties]
    told += [("unit", folded(p.text)) for p in act.perpetrators if p.kind == "unit"]
    told += [("victim", name) for name in t.victims]
    told += [("status", v.status_at_time) for v in act.victims if v.status_at_time != "not_stated"]
    told += [("sex", v.sex) for v in act.victims if v.sex != "unknown"]
    told += [("age", v.age_group) for v in act.victims if v.age_group != "unknown"]
    told += [("method", method.key) for method in act.methods]
    told += [("basis", act.basis)] if act.basis in FIRST_HAND else []
    told += [("custody", str(act.custody))] if act.custody is not None else []
    return frozenset(told)


def _surer(t: Telling, earlier: Sequence[Telling]) -> bool:
    return t.act.certainty == "asserted" and all(e.act.certainty != "asserted" for e in earlier)


def _other_number(t: Telling, earlier: Sequence[Telling]) -> bool:
    return any(
        _beyond(count, [c for e in earlier for c in e.act.counts if c.of == count.of])
        for count in t.act.counts
    )


def _beyond(count: Count, told: Sequence[Count]) -> bool:
    """Whether the numbers told before do not span this one."""
    span = hull(told)
    return span is None or hull([span, count]) != span


def _finer_place(t: Telling, earlier: Sequence[Telling]) -> bool:
    known = {p.id or folded(p.text) for e in earlier for p in e.act.places}
    finest = min((deeds.fineness(p) for e in earlier for p in e.act.places), default=None)
    others = [p for p in t.act.places if (p.id or folded(p.text)) not in known]
    return any(finest is None or deeds.fineness(p) <= finest for p in others)


def _finer_day(t: Telling, earlier: Sequence[Telling]) -> bool:
    if t.act.time is None:
        return False
    times = [e.act.time for e in earlier if e.act.time is not None]
    within = [time for time in times if time.low and t.act.time.low and t.act.time.low <= time.low]
    return not any(time.high and t.act.time.high and time.high <= t.act.time.high for time in within)
