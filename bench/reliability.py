"""A reliability diagram: is what is scored 0.8 right eight times of ten? One SVG, legible in black and white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from chapeau.dossier.pictures.svg import element, line, text

SIDE = 300
"""Length of both axes, in the picture's units."""
LEFT, TOP, RIGHT, BOTTOM = 56, 44, 24, 52
STYLE = (
    "text{font:12px sans-serif;fill:#111}.axis{stroke:#111}.grid{stroke:#ccc}.ideal{stroke:#555;stroke-dasharray:5 4}"
    ".interval{stroke:#111;stroke-width:1.5}.dot{fill:#fff;stroke:#111;stroke-width:1.5}.count{font-size:10px}"
)


class Drawn(Protocol):
    """What is drawn of a bin."""

    @property
    def count(self) -> int: ...
    @property
    def mean(self) -> float: ...
    @property
    def share(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


def diagram(name: str, count: int, error: float, bins: Sequence[Drawn]) -> str:
    """The picture, with a title and a description that say in words what it shows."""
    told = "; ".join(
        f"score {b.mean:.2f}: {b.share:.0%} right ({b.low:.0%} to {b.high:.0%}) of {b.count}" for b in bins
    )
    body = (
        element("title", {"id": "title"}, _escaped(f"Reliability of scores, {name}")),
        element("desc", {"id": "desc"}, _escaped(f"Expected calibration error {error:.3f}. {told}.")),
        element("style", {}, STYLE),
        text(LEFT, 18, name),
        text(LEFT, 34, f"{count} scored, expected calibration error {error:.3f}"),
        *_axes(),
        *(mark for b in bins for mark in _marks(b)),
    )
    width, height = LEFT + SIDE + RIGHT, TOP + SIDE + BOTTOM
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">{"".join(body)}</svg>\n'
    )


def _axes() -> Iterator[str]:
    for tenth in range(0, 11, 2):
        at = tenth / 10
        yield line(_x(at), _y(0), _x(at), _y(1), "grid")
        yield line(_x(0), _y(at), _x(1), _y(at), "grid")
        yield text(_x(at), _y(0) + 16, f"{at:.1f}", anchor="middle")
        yield text(_x(0) - 6, _y(at) + 4, f"{at:.1f}", anchor="end")
    yield line(_x(0), _y(0), _x(1), _y(0), "axis")
    yield line(_x(0), _y(0), _x(0), _y(1), "axis")
    yield line(_x(0), _y(0), _x(1), _y(1), "ideal")
    yield text(_x(0.5), _y(0) + 36, "score", anchor="middle")
    yield text(_x(0) - 40, _y(1) - 8, "share right")


def _marks(b: Drawn) -> Iterator[str]:
    yield line(_x(b.mean), _y(b.low), _x(b.mean), _y(b.high), "interval")
    yield element("circle", {"cx": _x(b.mean), "cy": _y(b.share), "r": 4, "class": "dot"})
    yield text(_x(b.mean) + 6, _y(b.high) - 2, f"n={b.count}", kind="count")


def _x(value: float) -> float:
    return LEFT + SIDE * value


def _y(value: float) -> float:
    return TOP + SIDE * (1 - value)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
