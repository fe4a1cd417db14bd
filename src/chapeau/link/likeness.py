"""How much speaks for two tellings being one event? Each reason with its value, in words.

Values were set by hand so that what is enough, and what is not, can be said in a sentence: the same
place and day with the same family is enough (0.35 + 0.35 + 0.1); the same region and day is not; 'in
March' at one place is not, without a number, a name or a method in common. To change one, run the
tests of `link/incidents.py` and the example case.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from chapeau.ground.dates import day, days_apart
from chapeau.ground.names import folded
from chapeau.link import deeds
from chapeau.link.tellings import Telling
from chapeau.records import Count, Part, Period

SAME_EVENT = 0.65
"""Sum of the parts from which on two tellings of different documents are taken for one event."""

SAME_DEED_IN_TEXT = 0.6
"""The same within one document, where the author speaks of few events and returns to them."""

REPORTED_WITHIN = 7
"""Days after an event within which a text without a day of its own is taken to report it."""

SAME_WORDS = 8
"""Words that a sentence must have for its copies to be known by it: 'Two people died' is told of many events."""

SENTENCES_KEPT = 1 << 15
"""Sentences whose words are kept for the next comparison: some ten MB."""

Compare = Callable[[Telling, Telling], Part | None]


def parts(a: Telling, b: Telling) -> tuple[Part, ...]:
    """The reasons for and against, in the order of what, where, when, to whom, by whom, how many, how."""
    return tuple(part for compare in COMPARISONS if (part := compare(a, b)) is not None)


def _part(name: str, value: float, why: str, left: str = "", right: str = "") -> Part:
    return Part(name=name, value=value, why=why, left=left, right=right)


def _document(a: Telling, b: Telling) -> Part | None:
    if a.act.document != b.act.document:
        return None
    if deeds.one_breath(a.act, b.act):
        return _part("document", 0.55, "one sentence tells both")
    if deeds.is_bare(a.act) or deeds.is_bare(b.act):
        return _part("document", 0.5, "one document tells both, one of them in a word")
    if deeds.is_headline(a.act) or deeds.is_headline(b.act):
        return _part("document", 0.5, "one document tells both, one of them in its headline")
    return _part("document", 0.4, "one document tells both")


def _origin(a: Telling, b: Telling) -> Part | None:
    """Documents of one origin that give one number for one family of deeds: the same telling, worded anew."""
    if not _of_one_origin(a, b) or a.act.family != b.act.family or _same_figure(a, b) is None:
        return None
    return _part("origin", 0.2, "texts of one origin give the same number for the same kind of deed")


def _same_figure(a: Telling, b: Telling) -> Count | None:
    """The same number of people who can be the same people."""
    return None if deeds.victims_apart(a.act, b.act) else deeds.same_number(a.act, b.act)


def _of_one_origin(a: Telling, b: Telling) -> bool:
    return a.act.document != b.act.document and bool(set(a.origins) & set(b.origins))


def copied(a: Telling, b: Telling) -> bool:
    """Whether two texts of one origin tell it in the same words: where each thinks it was done is then no matter."""
    return _of_one_origin(a, b) and _same_words(a, b)


def _same_words(a: Telling, b: Telling) -> bool:
    return said_as(a) == said_as(b) and len(said_as(a).split()) >= SAME_WORDS


def _words(a: Telling, b: Telling) -> Part | None:
    """Copies of one text tell a deed in the same words; that makes them one event, and still one origin."""
    if a.act.document == b.act.document or not _same_words(a, b):
        return None
    return _part("words", 0.55, "told in the same words")


def said_as(t: Telling) -> str:
    """The words that an act rests on, folded, without marks."""
    return _words_of(t.act.evidence.text)


@lru_cache(maxsize=SENTENCES_KEPT)
def _words_of(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", folded(sentence)))


def _deed(a: Telling, b: Telling) -> Part:
    values = {"same_type": (0.15, "the same deed"), "same_family": (0.1, "the same family of deeds")}
    kin = deeds.kinship(a.act, b.act)
    value, why = values.get(kin or "", (0.05, "deeds that one event can hold"))
    return _part("type", value, why, a.act.type, b.act.type)


def _place(a: Telling, b: Telling) -> Part | None:
    same = deeds.same_place(a.act, b.act)
    left, right = _names(a), _names(b)
    if same is not None:
        value = 0.35 if same.precision in ("site", "settlement") else 0.2
        return _part("place", value, f"the same {same.precision}", left, right)
    if deeds.fine_places(a.act) and deeds.fine_places(b.act):
        return _part("place", 0.2, "places that lie within one another or side by side", left, right)
    if deeds.countries(a.act) & deeds.countries(b.act):
        return _part("place", 0.05, "the same country or region, which is hardly a place", left, right)
    return None


def _names(t: Telling) -> str:
    return ", ".join(p.text for p in t.act.places)


def _time(a: Telling, b: Telling) -> Part | None:
    one, other = a.act.time, b.act.time
    if one is None or other is None or not (one.low and one.high and other.low and other.high):
        return _reported(a, b)
    days = [one.precision in ("hour", "day"), other.precision in ("hour", "day")]
    gap = days_apart(one, other)
    if gap:
        return _part("time", -0.2, f"{gap} day(s) apart", one.text, other.text)
    if all(days):
        return _part("time", 0.35, "the same day", one.text, other.text)
    if {one.precision, other.precision} <= {"hour", "day", "week"}:
        return _part("time", 0.2, "the day lies in the week", one.text, other.text)
    return _part("time", 0.05, "months, years or longer, which hardly date an event", one.text, other.text)


def _reported(a: Telling, b: Telling) -> Part | None:
    """A text that gives no day, written within days of the day that the other gives."""
    timed, untimed = (a, b) if a.act.time else (b, a)
    when, written = timed.act.time, untimed.date
    if untimed.act.time or when is None or when.precision not in ("hour", "day") or not when.high:
        return None
    if written is None or written.low is None or a.act.document == b.act.document:
        return None
    if 0 <= (day(written.low) - day(when.high)).days <= REPORTED_WITHIN:
        return _part("time", 0.1, "no day given, but written in the days after", when.text, written.low)
    return None


def _victims(a: Telling, b: Telling) -> Part | None:
    if not (a.victims and b.victims):
        return None
    left, right = ", ".join(a.victims), ", ".join(b.victims)
    if set(a.victims) & set(b.victims):
        return _part("victims", 0.4, "a victim of the same name", left, right)
    return _part("victims", -0.3, "victims of other names", left, right)


def _doers(a: Telling, b: Telling) -> Part | None:
    left, right = ", ".join(p.text for p in a.act.perpetrators), ", ".join(p.text for p in b.act.perpetrators)
    if set(a.perpetrators) & set(b.perpetrators):
        return _part("perpetrators", 0.15, "the same perpetrator", left, right)
    if not (a.parties and b.parties):
        return None
    if set(a.parties) & set(b.parties):
        return _part("perpetrators", 0.1, "perpetrators of the same party", left, right)
    return _part("perpetrators", -0.25, "perpetrators of different parties", left, right)


def _counts(a: Telling, b: Telling) -> Part | None:
    same, apart = deeds.same_number(a.act, b.act), deeds.counts_apart(a.act, b.act)
    if same is not None:
        return _part("counts", 0.2, f"the same number {same.of}", same.text, same.text)
    if apart is not None:
        return _part("counts", -0.1, "numbers that cannot both be right", apart[0].text, apart[1].text)
    return None


def _methods(a: Telling, b: Telling) -> Part | None:
    same = sorted({m.key for m in a.act.methods} & {m.key for m in b.act.methods})
    return _part("methods", 0.1, f"the same method ({', '.join(same)})") if same else None


def _aggregate(a: Telling, b: Telling) -> Part | None:
    """Two totals: the same people, over the same time."""
    if deeds.whole(a.act) or deeds.whole(b.act) or a.act.document == b.act.document:
        return None
    one, other = _period(a), _period(b)
    if one is not None and other is not None and (one.low, one.high) == (other.low, other.high):
        return _part("extent", 0.25, "totals over the same time")
    return None


def _period(t: Telling) -> Period | None:
    time = t.act.time
    return Period(low=time.low, high=time.high) if time and time.low and time.high else None


COMPARISONS: tuple[Compare, ...] = (
    _document, _origin, _words, _deed, _place, _time, _aggregate, _victims, _doers, _counts, _methods,
)  # fmt: skip
