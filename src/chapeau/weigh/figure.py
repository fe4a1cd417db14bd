"""How is a figure over incidents written down? Its words, interval and bars, the same way for each."""

from __future__ import annotations

from collections.abc import Iterable

from chapeau.ground.identity import record_id
from chapeau.records import Bar, Incident, Pattern


def figure(
    name: str,
    unit: str,
    words: str,
    *,
    assumptions: tuple[str, ...],
    cannot_show: str,
    value: float | None = None,
    low: float | None = None,
    high: float | None = None,
    rests_on: Iterable[str] = (),
    left_out: Iterable[str] = (),
    bars: Iterable[Bar] = (),
    rivals: tuple[str, ...] = (),
    of: str = "incidents",
    key: tuple[str, ...] = (),
) -> Pattern:
    """A pattern that is no test: it has no null hypothesis. Its id is made of `key`, or else of its name alone."""
    return Pattern(
        id=record_id("pat", *(key or (name,))),
        name=name,
        of=of,
        unit=unit,
        value=value,
        low=low,
        high=high,
        words=words,
        null_hypothesis=None,
        assumptions=assumptions,
        cannot_show=cannot_show,
        rests_on=tuple(sorted(rests_on)),
        left_out=tuple(sorted(left_out)),
        bars=tuple(bars),
        rivals=rivals,
    )


def ids(incidents: Iterable[Incident]) -> tuple[str, ...]:
    """Their ids, in order."""
    return tuple(sorted(i.id for i in incidents))


def many(count: int, one: str, plural: str | None = None) -> str:
    """'one incident', '12 incidents', 'no incidents'."""
    if count == 1:
        return f"one {one}"
    return f"{count:,} {plural or one + 's'}" if count else f"no {plural or one + 's'}"
