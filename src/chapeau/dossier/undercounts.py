"""How many may have stood on no list? Every method beside the others, with what it assumes: never one figure, never in a count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chapeau.dossier.figures import Figure
from chapeau.dossier.pictures.undercount import undercount
from chapeau.dossier.view import CaseView
from chapeau.dossier.words import say
from chapeau.records import Estimate, Undercounted


@dataclass(frozen=True, slots=True)
class MethodRow:
    """One method: its name, its figure with the interval or why it gives none, and what it alone assumes."""

    name: str
    figure: Figure | None
    interval: Figure | None
    refused: str
    assumes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UndercountContext:
    """What the page says of those on no list. `spread` is how far the methods lie apart, in words; `refused` why none gives a
    figure; `common` what all methods assume."""

    id: str
    rests_on: tuple[str, ...]
    scope: str
    declared_by: str
    observed: Figure
    several: Figure
    joined: Figure | None
    left_out: Figure | None
    spread: Figure | None
    svg: str
    rows: tuple[MethodRow, ...]
    refused: str
    common: tuple[str, ...]


def undercount_contexts(view: CaseView) -> tuple[UndercountContext, ...]:
    """What the lists of the case say of those on none; nothing where the case holds no list."""
    return tuple(_context(made) for made in view.undercounts())


def _context(made: Undercounted) -> UndercountContext:
    given = tuple(e for e in made.estimates if e.refused is None)
    common = _common(made.estimates)
    return UndercountContext(
        id=made.id,
        rests_on=made.lists,
        scope=made.scope,
        declared_by=made.declared_by,
        observed=Figure(_persons(made.observed), made.lists),
        several=Figure(_persons(made.several), made.lists),
        joined=None if made.joined is None else Figure(_persons(made.joined), made.lists),
        left_out=Figure(_lists(len(made.left_out)), made.left_out) if made.left_out else None,
        spread=Figure(_spread(given), made.lists) if given else None,
        svg=undercount(made.id, made.observed, made.estimates, made.lists) if given else "",
        rows=tuple(_row(e, made.lists, common) for e in made.estimates) if given else (),
        refused="" if given else made.refused or " ".join(_reasons(made.estimates)),
        common=common,
    )


def _persons(count: int) -> str:
    return {0: "nobody", 1: "one person"}.get(count, f"{count:,} persons")


def _lists(count: int) -> str:
    return "one list" if count == 1 else f"{count} lists"


def _common(estimates: tuple[Estimate, ...]) -> tuple[str, ...]:
    """What every method assumes, in the first one's order."""
    return tuple(a for a in _first(estimates) if all(a in e.assumptions for e in estimates))


def _first(estimates: tuple[Estimate, ...]) -> tuple[str, ...]:
    return estimates[0].assumptions if estimates else ()


def _reasons(estimates: tuple[Estimate, ...]) -> Iterator[str]:
    """Why the methods give no figure, each reason once."""
    yield from dict.fromkeys(e.refused for e in estimates if e.refused)


def _spread(given: tuple[Estimate, ...]) -> str:
    figures = sorted(e.estimate for e in given if e.estimate is not None)
    low, high = min(e.low or 0 for e in given), max(e.high or 0 for e in given)
    over = f"their 95 % intervals from {low:,} to {high:,}"
    if len(figures) == 1:
        return f"One method alone gives a figure, {figures[0]:,}, and nothing stands beside it; its 95 % interval is from {low:,} to {high:,}"
    return f"From {figures[0]:,} to {figures[-1]:,} between {len(figures)} methods, {over}"


def _row(e: Estimate, rests_on: tuple[str, ...], common: tuple[str, ...]) -> MethodRow:
    return MethodRow(
        name=say("estimate_method", e.method),
        figure=None if e.estimate is None else Figure(f"{e.estimate:,}", rests_on),
        interval=None if e.low is None or e.high is None else Figure(f"{e.low:,} to {e.high:,}", rests_on),
        refused=e.refused or "",
        assumes=tuple(a for a in e.assumptions if a not in common),
    )
