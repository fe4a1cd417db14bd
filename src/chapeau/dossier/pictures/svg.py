"""How is SVG written so that the same picture is always the same bytes?

Colours are never written here: every shape bears a class, and the page's one style sheet gives it
light, dark and print. Numbers have at most two decimals, none where none is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

Attribute = str | int | float


def number(value: float) -> str:
    """At most two decimals, no trailing zeros, no minus zero: 1.50 is '1.5', -0.001 is '0'."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def element(name: str, attributes: dict[str, Attribute], *children: str) -> str:
    """One element; `_` in an attribute's name stands for '-'. Children are markup already."""
    written = "".join(f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _value(value: Attribute) -> str:
    return escape(value) if isinstance(value, str) else number(value)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line of class `kind`."""
    return element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": kind})


def text(x: float, y: float, words: str, kind: str = "label", anchor: str = "start") -> str:
    """Words at a point, of class `kind`."""
    return element("text", {"x": x, "y": y, "class": kind, "text-anchor": anchor}, escape(words))


def counted(x: float, y: float, value: str, rests_on: Iterable[str], anchor: str = "start") -> str:
    """A figure in a picture, bearing the ids it rests on."""
    return element(
        "text",
        {"x": x, "y": y, "class": "n", "text-anchor": anchor, "data-from": " ".join(rests_on)},
        escape(value),
    )


def hatching(x: float, y: float, width: float, height: float, step: float = 4) -> str:
    """A box filled with slanting lines: what speaks against, told apart without colour."""
    lines = (
        line(
            x + max(0, at - height), y + min(at, height), x + min(at, width), y + max(0, at - width), "hatch"
        )
        for at in _steps(step, width + height, step)
    )
    return element("rect", {"x": x, "y": y, "width": width, "height": height, "class": "against"}) + "".join(
        lines
    )


def _steps(low: float, high: float, step: float) -> Iterable[float]:
    return (low + step * i for i in range(max(0, int((high - low) / step))))


def picture(
    key: str, title: str, description: str, width: float, height: float, *body: str, kind: str = ""
) -> str:
    """The whole picture: `key` makes the ids of its title and description, unique on a page."""
    return element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "role": "img",
            "class": f"picture {kind}".strip(),
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "width": width,
            "height": height,
            "aria-labelledby": f"{key}-t {key}-d",
        },
        element("title", {"id": f"{key}-t"}, escape(title)),
        element("desc", {"id": f"{key}-d"}, escape(description)),
        *body,
    )
