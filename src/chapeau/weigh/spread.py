"""How spread? Regions and area, share of days, evenness over places and time, and the longest silences."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chapeau.ground.dates import day
from chapeau.records import Bar, DocumentDate, Incident, Pattern
from chapeau.weigh.area import hull, span
from chapeau.weigh.cells import CELL_KM, cell, point
from chapeau.weigh.corroboration import told_as_done
from chapeau.weigh.days import Calendar, Unit, bins, calendar, in_bins, iso, most_days, unit_for
from chapeau.weigh.evenness import BOOTSTRAP, FORMULA, Evenness, evenness
from chapeau.weigh.extent import places_it
from chapeau.weigh.figure import figure, ids, many
from chapeau.weigh.rivals import rivals

RADIUS_KM = 5.0
"""How far from its point a place told to a site or settlement may lie: the circle that the map draws for a
settlement, the wider of the two."""

LEAST_DAYS = 7
"""Days of a duration from which on a share of them says something: of one day told, all days are told."""

GAPS_SHOWN = 5
"""Silences that are listed: the longest ones. Five are what a reader can hold against each other."""


def spread(
    incidents: Sequence[Incident],
    regions: Mapping[str, str] | None = None,
    dates: Iterable[DocumentDate | None] = (),
) -> Iterator[Pattern]:
    """All figures of spread over what is told as done. `regions` name the region of a place by its id.

    `dates` are those of the texts that first tell of something: how many were written in a silence says whether anybody told
    at all.
    """
    told = told_as_done(incidents)
    yield _regions(told, regions or {})
    yield _area(told)
    known = calendar(told)
    left = ids(i for i in told if i.extent != "single")
    yield _share_of_days(known, left)
    yield _evenness_over_places(told)
    yield _evenness_over_time(known, left)
    yield _gaps(known, left, tuple(d for d in dates if d is not None))


# --- places ---------------------------------------------------------------------------------------------


def region_of(incident: Incident, regions: Mapping[str, str]) -> str | None:
    """The region an incident is told in: its own where it is told to one, else that of its place."""
    place = incident.place
    if place is None or place.precision in (None, "country"):
        return None
    return regions.get(place.id or "")


def by_region(told: Iterable[Incident], regions: Mapping[str, str]) -> dict[str, list[str]]:
    """Incidents by region, the most told first."""
    made: defaultdict[str, list[str]] = defaultdict(list)
    for i in told:
        if region := region_of(i, regions):
            made[region].append(i.id)
    return dict(sorted(made.items(), key=lambda group: (-len(group[1]), group[0])))


def _regions(told: Sequence[Incident], regions: Mapping[str, str]) -> Pattern:
    found = by_region(told, regions)
    held = {i for own in found.values() for i in own}
    return figure(
        "spread.regions", "regions", _region_words(len(found), len(held), len(told)),
        value=float(len(found)), rests_on=held, left_out={i.id for i in told} - held,
        bars=[Bar(label=name, value=float(len(own)), rests_on=tuple(sorted(own))) for name, own in found.items()],
        assumptions=("Which region a place lies in is the gazetteer's claim; in the packaged one it is worked out by nearness.",),
        cannot_show="That nothing was done in a region that is not here: perhaps nobody told of it.",
        rivals=rivals("extent"),
    )  # fmt: skip


def _region_words(found: int, held: int, told: int) -> str:
    if not found:
        return "No incident is told at a place whose region is known."
    return f"By {held:,} of {many(told, 'incident')}: those told at a place whose region is known."


def _area(told: Sequence[Incident]) -> Pattern:
    placed = {i.id: at for i in told if (at := point(i)) is not None}
    found = hull(list(placed.values()))
    value = None if found is None else _km2(found.area)
    low, high = (None, None) if found is None else (_km2(x) for x in span(found, RADIUS_KM))
    cells = {cell(*at) for at in placed.values()}
    bars = (
        Bar(label="around all (convex hull)", value=value, low=low, high=high),
        Bar(label=f"squares of {CELL_KM} km with a telling", value=float(len(cells) * CELL_KM**2)),
    )
    return figure(
        "spread.area", "km2", _area_words(len(set(placed.values())), len(cells), len(placed), len(told)),
        value=value, low=low, high=high, rests_on=placed, left_out=[i.id for i in told if i.id not in placed],
        bars=bars if placed else (),
        assumptions=(
            "Incidents told to a site or settlement alone: a district's middle is no place.",
            f"The interval is what the hull may be if each place lies anywhere within {RADIUS_KM:.0f} km of its point.",
        ),
        cannot_show="That something was done all over the area: a hull holds all that lies between. The squares say how "
        "much of it has anything told.",
        rivals=rivals("extent"),
    )  # fmt: skip


def _km2(area: float) -> float:
    """Whole square kilometres: beyond that, places are not known, and sines differ between machines."""
    return float(round(area))


def _area_words(places: int, cells: int, held: int, told: int) -> str:
    if not places:
        return "No incident is told to a site or settlement whose point is known."
    return (
        f"Around {many(places, 'place')} told to a site or settlement, in {many(cells, 'square')} of {CELL_KM} km, by {held:,} "
        f"of {many(told, 'incident')}."
    )


def _evenness_over_places(told: Sequence[Incident]) -> Pattern:
    placed = [i for i in told if places_it(i) and i.extent == "single" and i.place is not None]
    counted = Counter((i.place.id or i.place.text.casefold()) for i in placed if i.place)
    found = evenness(sorted(counted.values(), reverse=True))
    return _even(
        "spread.evenness_of_places", found, f"{many(len(counted), 'place')} with {many(len(placed), 'single event')}", ids(placed),
        {i.id for i in told} - {i.id for i in placed}, (),
        "Where most was done: places that reporters reach are told of more often.",
    )  # fmt: skip


def _even(
    name: str,
    found: Evenness | None,
    over: str,
    held: Iterable[str],
    left: Iterable[str],
    bars: Iterable[Bar],
    cannot: str,
) -> Pattern:
    words = f"Over {over}: 1 is quite even, 0 all in one." if found else "Too few to be even or uneven."
    return figure(
        name, "of 1", words, value=found.value if found else None, low=found.low if found else None,
        high=found.high if found else None, rests_on=held, left_out=left, bars=bars,
        assumptions=(FORMULA, BOOTSTRAP), cannot_show=cannot, rivals=rivals("extent"),
    )  # fmt: skip


# --- time -----------------------------------------------------------------------------------------------


def _share_of_days(known: Calendar, totals: Sequence[str]) -> Pattern:
    length, sure, most = known.length, len(known.sure), most_days(known)
    share = _hundredths(sure, length)
    words = (
        f"On {many(sure, 'day')} at least, and on {most:,} at most, of the {length:,} from {iso(known.first)} to {iso(known.last)}, "
        "something is told to have been done."
        if length >= LEAST_DAYS
        else "No two single events are told to days far enough from each other to speak of a share."
    )
    return figure(
        "spread.share_of_days", "of 100 days", words, value=share, low=share, high=_hundredths(most, length),
        rests_on=[i for own in known.sure.values() for i in own],
        left_out=[*(i for _, _, i in known.loose), *known.undated, *totals], bars=_day_bars(known),
        assumptions=(
            "At least: events told to one day. At most: each event told less closely, or without a date, on a day of its own.",
            "An event counts on one day; totals and series, which may fill many days, are left out.",
        ),
        cannot_show="On how many days something was done: of days without a telling nothing is known.",
        rivals=rivals("evenness_told"),
    )  # fmt: skip


def _hundredths(days: int, of: int) -> float | None:
    return round(100 * days / of, 1) if of >= LEAST_DAYS else None


def _day_bars(known: Calendar) -> Iterator[Bar]:
    """For each bin of the duration how many of its days have something told; at most so many as it has days."""
    if known.length < LEAST_DAYS:
        return
    spans = bins(known.first, known.last, unit_for(known.length))
    for (low, high), own in zip(spans, in_bins(list(known.sure), spans), strict=True):
        told = tuple(i for d in own for i in known.sure[d])
        yield Bar(label=iso(low), value=float(len(own)), high=float(high - low + 1), rests_on=told)


def _evenness_over_time(known: Calendar, totals: Sequence[str]) -> Pattern:
    unit: Unit = "week" if known.length <= 3 * 366 else "month"
    spans = bins(known.first, known.last, unit) if known.sure else []
    per = [
        tuple(i for d in own for i in known.sure[d]) for own in in_bins(list(known.sure), spans)
    ] if spans else []  # fmt: skip
    found = evenness([len(own) for own in per])
    events = sum(len(own) for own in per)
    return _even(
        "spread.evenness_over_time", found, f"{many(len(spans), unit)} with {many(events, 'event')} told to a day",
        [i for own in per for i in own], [*(i for _, _, i in known.loose), *known.undated, *totals],
        [Bar(label=iso(low), value=float(len(own)), rests_on=own) for (low, _), own in zip(spans, per, strict=True)],
        "When most was done: weeks in which reporters could work are told of more often.",
    )  # fmt: skip


# --- silences -------------------------------------------------------------------------------------------


def _gaps(known: Calendar, totals: Sequence[str], dates: Sequence[DocumentDate]) -> Pattern:
    bars = [
        _gap(known, first, last, written)
        for first, last, written in _with_written(_longest(known), dates)
    ]  # fmt: skip
    longest = bars[0] if bars else None
    words = (
        f"The longest span without anything told to a day: {longest.label}."
        if longest
        else "No two events told to days have a day between them."
    )
    return figure(
        "gaps", "days", words, value=longest.value if longest else None, low=longest.low if longest else None,
        high=longest.high if longest else None, rests_on={i for b in bars for i in b.rests_on},
        left_out=[*known.undated, *totals], bars=bars,
        assumptions=(
            "A span lies between two days on which something is told, neither counted.",
            "A first text is the first of its origin to tell of something done.",
            "The low end is the longest piece of it into which no event dated to some days, a week or a month may fall.",
        ),
        cannot_show="That nothing was done in it.", rivals=rivals("silence"),
    )  # fmt: skip


def _longest(known: Calendar) -> list[tuple[int, int]]:
    days = list(known.sure)
    found = [(a + 1, b - 1) for a, b in itertools.pairwise(days) if b - a > 1]
    return sorted(found, key=lambda gap: (gap[0] - gap[1], gap[0]))[:GAPS_SHOWN]


def _with_written(
    gaps: Sequence[tuple[int, int]], dates: Sequence[DocumentDate]
) -> Iterator[tuple[int, int, int | None]]:
    """Each silence with the number of first texts written in it; None where no document's date is known."""
    days = sorted(day(d.low).toordinal() for d in dates if d.low is not None and d.low == d.high)
    for first, last in gaps:
        yield first, last, sum(first <= d <= last for d in days) if days else None


def _gap(known: Calendar, first: int, last: int, written: int | None) -> Bar:
    about = "" if written is None else f", {many(written, 'first text')} written in it"
    return Bar(
        label=f"{iso(first)} to {iso(last)}{about}",
        value=float(last - first + 1),
        low=float(_untouched(first, last, known.loose)),
        high=float(last - first + 1),
        rests_on=(*known.sure[first - 1], *known.sure[last + 1]),
    )


def _untouched(first: int, last: int, loose: Iterable[tuple[int, int, str]]) -> int:
    """The longest run of days from `first` to `last` that no loose event touches; `loose` in order."""
    longest, free_from = 0, first
    for low, high, _ in loose:
        if high < free_from or low > last:
            continue
        longest = max(longest, low - free_from)
        free_from = high + 1
    return max(longest, last + 1 - free_from)
