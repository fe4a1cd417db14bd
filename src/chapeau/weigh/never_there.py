"""What was never there to be seen? Days on which nothing was written, regions of which nothing is told."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chapeau.ground.dates import day
from chapeau.ground.gazetteer import GazetteerPlace
from chapeau.records import Act, Bar, DocumentDate, Incident, Pattern
from chapeau.weigh.corroboration import told_as_done
from chapeau.weigh.days import calendar, iso
from chapeau.weigh.figure import figure, ids, many
from chapeau.weigh.rivals import rivals
from chapeau.weigh.spread import GAPS_SHOWN, region_of
from chapeau.weigh.told import tells

NOT_PEACE = "Whether nothing was done there and then, or nobody could tell. Silence is no sign of peace."


FIRST_TEXTS = (
    "Texts count that are the first of their origin to tell of something done: a copy, a denial or a word that judges fills "
    "no silence."
)


def first_texts(
    incidents: Iterable[Incident], acts: Mapping[str, Act], dates: Mapping[str, DocumentDate | None]
) -> tuple[DocumentDate | None, ...]:
    """The dates of the texts that are the first of their origin to tell of something done."""
    documents = {
        acts[a].document
        for i in told_as_done(incidents)
        for a in i.first_told
        if a in acts and tells(acts[a])
    }
    return tuple(dates.get(document) for document in sorted(documents))


def never_there(
    incidents: Sequence[Incident],
    dates: Iterable[DocumentDate | None] = (),
    places: Sequence[GazetteerPlace] = (),
    regions: Mapping[str, str] | None = None,
) -> Iterator[Pattern]:
    """Days without any text that first tells of something, and regions of the case's own `places` of which nothing is told.

    `dates` are those of `first_texts`. Nothing is given where no document is dated, or no event told to a day; nor where the case brings no places.
    """
    told = told_as_done(incidents)
    days = sorted({day(d.low).toordinal() for d in dates if d is not None and d.low and d.low == d.high})
    known = calendar(told)
    if days and known.sure:
        yield _silent_days(known.first, known.last, days, told)
    if places:
        yield _silent_regions(told, places, regions or {})


def _silent_days(first: int, last: int, written: Sequence[int], told: Sequence[Incident]) -> Pattern:
    inside = [d for d in written if first <= d <= last]
    edges = [first - 1, *inside, last + 1]
    spans = [(a + 1, b - 1) for a, b in itertools.pairwise(edges) if b - a > 1]
    silent = last - first + 1 - len(inside)
    longest = sorted(spans, key=lambda s: (s[0] - s[1], s[0]))[:GAPS_SHOWN]
    return figure(
        "never_there.days", "days",
        f"On {silent:,} of the {last - first + 1:,} days from {iso(first)} to {iso(last)} no text was written that is the first to tell of something done.",
        value=float(silent), rests_on=ids(told),
        bars=[Bar(label=f"{iso(a)} to {iso(b)}", value=float(b - a + 1)) for a, b in longest],
        assumptions=("A text was written on the day that it states as its own; texts without one are on no day.", FIRST_TEXTS),
        cannot_show=NOT_PEACE, rivals=rivals("silence"),
    )  # fmt: skip


def _silent_regions(
    told: Sequence[Incident], places: Sequence[GazetteerPlace], regions: Mapping[str, str]
) -> Pattern:
    heard = {r for i in told if (r := region_of(i, regions))}
    own = sorted({name for p in places if (name := p.region_label)})
    silent = [name for name in own if name not in heard]
    words = (
        f"nothing is told of {len(silent):,}: {', '.join(silent)}."
        if silent
        else "something is told of each."
    )
    return figure(
        "never_there.regions", "regions", f"Of {many(len(own), 'region')} of the case's own places, {words}",
        value=float(len(silent)), rests_on=ids(told), assumptions=("Regions are those that the case's own table of places names.",),
        cannot_show=NOT_PEACE, rivals=rivals("silence"),
    )  # fmt: skip
