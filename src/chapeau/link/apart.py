"""What keeps two tellings apart, told from a few facts: most pairs that share a day need no closer look.

`apart` is true only where `IncidentLinker.decide` gives None; what it lets pass is decided in full.
"""

from __future__ import annotations

from typing import NamedTuple

from chapeau.ground.dates import day
from chapeau.link import deeds
from chapeau.link.telling import Telling
from chapeau.records import ActTime

BEFORE_ALL_DAYS, AFTER_ALL_DAYS = -1, 10_000_000
"""Ends of a period that is open, as days counted from 1 January of year 1 (`datetime.date.toordinal`)."""


class Sketch(NamedTuple):
    """Of one telling, with what its passage says; `met_by` is what another deed, of another family, must be meant as.

    `days` are the ends of its time.
    """

    document: str
    standing: str
    family: str
    meant: str
    met_by: frozenset[str]
    extent: str
    days: tuple[int, int]
    where: deeds.Where
    words: int


def sketch(t: Telling, words: str) -> Sketch:
    """The sketch of a telling that rests on these words, folded."""
    act = t.known.act
    meant, met_by = deeds.kin(t.act)
    return Sketch(
        document=act.document,
        standing=t.standing,
        family=act.family,
        meant=meant,
        met_by=met_by,
        extent=act.extent,
        days=_days(act.time),
        where=(deeds.countries(act), deeds.finest(act)),
        words=hash(words),
    )


def apart(a: Sketch, b: Sketch, tolerated: int) -> bool:
    """Whether two tellings are surely not of one event; `tolerated` are the days by which two may differ."""
    if a.family != b.family and b.meant not in a.met_by:
        return True
    if a.standing != b.standing and {a.standing, b.standing} != {"supports", "against"}:
        return True
    if _gap(a.days, b.days) > tolerated or (a.document != b.document and a.extent != b.extent):
        return True
    return a.words != b.words and deeds.far_apart(a.where, b.where)


def _gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Days between two periods (`ground.dates.days_apart`)."""
    first, second = (a, b) if a <= b else (b, a)
    return second[0] - first[1]


def _days(time: ActTime | None) -> tuple[int, int]:
    low = time.low if time else None
    high = time.high if time else None
    return (
        day(low).toordinal() if low else BEFORE_ALL_DAYS,
        day(high).toordinal() if high else AFTER_ALL_DAYS,
    )
