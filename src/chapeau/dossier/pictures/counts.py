"""How many? A bar from the lowest to the highest figure told, with each telling as a tick on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chapeau.dossier.pictures.scale import Scale, count_scale, count_ticks
from chapeau.dossier.pictures.svg import counted, element, line, picture, text

#: As wide as a phone shows: 390 pixels less the margins and rules around an incident.
WIDTH, LEFT, RIGHT = 334, 10, 320
_ROW = 34
#: Nominal width of a letter in the labels, in pixels: wider than the average, so that none runs over the edge.
_LETTER = 6.6
_LONGEST = 47


@dataclass(frozen=True, slots=True)
class Telling:
    """One origin's interval; None is open. `who` names the origin in words."""

    who: str
    low: int | None
    high: int | None
    rests_on: tuple[str, ...]


def counts(key: str, of: str, tellings: Sequence[Telling]) -> str:
    """One figure ('killed'), as told by each origin: never added up, never one number alone."""
    figures = [f for t in tellings for f in (t.low, t.high) if f is not None]
    scale = count_scale(max(figures, default=1), min(figures, default=1), LEFT, RIGHT)
    height = 44 + _ROW * len(tellings)
    rows = [_row(telling, 40 + _ROW * i, scale) for i, telling in enumerate(tellings)]
    return picture(
        f"counts-{key}",
        f"{of.capitalize()}, as told",
        "; ".join(f"{t.who}: {interval(t.low, t.high)}" for t in tellings)
        + (". Logarithmic scale." if scale.logarithmic else "."),
        WIDTH,
        height + 18,
        _hull(tellings, scale),
        *rows,
        *axis(scale, height),
    )


def interval(low: int | None, high: int | None) -> str:
    """'12', '12 to 40', 'at least 200,000', 'at most 40', 'not said'."""
    if low is None or high is None:
        return (
            f"at least {low:,}"
            if low is not None
            else f"at most {high:,}"
            if high is not None
            else "not said"
        )
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _hull(tellings: Sequence[Telling], scale: Scale) -> str:
    left = min(scale.at(t.low if t.low is not None else scale.low) for t in tellings)
    right = max(scale.at(t.high if t.high is not None else scale.high) for t in tellings)
    bar = element("rect", {"x": left, "y": 8, "width": max(2, right - left), "height": 12, "class": "hull"})
    return bar + "".join(line(x, 5, x, 23, "tick") for x in sorted({_ends(t, scale)[0] for t in tellings}))


def _ends(telling: Telling, scale: Scale) -> tuple[float, float]:
    low = scale.at(telling.low if telling.low is not None else scale.low)
    return low, scale.at(telling.high) if telling.high is not None else scale.right


def _row(telling: Telling, y: float, scale: Scale) -> str:
    left, right = _ends(telling, scale)
    bar = line(left, y, max(right, left + 1), y, "telling" if telling.high is not None else "telling open")
    ends = line(left, y - 5, left, y + 5, "tick") + (
        line(right, y - 5, right, y + 5, "tick") if telling.high is not None else ""
    )
    words = _label(telling.who, interval(telling.low, telling.high))
    at = max(LEFT, min(left, RIGHT - _LETTER * len(words)))
    return bar + ends + counted(at, y + 16, words, telling.rests_on)


def _label(who: str, told: str) -> str:
    room = _LONGEST - len(told) - 2
    return f"{who if len(who) <= room else who[: room - 1].rstrip() + '…'}: {told}"


def axis(scale: Scale, y: float) -> list[str]:
    """The line below with its ticks, their numbers where there is room for them."""
    marks, taken = [line(LEFT, y, RIGHT, y, "axis")], -float(WIDTH)
    for tick in count_ticks(scale):
        x, half = scale.at(tick), _LETTER * len(f"{tick:,}") / 2
        marks.append(line(x, y, x, y + 4, "axis"))
        if x - half > taken:
            side = "end" if x + half > WIDTH else "middle"
            marks.append(text(x, y + 16, f"{tick:,}", "axis", side))
            taken = x + half + 4
    return marks
