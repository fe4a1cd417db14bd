"""How far do the methods lie apart? Each estimate's interval as a bar with its figure as a tick, over one scale."""

from __future__ import annotations

from collections.abc import Sequence

from chapeau.dossier.pictures.counts import LEFT, RIGHT, WIDTH, axis
from chapeau.dossier.pictures.scale import Scale, count_scale
from chapeau.dossier.pictures.svg import counted, line, picture, text
from chapeau.dossier.words import say
from chapeau.records import Estimate

_ROW = 38


def undercount(key: str, observed: int, estimates: Sequence[Estimate], rests_on: Sequence[str]) -> str:
    """All methods below each other, the refused ones in words, with the observed number marked beside each interval."""
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
        *(_row(e, 34 + _ROW * i, scale, observed, rests_on) for i, e in enumerate(estimates)),
        *axis(scale, height),
    )


def _said(e: Estimate) -> str:
    if e.refused is not None:
        return f"{_name(e)}: refused."
    return f"{_name(e)}: {e.estimate:,}, from {e.low:,} to {e.high:,}."


def _name(e: Estimate) -> str:
    return say("estimate_method", e.method)


def _row(e: Estimate, y: float, scale: Scale, observed: int, rests_on: Sequence[str]) -> str:
    if e.low is None or e.high is None or e.estimate is None:
        return text(LEFT, y + 4, f"{_name(e)}: refused")
    left, right, at = scale.at(e.low), scale.at(e.high), scale.at(e.estimate)
    seen = line(scale.at(observed), y + 3, scale.at(observed), y + 17, "axis")
    bar = line(left, y + 10, max(right, left + 1), y + 10, "telling")
    ends = line(left, y + 6, left, y + 14, "tick") + line(right, y + 6, right, y + 14, "tick")
    return (
        counted(LEFT, y, f"{_name(e)}: {e.estimate:,}", rests_on)
        + seen
        + bar
        + ends
        + line(at, y + 3, at, y + 17, "tick")
    )
