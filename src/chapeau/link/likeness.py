"""How much speaks for two tellings being one event? Each reason with its value, in words.

Values were set by hand so that what is enough, and what is not, can be said in a sentence: the same
place and day with the same family is enough (0.35 + 0.35 + 0.1); the same region and day is not; 'in
March' at one place is not, without a number, a name or a method in common. To change one, run the
tests of `link/incidents.py` and the example case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from chapeau.ground.dates import day, days_apart, days_in
from chapeau.ground.intervals import compatible
from chapeau.ground.names import folded
from chapeau.link import deeds
from chapeau.link.spelling import same_person
from chapeau.link.telling import Telling
from chapeau.records import Act, ActTime, Count, Part, Period

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

GROWN, GROWN_FAR = 0.7, 0.4
"""Shares that a lower number is of a higher one from which on both can be tolls of one event, growing as the
dead are found; and from which on that is unlikely, but not strange."""

FEW = 2
"""People: 'one' and 'at least two' are too near to tell events apart."""

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
    if a.known.id == b.known.id:
        return _part("document", 0.55, "one passage of a text tells both")
    if deeds.is_bare(a.known.act) or deeds.is_bare(b.known.act):
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


PLACES: Mapping[deeds.Nearness, tuple[float, str]] = {
    "spelt": (0.3, "a place whose name is written much like the other's"),
    "inside": (0.2, "places that lie within one another or side by side"),
    "region": (0.05, "the same region, which is hardly a place"),
    "country": (0.05, "the same country, which is no place"),
}


def _place(a: Telling, b: Telling) -> Part | None:
    one, other = a.known.act, b.known.act
    left, right = _names(one), _names(other)
    same = deeds.same_place(one, other)
    near = deeds.nearness(one, other)
    if same is not None and near in ("same", "unknown"):
        value = 0.2 if same.precision == "district" else 0.35
        return _part("place", value, f"the same {same.precision or 'place'}", left, right)
    value, why = PLACES.get(near, (0.0, ""))
    return _part("place", value, why, left, right) if value else None


def _names(act: Act) -> str:
    return ", ".join(p.text for p in act.places)


def _time(a: Telling, b: Telling) -> Part | None:
    one, other = a.known.act.time, b.known.act.time
    if one is None or other is None or not (one.low and one.high and other.low and other.high):
        return _reported(a, b)
    gap = days_apart(one, other)
    if gap:
        return _part("time", -0.2, f"{gap} day(s) apart", one.text, other.text)
    coarser = max(_fineness(one), _fineness(other))
    if coarser == 0:
        return _part("time", 0.35, "the same day", one.text, other.text)
    if coarser == 1:
        return _part("time", 0.25, "the day lies in the week", one.text, other.text)
    return _part("time", 0.1, "months, years or longer, which hardly date an event", one.text, other.text)


def _fineness(time: ActTime) -> int:
    """0 for a day, 1 for a week or less, 2 for what is longer."""
    return 0 if time.low == time.high else 1 if (days_in(time) or 0) <= REPORTED_WITHIN else 2


def _reported(a: Telling, b: Telling) -> Part | None:
    """A text that gives no day, written within days of the day that the other gives, or of the other text.

    Where it gives no number, name or site either ('the killings in Halvern'), it may be a remark on anything that was done
    there: that it was written in those days is hardly a reason.
    """
    timed, untimed = (a, b) if a.known.act.time else (b, a)
    when, written = timed.known.act.time, untimed.date
    if a.act.document == b.act.document or written is None or written.low is None:
        return None
    if when is None:
        return _written_together(a, b)
    if _fineness(when) > 1 or not when.high or not when.low:
        return None
    if 0 <= (day(written.low) - day(when.low)).days <= REPORTED_WITHIN + 1:
        if untimed.is_remark and not set(a.origins) & set(b.origins):
            why = "neither day, number, name nor site given; written in the days after, as remarks on other events are"
            return _part("time", 0.1, why, when.text, written.low)
        return _part("time", 0.25, "no day given, but written in the days after", when.text, written.low)
    return None


def _written_together(a: Telling, b: Telling) -> Part | None:
    one, other = a.date, b.date
    if one is None or other is None or not one.low or not other.low:
        return None
    if abs((day(one.low) - day(other.low)).days) <= REPORTED_WITHIN:
        return _part(
            "time", 0.2, "neither gives a day; written within days of each other", one.low, other.low
        )
    return None


def _victims(a: Telling, b: Telling) -> Part | None:
    mine, yours = a.known.victims, b.known.victims
    if not (mine and yours):
        return None
    left, right = ", ".join(mine), ", ".join(yours)
    if any(same_person(m, n) for m in mine for n in yours):
        return _part("victims", 0.4, "a victim of the same name", left, right)
    if _names_all(a) or _names_all(b):
        return _part("victims", -0.35, "victims of other names", left, right)
    return None


def _names_all(t: Telling) -> bool:
    """Whether a text names all who suffered, so that another name is somebody else's."""
    named = len(t.known.victims)
    most = max((c.high or c.low or 0 for c in t.known.act.counts if c.of != "injured"), default=0)
    return named >= most


def _people(a: Telling, b: Telling) -> Part | None:
    """Who suffered, in words that do not fit anybody: 'farmers'."""
    mine, yours = deeds.whom(a.known.act), deeds.whom(b.known.act)
    if mine & yours:
        return _part("people", 0.2, f"the same people ({', '.join(sorted(mine & yours))})")
    return None


def _sites(a: Telling, b: Telling) -> Part | None:
    mine, yours = set(a.known.sites), set(b.known.sites)
    left, right = ", ".join(sorted(mine)), ", ".join(sorted(yours))
    if mine & yours:
        return _part("site", 0.2, f"the same kind of site ({', '.join(sorted(mine & yours))})", left, right)
    if mine and yours:
        return _part("site", -0.45, "other kinds of site", left, right)
    return None


def _doers(a: Telling, b: Telling) -> Part | None:
    left, right = ", ".join(p.text for p in a.act.perpetrators), ", ".join(p.text for p in b.act.perpetrators)
    if set(a.known.perpetrators) & set(b.known.perpetrators):
        return _part("perpetrators", 0.15, "the same perpetrator", left, right)
    if not (a.known.parties and b.known.parties):
        return None
    if set(a.known.parties) & set(b.known.parties):
        return _part("perpetrators", 0.1, "perpetrators of the same party", left, right)
    return _part("perpetrators", -0.25, "perpetrators of different parties", left, right)


def _counts(a: Telling, b: Telling) -> Part | None:
    """Numbers of those who suffered, of one sort; those injured are counted least alike and weigh least."""
    found = [
        made
        for m in a.known.act.counts
        for n in b.known.act.counts
        if deeds.counted_as(m) == deeds.counted_as(n) and (made := _number(m, n)) is not None
    ]
    return max(found, key=lambda p: (abs(p.value), p.value, p.why), default=None)


def _number(m: Count, n: Count) -> Part | None:
    one, other = (c.low if c.low is not None else c.high for c in (m, n))
    if not one or not other:
        return None
    share = min(one, other) / max(one, other)
    if share == 1.0 and one > 2:
        value = 0.1 if m.of == "injured" else 0.2
        return _part("counts", value, f"the same number {m.of}", m.text, n.text)
    if m.of == "injured" or share == 1.0:
        return None
    if share >= GROWN:
        return _part("counts", 0.0, "numbers apart as a growing toll can be", m.text, n.text)
    if max(one, other) <= FEW and compatible(m, n):
        return None
    value = -0.25 if share >= GROWN_FAR else -0.35
    return _part("counts", value, "numbers far apart", m.text, n.text)


def _methods(a: Telling, b: Telling) -> Part | None:
    same = sorted({m.key for m in a.known.act.methods} & {m.key for m in b.known.act.methods})
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
    _document, _origin, _words, _deed, _place, _time, _aggregate, _sites, _victims, _people, _doers, _counts, _methods,
)  # fmt: skip
