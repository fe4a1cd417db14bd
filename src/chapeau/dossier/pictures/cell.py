"""What stands in one cell of the matrix? A dot an origin up to nine, then a figure; hatching or an empty box; a ring; a point."""

from __future__ import annotations

from chapeau.dossier.pictures.svg import element, hatching, text

#: Nine dots are the most that are counted at a glance in three groups of three; above, a figure.
MOST_DOTS = 9
HEIGHT = 16
_MIDDLE = HEIGHT / 2
_STEP, _BOX = 9, 14


def cell(*, alleged: bool, origins: int, against: int, denied: bool = False) -> str:
    """The marks of one cell, hidden from screen readers: the cell says the same in words beside it.

    What speaks against is hatched; where there are bare denials alone (`denied`), the box stands empty.
    """
    end = _end(origins)
    marks = _support(alleged, origins) + _against(end + 2, against, denied)
    width = end + (_BOX + 3 if against or denied else 0)
    return element(
        "svg",
        {
            "class": "cell",
            "viewBox": f"0 0 {width} {HEIGHT}",
            "width": width,
            "height": HEIGHT,
            "aria-hidden": "true",
        },
        marks,
    )


def _against(x: float, against: int, denied: bool) -> str:
    if against:
        return hatching(x, 1, _BOX, _BOX)
    if not denied:
        return ""
    return element("rect", {"class": "against", "x": x, "y": 1, "width": _BOX, "height": _BOX})


def _end(origins: int) -> int:
    """Where the dots, or the figure in their place, end."""
    return 28 + 10 * len(f"{origins}") if origins > MOST_DOTS else 2 + _STEP * max(1, origins)


def _support(alleged: bool, origins: int) -> str:
    if origins > MOST_DOTS:
        return _dot(6, 5, "support") + text(15, 12.5, f"× {origins}", "figure")
    if origins:
        return "".join(_dot(6 + _STEP * i, 3.6, "support") for i in range(origins))
    return _dot(6, 3.6, "outline") if alleged else _dot(6, 1.2, "nothing")


def _dot(x: float, radius: float, kind: str) -> str:
    return element("circle", {"cx": x, "cy": _MIDDLE, "r": radius, "class": kind})
