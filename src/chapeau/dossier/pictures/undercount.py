"""How far do the methods lie apart? Each estimate's interval as a bar with its figure as a tick, over one scale."""

from __future__ import annotations

from collections.abc import Sequence

from chapeau.dossier.pictures.counts import LEFT, RIGHT, WIDTH
from chapeau.dossier.pictures.scale import Scale, count_scale, count_ticks
from chapeau.dossier.pictures.svg import counted, line, picture, text
from chapeau.records import Estimate

_ROW = 38


def undercount(key: str, observed: int, estimates: Sequence[Estimate], rests_on: Sequence[str]) -> str:
    """All methods below each other, the refused ones in words, with the observed number as a line through all."""
    given = [e for e in estimates if e.refused is None]
    scale = count_scale(max([observed, *(e.high or 0 for e in given)]), observed, LEFT, RIGHT)
    height = 30 + _ROW * len(estimates)
    return picture(
        f"undercount-{key}",
        "How many there may have been, by method",
        f"{observed:,} persons observed. " + " ".join(_said(e) for e in estimates),
        WIDTH,
        height + 22,
        counted(LEFT, 12, f"{observed:,} observed", rests_on),
        line(scale.at(observed), 18, scale.at(observed), height, "axis"),
        *(_row(e, 34 + _ROW * i, scale) for i, e in enumerate(estimates)),
        *_axis(scale, height),
    )


def _said(e: Estimate) -> str:
    if e.refused is not None:
        return f"{_name(e)}: refused."
    return f"{_name(e)}: {e.estimate:,}, from {e.low:,} to {e.high:,}."


def _name(e: Estimate) -> str:
    return e.method.replace("_", " ")


def _row(e: Estimate, y: float, scale: Scale) -> str:
    if e.low is None or e.high is None or e.estimate is None:
        return text(LEFT, y + 4, f"{_name(e)}: refused")
    left, right, at = scale.at(e.low), scale.at(e.high), scale.at(e.estimate)
    bar = line(left, y + 10, max(right, left + 1), y + 10, "telling")
    ends = line(left, y + 6, left, y + 14, "tick") + line(right, y + 6, right, y + 14, "tick")
    return text(LEFT, y, f"{_name(e)}: {e.estimate:,}") + bar + ends + line(at, y + 3, at, y + 17, "tick")


def _axis(scale: Scale, y: float) -> list[str]:
    marks = [line(LEFT, y, RIGHT, y, "axis")]
    ticks = count_ticks(scale)
    for tick in (ticks[0], ticks[-1]):
        side = "start" if tick == ticks[0] else "end"
        marks.append(
            line(scale.at(tick), y, scale.at(tick), y + 4, "axis")
            + text(scale.at(tick), y + 16, f"{tick:,}", "axis", side)
        )
    return marks
