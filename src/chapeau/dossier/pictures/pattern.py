"""What does a pattern look like? Bars from low to high, what chance alone would give as a band, days as a strip.

The picture says nothing that the table beneath it does not. As wide as a phone shows; shapes differ, not hues, so that
grey print says the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from chapeau.dossier.pictures.scale import Scale, count_scale, count_ticks, date_ticks, plain_date
from chapeau.dossier.pictures.svg import counted, element, line, picture, text
from chapeau.records import Bar, Chance, OverLinkages, Pattern

WIDTH, LEFT, RIGHT = 334, 10, 320
_ROW = 34
#: Nominal width of a letter in the labels, in pixels: wider than the average, so that none runs over the edge.
_LETTER = 6.6
_LONGEST = 47
#: Rows of one picture: so many fit a printed page with the words around them (250 mm at 34 px a row). The table has all.
MOST_ROWS = 16
_STRIP = 44
#: Above a strip: its highest figure in words, and beneath it the figure of the tallest column.
_HEAD = 26
_DAY = r"\d{4}-\d{2}-\d{2}"


def pattern(p: Pattern, title: str, bars_of: str = "") -> str:
    """The picture of one pattern; '' where it has nothing to draw. `title` is its name in words.

    `bars_of` is the unit of its bars where that is another than its own ('incidents' at each of so many places): its
    own figure, which stands in the words, is then no row among them.
    """
    if not p.bars and p.chance is None and not any((p.value, p.low, p.high)):
        return ""
    days, spans = _days(p.bars), _spans(p.bars)
    rows = [*own_rows(p, bars_of)] if p.chance is None else []
    rows += () if days or spans else p.bars
    parts: list[str] = []
    y = 0.0
    if p.chance is not None:
        y = _add(parts, _against_chance(p, p.chance), y)
    if rows[:MOST_ROWS]:
        y = _add(parts, _rows(p, rows[:MOST_ROWS], y, p.unit if days else bars_of or p.unit), y)
    if days:
        y = _add(parts, _strip(days, p.bars, y), y)
    if spans:
        y = _add(parts, _on_time(p, spans, y), y)
    if not parts:
        return ""
    return picture(p.id, title, description(p, rows[:MOST_ROWS]), WIDTH, y + 4, *parts, kind="bars")


def own_rows(p: Pattern, bars_of: str = "") -> tuple[Bar, ...]:
    """The pattern's own figure as bars: in all, or against chance and over other linkages; none beside bars of another
    unit, or where the longest of its spans is the figure."""
    if p.chance is not None:
        chance = Bar(label="chance alone", value=p.chance.middle, low=p.chance.low, high=p.chance.high)
        return (replace(_whole(p), label="observed"), chance)
    if _spans(p.bars) or (bars_of and not _days(p.bars)) or not _has_figure(_whole(p)):
        return ()
    return (_whole(p),)


def _add(parts: list[str], made: tuple[str, float], y: float) -> float:
    parts.append(made[0])
    return y + made[1]


def _whole(p: Pattern) -> Bar:
    return Bar(label="in all", value=p.value, low=p.low, high=p.high, rests_on=p.rests_on)


def _has_figure(bar: Bar) -> bool:
    return any(n is not None for n in (bar.value, bar.low, bar.high))


def description(p: Pattern, rows: Sequence[Bar]) -> str:
    """The picture in words, for whoever cannot see it."""
    said = [f"{bar.label}: {said_of(bar)}" for bar in rows]
    if _days(p.bars):
        said += [f"from {bar.label}: {said_of(bar)}" for bar in p.bars if bar.value or bar.high]
    if p.chance is not None:
        said.insert(0, f"observed {plain(p.value)}; chance alone {between(p.chance.low, p.chance.high)}, median {plain(p.chance.middle)}")  # fmt: skip
    if p.over_linkages is not None:
        said.append(f"over plausible linkages {between(p.over_linkages.low, p.over_linkages.high)} {p.unit}")
    return ("; ".join(said) or p.words) + "."


# --- figures in words -------------------------------------------------------------------------------------


def plain(value: float | None) -> str:
    """'1,200', '0.35', 'no number'."""
    return "no number" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")


def between(low: float | None, high: float | None) -> str:
    """'12', '12 to 40', 'at least 12', 'at most 40', 'no number'."""
    if low is None:
        return "no number" if high is None else f"at most {plain(high)}"
    if high is None:
        return f"at least {plain(low)}"
    return plain(low) if low == high else f"{plain(low)} to {plain(high)}"


def said_of(bar: Bar) -> str:
    """A bar's figure with its interval: '12', '12 (8 to 14)', '12 to 40', 'at least 14', 'no number'."""
    if bar.value is None:
        return between(bar.low, bar.high)
    if (bar.low is None and bar.high is None) or bar.low == bar.high == bar.value:
        return plain(bar.value)
    return f"{plain(bar.value)} ({between(bar.low, bar.high)})"


# --- bars -------------------------------------------------------------------------------------------------


def _numbers(bars: Iterable[Bar]) -> list[float]:
    return [n for b in bars for n in (b.value, b.low, b.high) if n is not None]


def scale_for(numbers: Sequence[float], unit: str = "") -> Scale:
    """From 0 (or below, where a figure is) to above the highest; up to 1 for shares, or 100 where the unit is 'of 100';
    logarithmic where figures differ a hundredfold."""
    highest, lowest = max(numbers, default=1.0), min(numbers, default=0.0)
    if unit.startswith("of 100 ") and 0 <= lowest <= highest <= 100:
        return Scale(0, 100, LEFT, RIGHT)
    if lowest < 0:
        most = max(highest, -lowest)
        return Scale(-_up(most), _up(most), LEFT, RIGHT)
    if highest <= 1:
        return Scale(0, 1, LEFT, RIGHT)
    positive = [n for n in numbers if n > 0]
    return count_scale(math.ceil(highest), math.ceil(min(positive)), LEFT, RIGHT)


def _up(value: float) -> float:
    return 1.0 if value <= 1 else float(math.ceil(value))


def _ticks(scale: Scale) -> list[tuple[float, str]]:
    if scale.low < 0 or scale.high <= 1:
        middle = (scale.low + scale.high) / 2
        return [(n, plain(n)) for n in (scale.low, middle, scale.high)]
    return [(float(n), f"{n:,}") for n in count_ticks(scale)]


def _axis(scale: Scale, unit: str, y: float) -> str:
    ticks = [(scale.at(at), words) for at, words in _ticks(scale)]
    marks = [
        line(LEFT, y, RIGHT, y, "axis"),
        *(line(x, y, x, y + 4, "axis") for x, _ in ticks),
        *_beneath(ticks, y + 16),
    ]
    note = f"{unit}; logarithmic scale" if scale.logarithmic else unit
    return "".join((*marks, text(LEFT, y + 31, note.replace("km2", "km²"), "axis")))


def _beneath(ticks: Iterable[tuple[float, str]], y: float) -> Iterator[str]:
    """Words under their ticks, within the picture, without those that would run over the one before."""
    taken = -float(WIDTH)
    for x, words in ticks:
        width = _LETTER * len(words)
        left = min(max(x - width / 2, 0.0), WIDTH - width)
        if left > taken:
            yield text(left + width / 2, y, words, "axis", "middle")
            taken = left + width + 4


def _rows(p: Pattern, bars: Sequence[Bar], top: float, unit: str) -> tuple[str, float]:
    """One row a bar, its words above it, on one scale."""
    thin = p.over_linkages if p.chance is None else None
    scale = scale_for([*_numbers(bars), *((thin.low, thin.high) if thin else ())], unit)
    made = []
    y = top
    for i, bar in enumerate(bars):
        made.append(_row(p, bar, scale, y, whole=i == 0 and bar.label == "in all"))
        y += _ROW
        if i == 0 and thin is not None:
            made.append(_linkages(thin, scale, y + 2))
            y += 20
    made.append(_axis(scale, unit, y + 4))
    return "".join(made), y + 4 + 38 - top


def _row(p: Pattern, bar: Bar, scale: Scale, y: float, *, whole: bool) -> str:
    words = _label(bar.label, said_of(bar))
    kind = "strong" if whole else "label"
    heading = (
        counted(LEFT, y + 12, words, [p.id]) if p.rests_on else text(LEFT, y + 12, words, f"axis {kind}")
    )
    return heading + _bar(bar, scale, y + 23)


def _label(name: str, figure: str) -> str:
    """A row's words, cut so that they fit: what it is of, with days as the pages print them, and its figure."""
    name = re.sub(_DAY, lambda day: plain_date(date.fromisoformat(day[0])), name)
    room = _LONGEST - len(figure) - 2
    return f"{name if len(name) <= room else name[: max(8, room) - 1].rstrip() + '…'}: {figure}"


def _bar(bar: Bar, scale: Scale, y: float) -> str:
    """From low to high as a box; a figure as a tick; without an interval, a solid bar from 0; an open end dashed."""
    zero = scale.at(max(0.0, scale.low))
    exact = bar.value is not None and bar.low in (None, bar.value) and bar.high in (None, bar.value)
    if exact and bar.value is not None and not scale.logarithmic:
        return _box(zero, scale.at(bar.value), y, 10, "hull solid") + _tick(zero, y)
    if bar.low is not None and bar.high is not None:
        drawn = _box(scale.at(bar.low), scale.at(bar.high), y, 10, "hull") + _tick(scale.at(bar.low), y)
        drawn += _tick(scale.at(bar.high), y)
    elif bar.low is not None:
        drawn = _tick(scale.at(bar.low), y) + _open(scale.at(bar.low), scale.right, y)
    elif bar.high is not None:
        drawn = _box(zero, scale.at(bar.high), y, 10, "hull loose")
    else:
        drawn = ""
    return drawn + (_dot(scale.at(bar.value), y) if bar.value is not None else "")


def _open(left: float, right: float, y: float) -> str:
    """A dashed line with a head: on from here, nobody knows how far."""
    head = f"M{right - 5:.0f} {y - 5:.0f}L{right + 1:.0f} {y:.0f}L{right - 5:.0f} {y + 5:.0f}"
    return line(left, y, right - 2, y, "telling open") + element("path", {"d": head, "class": "bracket head"})


def _box(left: float, right: float, y: float, height: float, kind: str) -> str:
    x, width = min(left, right), max(1.5, abs(right - left))
    return element("rect", {"x": x, "y": y - height / 2, "width": width, "height": height, "class": kind})


def _tick(x: float, y: float) -> str:
    return line(x, y - 7, x, y + 7, "tick")


def _dot(x: float, y: float) -> str:
    return element("circle", {"cx": x, "cy": y, "r": 3.6, "class": "support"})


# --- chance -----------------------------------------------------------------------------------------------


def _against_chance(p: Pattern, chance: Chance) -> tuple[str, float]:
    """The band of chance with its median, the observed figure on it, and beneath, what other linkages would give."""
    thin = p.over_linkages
    own = [n for n in (p.value, p.low, p.high, chance.low, chance.high) if n is not None]
    scale = scale_for([*own, *((thin.low, thin.high) if thin else ())], p.unit)
    left, right, middle = scale.at(chance.low), scale.at(chance.high), scale.at(chance.middle)
    made = [
        counted(LEFT, 12, f"observed: {said_of(_whole(p))}", [p.id]),
        element(
            "rect", {"x": left, "y": 20, "width": max(1.5, right - left), "height": 26, "class": "chance"}
        ),
        line(middle, 20, middle, 46, "median"),
    ]
    if p.value is not None:
        x = scale.at(p.value)
        made += [line(x, 17, x, 49, "observed"), _diamond(x, 33)]
    words = f"chance alone: {between(chance.low, chance.high)}, median {plain(chance.middle)}"
    made.append(text(LEFT, 61, words, "axis"))
    y = 66.0
    if thin is not None:
        made.append(_linkages(thin, scale, y + 5))
        y += 25
    made.append(_axis(scale, p.unit, y + 4))
    return "".join(made), y + 42


def _diamond(x: float, y: float) -> str:
    points = f"M{x:.2f} {y - 6}L{x + 6:.2f} {y}L{x:.2f} {y + 6}L{x - 6:.2f} {y}Z"
    return element("path", {"d": points, "class": "support"})


def _linkages(thin: OverLinkages, scale: Scale, y: float) -> str:
    """A thin range: the figure over plausible linkages."""
    left, right = scale.at(thin.low), scale.at(thin.high)
    ends = line(left, y - 4, left, y + 4, "tick") + line(right, y - 4, right, y + 4, "tick")
    words = f"other linkages: {between(thin.low, thin.high)}"
    return line(left, y, max(right, left + 1), y, "tick") + ends + text(LEFT, y + 15, words, "axis")


# --- days -------------------------------------------------------------------------------------------------


def _days(bars: Sequence[Bar]) -> list[date]:
    """The days that all bars are of, if they are of days; else nothing."""
    if not bars or not all(re.fullmatch(_DAY, b.label) for b in bars):
        return []
    return [date.fromisoformat(b.label) for b in bars]


def _strip(days: Sequence[date], bars: Sequence[Bar], top: float) -> tuple[str, float]:
    """A column for each bin of time, as high as its figure, within what it could be at most."""
    tallest = max((n for b in bars for n in (b.value, b.high) if n is not None), default=1.0) or 1.0
    scale = _time_scale(days)
    foot = top + _HEAD + _STRIP
    made = [text(LEFT, top + 10, f"highest: {plain(tallest)}", "axis")] if max(_numbers(bars)) > 1 else []
    edges = [*(scale.at(d.toordinal()) for d in days), float(RIGHT)]
    for bar, x, end in zip(bars, edges, edges[1:], strict=False):
        width = max(0.8, end - x - (1 if end - x > 3 else 0))
        made += _column(bar, x, width, foot, tallest)
        made += _count_above(bar, x, width, foot, tallest)
    made.append(line(LEFT, foot, RIGHT, foot, "axis"))
    made.append(_time_axis(days[0], date.fromordinal(int(scale.high)), scale, foot))
    return "".join(made), _HEAD + _STRIP + 24


def _count_above(bar: Bar, x: float, width: float, foot: float, tallest: float) -> list[str]:
    """Its figure above a column, where the column is as wide as the figure; the highest is told above all, always."""
    words = plain(bar.value)
    if not bar.value or _LETTER * len(words) > width + 1:
        return []
    top = foot - (_STRIP - 4) * max(bar.value, bar.high or 0) / tallest
    return [text(x + width / 2, top - 2, words, "axis", "middle")]


def _column(bar: Bar, x: float, width: float, foot: float, tallest: float) -> list[str]:
    made = []
    for n, kind in ((bar.high, "hull"), (bar.value, "hull solid")):
        if n:
            height = (_STRIP - 4) * n / tallest
            made.append(
                element("rect", {"x": x, "y": foot - height, "width": width, "height": height, "class": kind})
            )
    return made


def _time_scale(days: Sequence[date]) -> Scale:
    """From the first bin to the end of the last, which is taken to be as long as the one before."""
    first, last = days[0].toordinal(), days[-1].toordinal()
    step = max(1, last - days[-2].toordinal()) if len(days) > 1 else 1
    return Scale(first, last + step, LEFT, RIGHT)


def _time_axis(low: date, high: date, scale: Scale, y: float) -> str:
    ticks = [(scale.at(tick.toordinal()), plain_date(tick)) for tick in date_ticks(low, high)[:8]]
    return "".join((*(line(x, y, x, y + 4, "axis") for x, _ in ticks), *_beneath(ticks, y + 16)))


def _spans(bars: Sequence[Bar]) -> list[tuple[date, date]]:
    """First and last days, if all bars are of spans of days; else nothing."""
    found = [re.match(f"({_DAY}) to ({_DAY})", b.label) for b in bars]
    if not bars or not all(found):
        return []
    return [(date.fromisoformat(m[1]), date.fromisoformat(m[2])) for m in found if m]


def _on_time(p: Pattern, spans: Sequence[tuple[date, date]], top: float) -> tuple[str, float]:
    """Each span as a box where it lies in time, one below the other."""
    low, high = min(a for a, _ in spans), max(b for _, b in spans)
    scale = Scale(low.toordinal(), high.toordinal() + 1, LEFT, RIGHT)
    made, y = [], top
    for first, last in spans:
        days = (last - first).days + 1
        words = f"{_from_to(first, last)}: {days} day{'s' if days > 1 else ''}"
        made.append(counted(LEFT, y + 12, words, [p.id]) if p.rests_on else text(LEFT, y + 12, words, "axis"))
        made.append(_box(scale.at(first.toordinal()), scale.at(last.toordinal() + 1), y + 23, 10, "hull"))
        y += _ROW
    made += [line(LEFT, y + 2, RIGHT, y + 2, "axis"), _time_axis(low, high, scale, y + 2)]
    return "".join(made), y + 26 - top


def _from_to(first: date, last: date) -> str:
    return plain_date(first) if first == last else f"{plain_date(first)} to {plain_date(last)}"
