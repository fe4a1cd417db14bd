"""How large? Events and victims as intervals: by what stands behind the figure, by party, by period.

A floor is a sum over events that cannot be one and none of which holds another; of the dead alone, who die
once. There is no ceiling: what nobody counted is in no number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chapeau.ground.as_told import TOLD_AS_DONE
from chapeau.ground.related import Related
from chapeau.records import (
    Act,
    Bar,
    CountOf,
    CountTelling,
    Incident,
    Pattern,
    Period,
    Person,
    PersonLink,
)
from chapeau.weigh.apart import RULE, Apart, lowest
from chapeau.weigh.corroboration import told_as_done
from chapeau.weigh.counts import standing
from chapeau.weigh.extent import dates_it
from chapeau.weigh.figure import figure, ids, many
from chapeau.weigh.likenesses import AllJoined
from chapeau.weigh.rivals import rivals

ONCE: tuple[CountOf, ...] = ("killed",)
"""What can befall a person once only. One who was detained in March may be among those detained in April:
their numbers are not added up even where the events are surely two."""

PEOPLE: tuple[CountOf, ...] = ("killed", "injured", "missing", "detained", "displaced", "persons")

UP_TO_MONTHS = 36
"""Months of a case up to which periods are months, then years: so many bars still fit on a printed page."""

UNNAMED = "no party named"

Support = tuple[str, str]
SUPPORTS: tuple[Support, ...] = (
    ("all", "in all"),
    ("several", "from two or more origins"),
    ("independent", "from origins found independent"),
)

NO_CEILING = (
    "How many there were at most: nobody counted those whom nobody saw, and events told without a number are in no "
    "figure. That is why there is a floor and no ceiling."
)
ADDED = (
    RULE,
    "A number counts for two or more origins where so many give one, between which no dependence was found.",
    "The highest numbers are taken first; the number of an event is the lowest that any "
    "origin gives for it. Events without a close date and place are in no sum, numbers that a text took back in no floor.",
)
NOT_ADDED = (
    "The floor is the highest floor of any single event: a person may be in the numbers of two events, so that nothing "
    "is added up."
)

TOTALS_SHOWN = 5
"""Totals that are drawn one by one: as many bars as are taken in beside the floors. The rest share one."""


@dataclass(frozen=True, slots=True)
class Told:
    """A single event with a number: the lowest that all its origins reach, and how well told the number is."""

    id: str
    low: int
    support: str


def scale(
    incidents: Sequence[Incident],
    related: Related | None = None,
    parties: Mapping[str, str] | None = None,
    acts: Iterable[Act] = (),
    persons: Sequence[Person] = (),
    person_links: Iterable[PersonLink] = (),
) -> Iterator[Pattern]:
    """How many events, and of each kind of harm how many people at least. `parties` are names by id."""
    told = told_as_done(incidents)
    apart = Apart.of(told)
    named = parties or {}
    yield from _events(told, apart, named)
    people = _killed_by_name(told, acts, persons, person_links)
    for of in PEOPLE:
        counted = [i for i in told if any(t.of == of for t in i.tellings)]
        if counted:
            yield from _victims(
                of, counted, apart, related or Related(), named, people if of == "killed" else None
            )


def single(incidents: Iterable[Incident]) -> list[Incident]:
    """Those that are told as one event, not as a total or series."""
    return [i for i in incidents if i.extent == "single"]


# --- how many events ------------------------------------------------------------------------------------


def _events(told: Sequence[Incident], apart: Apart, named: Mapping[str, str]) -> Iterator[Pattern]:
    events = single(told)
    low = apart.fewest(i.id for i in events)
    words = (
        f"Told as single events: {len(events):,}; at least {low:,} if all that may be one are one. Totals and series, "
        f"apart from them: {len(told) - len(events):,}."
    )
    yield _counted("scale.events", words, events, told, apart, _families)
    by = "Single events, {}: at least as many as surely differ, at most as many as are told."
    if len({p for i in events for p in _parties(i, named)}) > 1:
        yield _counted(
            "scale.events.by_party", by.format("by party"), events, told, apart, lambda i: _parties(i, named)
        )
    periods = _periods(events)
    if len({p for found in periods.values() for p in found}) > 1:
        yield _counted(
            "scale.events.by_period",
            by.format("by period"),
            events,
            told,
            apart,
            lambda i: periods.get(i.id, ()),
        )


def _counted(
    name: str,
    words: str,
    events: Sequence[Incident],
    told: Sequence[Incident],
    apart: Apart,
    keys: Callable[[Incident], Iterable[str]],
) -> Pattern:
    low = apart.fewest(i.id for i in events)
    groups = grouped(events, keys)
    groups = sorted(groups) if name.endswith("by_period") else groups
    return figure(
        name, "events", words, low=float(low), high=float(len(events)), rests_on=ids(events),
        left_out=ids(i for i in told if i.extent != "single"),
        bars=[
            Bar(label=label, low=float(min(low, apart.fewest(i.id for i in own))), high=float(len(own)), rests_on=ids(own)) for label, own in groups
        ],
        assumptions=(RULE, "Events without a close date and place may be one with any other.",
                     "An event with acts of two families, or of two parties, is in the row of each: rows are not added up."),
        cannot_show="How many events there were: those that nobody told, and those told only within a total, are not in it.",
        rivals=rivals("scale"),
    )  # fmt: skip


def grouped(
    incidents: Iterable[Incident], keys: Callable[[Incident], Iterable[str]]
) -> list[tuple[str, list[Incident]]]:
    """Incidents by key, the largest group first; an incident with two keys is in both groups."""
    made: defaultdict[str, list[Incident]] = defaultdict(list)
    for i in incidents:
        for key in sorted(set(keys(i))):
            made[key].append(i)
    return sorted(made.items(), key=lambda group: (-len(group[1]), group[0]))


def _families(incident: Incident) -> list[str]:
    return [t.partition(".")[0].replace("_", " ") for t in incident.types]


def _parties(incident: Incident, named: Mapping[str, str]) -> list[str]:
    return [named.get(p, p) for p in incident.parties] or [UNNAMED]


# --- how many people ------------------------------------------------------------------------------------


def _victims(
    of: CountOf,
    counted: Sequence[Incident],
    apart: Apart,
    related: Related,
    named: Mapping[str, str],
    people: tuple[int, tuple[str, ...]] | None,
) -> Iterator[Pattern]:
    lows = [t for i in single(counted) if (t := _told(i, of, related)) is not None]
    yield _over_all(of, counted, lows, apart, people)
    by_id = {t.id: t for t in lows}
    events = [i for i in counted if i.id in by_id]
    if len({p for i in events for p in _parties(i, named)}) > 1:
        yield _split("by_party", of, events, by_id, apart, lambda i: _parties(i, named))
    periods = _periods(events)
    if len({p for found in periods.values() for p in found}) > 1:
        yield _split("by_period", of, events, by_id, apart, lambda i: periods.get(i.id, ()))


def _told(incident: Incident, of: CountOf, related: Related) -> Told | None:
    tellings = standing(incident, of)
    low = lowest(tellings)
    return None if low is None else Told(incident.id, low, _support(tellings, related))


def _support(tellings: Sequence[CountTelling], related: Related) -> str:
    """How well told a number is, by the origins that give one: 'all' is any number of them."""
    origins = {t.origin for t in tellings}
    if related.independent(origins):
        return "independent"
    return "several" if related.several(origins) else "all"


def floor(of: CountOf, lows: Iterable[Told], apart: Apart, most: int | None = None) -> int | None:
    """At least how many, over events of which some may be one; None where no event has a number.

    `most` is the floor over more events than these: taken one by one, fewer events can by chance give more.
    """
    by_id = {t.id: t.low for t in lows}
    found = apart.floor(by_id) if of in ONCE else max(by_id.values(), default=None)
    return found if found is None or most is None else min(found, most)


def _over_all(
    of: CountOf,
    counted: Sequence[Incident],
    lows: Sequence[Told],
    apart: Apart,
    people: tuple[int, tuple[str, ...]] | None,
) -> Pattern:
    named = people[0] if people else 0
    low = floor(of, lows, apart)
    low = max(low or 0, named) if named else low
    bars = list(_by_support(of, lows, apart, low))
    totals = [i for i in counted if i.extent != "single"]
    bars += _totals(of, totals)
    if people is not None and named:
        bars.append(Bar(label="named as killed, each once", low=float(named), rests_on=people[1]))
    without = {i.id for i in counted} - {t.id for t in lows}
    return figure(
        f"scale.{of}", "people", _floor_words(of, low, len(lows), len(totals)), low=None if low is None else float(low),
        rests_on=[t.id for t in lows], left_out=without, bars=bars,
        assumptions=ADDED if of in ONCE else (NOT_ADDED,), cannot_show=NO_CEILING, rivals=rivals("scale"),
    )  # fmt: skip


def _floor_words(of: CountOf, low: int | None, events: int, totals: int) -> str:
    apart = f" Totals and series, which are in no sum: {totals:,}." if totals else ""
    if low is None:
        return f"{of.capitalize()}: no single event is told with a number that all its origins reach.{apart}"
    return f"{of.capitalize()}, as told: at least {low:,}, over {many(events, 'event')} with a number.{apart}"


def _by_support(of: CountOf, lows: Sequence[Told], apart: Apart, most: int | None) -> Iterator[Bar]:
    """The floor again, over what is better and better told: each bar's events are among those of what goes before."""
    rank = {name: i for i, (name, _) in enumerate(SUPPORTS)}
    for name, label in SUPPORTS[1:]:
        own = [t for t in lows if rank[t.support] >= rank[name]]
        low = floor(of, own, apart, most)
        yield Bar(
            label=label,
            low=None if low is None else float(low),
            rests_on=tuple(sorted(t.id for t in own)),
        )


def _totals(of: CountOf, totals: Sequence[Incident]) -> Iterator[Bar]:
    """Each of the largest totals by itself, as told: a total of a town says nothing of one of a country. Then all others."""
    numbered = (i for i in totals if _largest(of, i) > 0)
    largest = sorted(numbered, key=lambda i: (-_largest(of, i), i.id))
    yield from (_total(_total_in_words(i), of, (i,)) for i in largest[:TOTALS_SHOWN])
    if others := largest[TOTALS_SHOWN:]:
        yield _total(
            f"{many(len(others), 'smaller total')} or series, from the least to the largest", of, others
        )


def _largest(of: CountOf, total: Incident) -> int:
    return max((n for t in standing(total, of) for n in (t.low, t.high) if n is not None), default=0)


def _total(label: str, of: CountOf, totals: Sequence[Incident]) -> Bar:
    tellings = [t for i in totals for t in standing(i, of)]
    known = [n for t in tellings for n in (t.low, t.high) if n is not None]
    return Bar(
        label=label,
        low=float(min(known)) if known else None,
        high=float(max(known)) if known and all(t.high is not None for t in tellings) else None,
        rests_on=ids(totals),
    )


def _total_in_words(total: Incident) -> str:
    """'total of Lenna region, 2031-03-01 to 2031-03-31'."""
    where = total.place.text if total.place else "places not told"
    time = total.time or Period()
    when = " to ".join(dict.fromkeys(day for day in (time.low, time.high) if day)) or "days not told"
    return f"{'total' if total.extent == 'aggregate' else 'series'} of {where}, {when}"


def _split(
    by: str,
    of: CountOf,
    events: Sequence[Incident],
    lows: Mapping[str, Told],
    apart: Apart,
    keys: Callable[[Incident], Iterable[str]],
) -> Pattern:
    groups = grouped(events, keys)
    groups = sorted(groups) if by == "by_period" else groups
    most = floor(of, (lows[i.id] for i in events), apart)
    bars = [_floor_bar(of, label, own, lows, apart, most) for label, own in groups]
    held = {i for bar in bars for i in bar.rests_on}
    return figure(
        f"scale.{of}.{by}", "people", f"{of.capitalize()}, {by.replace('_', ' ')}: at least so many each, as told. "
        "Not to be added up: one event may stand in two rows.",
        low=None if most is None else float(most), rests_on=held,
        left_out={i.id for i in events} - held, bars=bars,
        assumptions=ADDED if of in ONCE else (NOT_ADDED,), cannot_show=NO_CEILING, rivals=rivals("scale"),
    )  # fmt: skip


def _floor_bar(
    of: CountOf, label: str, own: Sequence[Incident], lows: Mapping[str, Told], apart: Apart, most: int | None
) -> Bar:
    low = floor(of, (lows[i.id] for i in own), apart, most)
    return Bar(label=label, low=None if low is None else float(low), rests_on=ids(own))


def _periods(events: Sequence[Incident]) -> dict[str, tuple[str, ...]]:
    """The month of each event, or its year where the case is long; an event that lies in no one of them has none."""
    dated = {i.id: i.time for i in events if dates_it(i) and i.time}
    months = {k: (t.low[:7], t.high[:7]) for k, t in dated.items() if t.low and t.high}
    spanned = sorted({m for pair in months.values() for m in pair})
    length = 4 if spanned and _months_between(spanned[0], spanned[-1]) > UP_TO_MONTHS else 7
    return {k: (low[:length],) for k, (low, high) in months.items() if low[:length] == high[:length]}


def _months_between(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1


def _killed_by_name(
    told: Sequence[Incident], acts: Iterable[Act], persons: Sequence[Person], links: Iterable[PersonLink]
) -> tuple[int, tuple[str, ...]]:
    """How many persons are named as killed, if all open likenesses joined two; and their ids."""
    if not persons:
        return 0, ()
    in_incidents = {a for i in told for a in i.first_told}
    killing = {
        a.id for a in acts if a.family == "killing" and a.certainty in TOLD_AS_DONE and a.id in in_incidents
    }
    dead = [p for p in persons if killing & set(p.acts)]
    return AllJoined(persons, links).fewest(dead), tuple(sorted(p.id for p in dead))
