"""How many are said to be killed, injured, missing, detained, displaced? Intervals, never sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from chapeau.ground.intervals import Bounded, compatible, hull
from chapeau.records import Bar, CountOf, CountTelling, Incident, Pattern
from chapeau.weigh.corroboration import told_as_done
from chapeau.weigh.figure import figure

ASSUMED = (
    "Each origin counts once, with the lowest and highest number that its texts give.",
    "Numbers of different origins are set beside each other, not added and not averaged.",
)
HIGHEST = "highest 'at least' said of one event"


def counts(incidents: Sequence[Incident]) -> Iterator[Pattern]:
    """One figure for each incident and thing counted, and one over all incidents, of which none is a sum."""
    told = told_as_done(incidents)
    for incident in told:
        by_of: defaultdict[CountOf, list[CountTelling]] = defaultdict(list)
        for telling in incident.tellings:
            by_of[telling.of].append(telling)
        for of, tellings in sorted(by_of.items()):
            yield _of_incident(incident, of, tellings, standing(incident, of))
    for of in get_args(CountOf):
        figures = [(i, t) for i in told for t in i.tellings if t.of == of]
        if figures:
            yield _over_incidents(of, figures)


def standing(incident: Incident, of: CountOf) -> tuple[CountTelling, ...]:
    """What origins say of one figure of an incident, without what a text took back."""
    withdrawn = {c.left for c in incident.contradictions if c.field == "retraction"}
    return tuple(t for t in incident.tellings if t.of == of and not withdrawn & set(t.acts))


def in_words(interval: Bounded) -> str:
    """'14', 'at least 14', 'at most 40', '14 to 17', 'no number'."""
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "no number"
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}"
    return f"at most {high:,}" if low is None else f"{low:,} to {high:,}"


def _of_incident(
    incident: Incident, of: CountOf, tellings: Sequence[CountTelling], stand: Sequence[CountTelling]
) -> Pattern:
    spanned = hull(stand)
    told = _by_origin(stand) or "no number that stands"
    back = _by_origin(t for t in tellings if t not in stand)
    agree = all(compatible(a, b) for a in stand for b in stand)
    verdict = "" if len(stand) < 2 else " They can all be right." if agree else " They cannot all be right."
    verdict += f" Taken back by a text: {back}." if back else ""
    return figure(
        f"count.{of}", _unit(of), f"{of.capitalize()}, by origin: {told}.{verdict}",
        of=incident.id, key=("count", incident.id, of),
        low=_number(spanned.low) if spanned else None, high=_number(spanned.high) if spanned else None,
        rests_on={a for t in tellings for a in t.acts}, assumptions=ASSUMED,
        cannot_show="Which of the numbers is right, and whether those not found are in any of them.",
    )  # fmt: skip


def _by_origin(tellings: Iterable[CountTelling]) -> str:
    return "; ".join(f"{in_words(t)} ({t.origin})" for t in tellings)


def _over_incidents(of: CountOf, figures: list[tuple[Incident, CountTelling]]) -> Pattern:
    stands = [t in standing(i, of) for i, t in figures]
    kept = [figure for figure, stand in zip(figures, stands, strict=True) if stand]
    single = [(i, t) for i, t in kept if i.extent == "single"]
    back = sorted({in_words(t) for (_, t), stand in zip(figures, stands, strict=True) if not stand})
    totals = [(i, t) for i, t in kept if i.extent != "single"]
    words = f"{of.capitalize()}: {_listed(single, 'single event')}; {_listed(totals, 'total or series')}."
    words += f" Taken back by a text: {', '.join(back)}." if back else ""
    words += " Totals contain single events, and events told apart may be one: nothing here is added up, and no number is a "
    words += "floor, since others may give a lower one of the same event."
    return figure(
        f"counts.{of}", _unit(of), words, key=("counts", of), bars=_highest(single),
        rests_on={i.id for i, _ in single}, left_out={i.id for i, _ in figures} - {i.id for i, _ in single}, assumptions=ASSUMED,
        cannot_show="How many there were in all: events nobody reported, and those told without a number, are not in it.",
    )  # fmt: skip


def _highest(single: list[tuple[Incident, CountTelling]]) -> Iterator[Bar]:
    """The highest number that anybody says as a least, of any one event. No floor, and so not the pattern's own figure."""
    highest = max((t.low for _, t in single if t.low is not None), default=None)
    if highest is not None:
        of = {i.id for i, t in single if t.low == highest}
        yield Bar(label=HIGHEST, value=float(highest), rests_on=tuple(sorted(of)))


def _unit(of: CountOf) -> str:
    return "events" if of == "events" else "people"


def _listed(figures: list[tuple[Incident, CountTelling]], what: str) -> str:
    if not figures:
        return f"no {what} with a number"
    incidents = {i.id for i, _ in figures}
    numbers = sorted({in_words(t) for _, t in figures})
    return f"{len(incidents)} {what}{'s' if len(incidents) > 1 else ''} ({', '.join(numbers)})"


def _number(n: int | None) -> float | None:
    return None if n is None else float(n)
