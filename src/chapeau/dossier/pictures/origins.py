"""Which sources are really one source? Forty copies drawn as one bracket with forty ticks.

Roots stand at the left end of their bracket, time runs to the right, one row an origin. A dashed
line joins two origins where dependence was found or proposed and nobody has decided; a thick line where a
person found them independent, a thin one where a person found them dependent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chapeau.dossier.pictures.scale import Scale, date_ticks, plain_date
from chapeau.dossier.pictures.svg import counted, element, line, picture, text

WIDTH, LEFT, RIGHT = 720, 250, 700
_ROW, _TOP = 34, 14
#: Ticks nearer than this cannot be told apart in print at 96 dots an inch.
_LEAST_GAP = 4.0
#: As wide as a date in words is, in pixels, with a little space: labels never touch.
_LABEL = 76
#: Letters of a bold name that end before the lines between origins begin.
_LONGEST = 27


@dataclass(frozen=True, slots=True)
class Branch:
    """One origin: its voice in words, its documents with their days (None: undated), root first.

    `root_here`: whether the first telling is in the case. `copies` says in words how many there are.
    """

    id: str
    voice: str
    copies: str
    days: tuple[date | None, ...]
    rests_on: tuple[str, ...]
    root_here: bool = True


@dataclass(frozen=True, slots=True)
class Joint:
    """Two origins with something said about their dependence: 'found', 'proposed', or a person's 'independent' or 'dependent'."""

    left: str
    right: str
    state: str


def origins(
    key: str, branches: Sequence[Branch], joints: Sequence[Joint], days: Sequence[date] | None = None
) -> str:
    """All origins, a row each, under one scale of time: that of `days`, where a picture is one of several."""
    own = [day for branch in branches for day in branch.days if day is not None]
    scale = _scale(own if days is None else days)
    height = _TOP + _ROW * len(branches) + 26
    rows = {branch.id: _TOP + _ROW * i + 12 for i, branch in enumerate(branches)}
    return picture(
        f"origins-{key}",
        "Origins, with their copies, over time",
        "; ".join(f"{b.voice}: {b.copies}" for b in branches) + ".",
        WIDTH,
        height,
        *(_branch(branch, rows[branch.id], scale) for branch in branches),
        *(
            _joint(joint, rows, i)
            for i, joint in enumerate(joints)
            if {joint.left, joint.right} <= rows.keys()
        ),
        *_axis(scale, height - 22),
        kind="origins",
    )


def _scale(days: Sequence[date]) -> Scale | None:
    if not days:
        return None
    low, high = min(days).toordinal(), max(days).toordinal()
    return Scale(low, max(high, low + 1), LEFT + 40, RIGHT - 10)


def _branch(branch: Branch, y: float, scale: Scale | None) -> str:
    places = _ticks(branch.days, scale)
    first, last = places[0], places[-1]
    root = element(
        "circle", {"cx": first, "cy": y, "r": 4.5, "class": "support" if branch.root_here else "outline"}
    )
    bracket = line(first, y, last, y, "bracket") if len(places) > 1 else ""
    ticks = "".join(line(x, y, x, y + 9, "tick") for x in places[1:])
    name = text(8, y, _short(branch.voice), "label strong quoted")
    return name + counted(8, y + 14, branch.copies, branch.rests_on) + bracket + ticks + root


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _ticks(days: Sequence[date | None], scale: Scale | None) -> list[float]:
    """Where each document stands: undated ones at the far left; never nearer than can be told apart."""
    wanted = [LEFT + 16 if day is None or scale is None else scale.at(day.toordinal()) for day in days]
    gap = min(_LEAST_GAP, (RIGHT - LEFT - 40) / len(wanted))
    placed = wanted[:1]
    for x in sorted(wanted[1:]):
        placed.append(max(x, placed[-1] + (gap if len(placed) > 1 else 3 * gap)))
    return [min(x, RIGHT - gap * (len(placed) - 1 - i)) for i, x in enumerate(placed)]


def _joint(joint: Joint, rows: Mapping[str, float], i: int) -> str:
    top, bottom = sorted((rows[joint.left], rows[joint.right]))
    x = LEFT - 14 - 5 * (i % 6)
    path = f"M{LEFT} {top:g}H{x}V{bottom:g}H{LEFT}"
    kind = joint.state if joint.state in ("independent", "dependent") else "proposed"
    return element("path", {"d": path, "class": kind})


def _axis(scale: Scale | None, y: float) -> list[str]:
    if scale is None:
        return [text(LEFT, y + 14, "no document is dated", "axis")]
    low, high = date.fromordinal(int(scale.low)), date.fromordinal(int(scale.high))
    marks = [line(LEFT + 40, y, RIGHT, y, "axis"), text(LEFT + 8, y + 15, "undated", "axis", "middle")]
    taken = LEFT + 8.0 + _LABEL / 2
    for tick in date_ticks(low, high):
        x = scale.at(tick.toordinal())
        marks.append(line(x, y, x, y + 4, "axis"))
        if x - _LABEL / 2 > taken and x < RIGHT - 20:
            marks.append(text(x, y + 15, plain_date(tick), "axis", "middle"))
            taken = x + _LABEL / 2
    return marks
