"""What a person reads of an undercount: never one figure alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chapeau.pipeline.undercount import Undercount
    from chapeau.records import Estimate

WIDE = 48
"""Letters of the drawing: with the names of the methods beside it a terminal of 80."""


def undercount_words(found: Undercount) -> str:
    """Declaration, what was observed, every method's figure, their spread as a drawing, and what this cannot show."""
    return "\n".join(
        [
            *_declared(found),
            "",
            *_observed(found),
            "",
            *_figures(found.estimates),
            "",
            *_spread(found),
            "",
            *_cannot_show(found),
        ]
    )


def _declared(found: Undercount) -> Iterator[str]:
    said = found.declared
    yield f"{found.name}: how many may stand on no list"
    if said.scope:
        yield f"Scope      {said.scope}"
    if said.inclusion:
        yield f"Inclusion  {said.inclusion}"
    yield from (f"           {name}: {one.inclusion}" for name, one in said.lists.items() if one.inclusion)
    if said.declared_by and not found.undeclared:
        yield f"Declared   by {said.declared_by}"
    if found.undeclared:
        yield f"Declared   by nobody: {'; '.join(found.undeclared)}. Until a person says so, no figure below may be cited."


def _observed(found: Undercount) -> Iterator[str]:
    table = found.table
    yield f"Observed   {table.observed:,} persons on {len(table.lists)} lists, {table.several:,} of them on more than one."
    yield from (f"           {table.on(j):>9,}  {name}" for j, name in enumerate(table.lists))
    yield from (f"Refused    {words}." for words in found.refused)
    if found.joined is not None:
        yield f"           If every likeness that waits for a person joined two, there would be {found.joined:,}."


def _figures(estimates: tuple[Estimate, ...]) -> Iterator[str]:
    wide = max(len(e.method) for e in estimates)
    for e in estimates:
        if e.refused is not None:
            yield f"{e.method:<{wide}}  refused. {e.refused}"
        else:
            yield f"{e.method:<{wide}}  {e.estimate:>9,}  ({e.low:,} to {e.high:,})"
        yield f"{'':<{wide}}  {e.assumptions[0]}"


def _spread(found: Undercount) -> Iterator[str]:
    given = [e for e in found.estimates if e.refused is None]
    if not given:
        yield "Spread     No method gives a figure."
        return
    middles = sorted(e.estimate for e in given if e.estimate is not None)
    if len(middles) == 1:
        yield f"Spread     One method alone gives a figure, {middles[0]:,}: nothing stands beside it."
    else:
        yield f"Spread     From {middles[0]:,} to {middles[-1]:,} between {len(middles)} methods."
    yield from drawn(found.table.observed, tuple(given))


def drawn(observed: int, given: tuple[Estimate, ...]) -> Iterator[str]:
    """Each interval as a line over one scale from the observed, with its figure on it; '|' is the observed."""
    wide = max(len(e.method) for e in given)
    most = max(e.high or 0 for e in given)

    def at(value: int | None) -> int:
        return min(WIDE - 1, round((WIDE - 1) * ((value or 0) - observed) / max(most - observed, 1)))

    for e in given:
        cells = ["|", *" " * (WIDE - 1)]
        cells[at(e.low) : at(e.high) + 1] = "-" * (at(e.high) - at(e.low) + 1)
        cells[at(e.estimate)] = "#"
        yield f"{e.method:<{wide}}  {''.join(cells).rstrip()}"
    yield f"{'':<{wide}}  {observed:,}{most:>{WIDE - len(f'{observed:,}')},}"


def _cannot_show(found: Undercount) -> Iterator[str]:
    yield "What all of them assume:"
    yield from (f"- {each}" for each in found.estimates[0].assumptions[-3:])
    yield "An estimate is of how many, never of whom, and enters no count, pattern or finding. No method can test what it assumes."
    yield f"Drawn with seed {found.seed}; the same table and seed give the same figures. See docs/undercount.md."
