"""Estimates of what no list saw: against references on public tables, and over populations whose number is known.

`python -m bench.undercount` writes bench/undercount.md; about a quarter of an hour on one core.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from bench import undercount_chains
from bench.figures import SHARED
from bench.tables import table as markdown
from chapeau.pipeline.undercount import read_table
from chapeau.weigh.undercount import chao, latent_classes, models, stepwise
from chapeau.weigh.undercount.decomposable import posterior
from chapeau.weigh.undercount.loglinear import fit, interval
from chapeau.weigh.undercount.methods import estimates
from chapeau.weigh.undercount.table import Overlaps, from_patterns, observed

OUT = Path(__file__).parent / "undercount.md"

REFERENCES = {
    "kosovo": {
        "chao_lower_bound": 8_591,
        "loglinear_lowest_bic": 10_513,
        "loglinear_stepwise_sparsemse": 14_342,
        "decomposable_graphs_dga": 12_749,
        "latent_classes_lcmcr": 10_437,
    },
    "UKdat": {"loglinear_stepwise_sparsemse": 11_418},
    "UKdat_5": {"loglinear_stepwise_sparsemse": 11_313, "latent_classes_lcmcr": 20_245},
    "Ned_5": {"loglinear_stepwise_sparsemse": 121_522, "latent_classes_lcmcr": 48_489},
    "NewOrl_5": {"loglinear_stepwise_sparsemse": 1_034, "latent_classes_lcmcr": 830},
    "Western": {"loglinear_stepwise_sparsemse": 2_483, "latent_classes_lcmcr": 1_838},
}
"""What the README beside the tables prints: R packages run on these files. dga's is a mean, ours a median."""

POPULATIONS = {
    "independent lists": ([[0.3, 0.25, 0.2, 0.35]], [1.0]),
    "two lists depend": ([[0.5, 0.5, 0.3, 0.3], [0.1, 0.1, 0.3, 0.3]], [0.4, 0.6]),
    "two kinds of persons": ([[0.5, 0.4, 0.4, 0.5], [0.1, 0.15, 0.1, 0.1]], [0.3, 0.7]),
    "a tenth on no list ever": ([[0.3, 0.25, 0.2, 0.35], [0.0, 0.0, 0.0, 0.0]], [0.9, 0.1]),
}
"""Chances of each kind of person to be on each of four lists, and the kinds' shares."""

PERSONS, MADE = 2000, 200
"""The true number, and how many populations are made: the share that holds it is known to within 3 points."""

Answer = Callable[[Overlaps], tuple[float, float, float] | None]


def main() -> None:
    """Write bench/undercount.md."""
    OUT.write_text("".join((_HEAD, *_references(), *_single_chains(), *_coverage(), *_classes())), "utf-8")


_HEAD = """# What no list saw: how well

Written by `python -m bench.undercount`; do not edit.

## Against references

"""


def _references() -> Iterator[str]:
    rows = []
    for name, known in REFERENCES.items():
        began = time.process_time()
        found = estimates(_table(name))
        took = time.process_time() - began
        for e in found:
            reference = known.get(e.method)
            off = (
                "" if not reference or e.estimate is None else f"{100 * (e.estimate / reference - 1):+.1f} %"
            )
            figure = "refused" if e.estimate is None else f"{e.estimate:,} ({e.low:,} to {e.high:,})"
            rows.append([name, e.method, figure, f"{reference:,}" if reference else "", off])
        rows.append([name, "all", f"{took:.0f} s of one core", "", ""])
    yield markdown(["table", "method", "here", "reference", "off"], rows)


APART = "UKdat_5"
"""The table on which the posterior's median and the figure that LCMCR printed part."""


def _single_chains() -> Iterator[str]:
    """By seed, what LCMCR's kind of chain gives where its printed figure and the posterior's part."""
    yield f"""
## One chain, as LCMCR draws it

The figures above named for LCMCR are of one chain each. Here {undercount_chains.CHAINS} seeds of such a chain on {APART}
(bench/undercount_chains.py: its model, its beginning with few classes, then as in its manual 10,000 rounds that do not count and 1,000
draws 100 rounds apart), and the spread of their medians. Six chains of a million rounds each, in which classes change places, give
22,220 to 22,410, with five classes as with ten (measured once, with a program of its own).

"""
    printed = REFERENCES[APART]["latent_classes_lcmcr"]
    rows = []
    for classes in (5, 10):
        low, first, middle, third, high, near = undercount_chains.spread(
            undercount_chains.single_chains(_table(APART), classes, 1), printed
        )
        half = f"{first:,.0f} to {third:,.0f}"
        rows.append(
            [
                str(classes),
                f"{printed:,}",
                f"{low:,.0f} to {high:,.0f}",
                half,
                f"{middle:,.0f}",
                f"{near:.0%}",
            ]
        )
    head = [
        "classes",
        "LCMCR printed",
        "nine seeds in ten",
        "half of the seeds",
        "middle seed",
        "within 3 % of the printed",
    ]
    yield markdown(head, rows)


def _table(name: str) -> Overlaps:
    return read_table((SHARED / "data/mse" / f"{name}.csv").read_text("utf-8"), name)


def _chao(table: Overlaps) -> tuple[float, float, float] | None:
    bound = chao.lower_bound(table)
    return (
        None
        if bound is None
        else (table.observed + bound.none, *interval(table.observed, bound.none, bound.spread))
    )


def _independent(table: Overlaps) -> tuple[float, float, float] | None:
    found = fit(observed(table), ())
    return (
        None
        if found is None
        else (table.observed + found.none, *interval(table.observed, found.none, found.spread))
    )


def _stepwise(table: Overlaps) -> tuple[float, float, float] | None:
    made = stepwise.chosen(observed(table), len(table.lists))
    if made is None:
        return None
    return (
        table.observed + made.fit.none,
        *interval(table.observed, made.fit.none, made.fit.spread),
    )


def _averaged(table: Overlaps) -> tuple[float, float, float] | None:
    return models.average(models.weighed(table), table.observed)


def _decomposable(table: Overlaps) -> tuple[float, float, float] | None:
    found = posterior(table)
    middle, low, high = (table.observed + found.quantile(q) for q in (0.5, 0.025, 0.975))
    return middle, low, high


ANSWERS: dict[str, Answer] = {
    "chao_lower_bound": _chao,
    "loglinear_independent (not refused)": _independent,
    "loglinear_stepwise (interval of the model chosen, no bootstrap)": _stepwise,
    "loglinear_averaged_bic": _averaged,
    "decomposable_graphs_dga": _decomposable,
}


def _coverage() -> Iterator[str]:
    yield f"""
## Over populations whose number is known

{MADE} populations of {PERSONS:,} persons each, four lists. Median of the estimates, and in percent how often the 95 % interval holds
{PERSONS:,}. Chao's is a bound: where persons differ it should lie below. Nobody's method sees those who are on no list ever.

"""
    rows = []
    for name, (chances, shares) in POPULATIONS.items():
        rng = np.random.default_rng(20)
        made = [_population(rng, chances, shares) for _ in range(MADE)]
        for method, answer in ANSWERS.items():
            given = [a for table in made if (a := answer(table)) is not None]
            held = sum(low <= PERSONS <= high for _, low, high in given)
            middle = float(np.median([a for a, _, _ in given]))
            rows.append([name, method, f"{middle:,.0f}", f"{100 * held / len(given):.0f}"])
    yield markdown(["population", "method", "median", "held, %"], rows)


SIDE_BY_SIDE, CLASSES_FIRST, CLASSES_ROUNDS = 100, 1500, 2500
"""Populations whose chains are drawn at once, one each; rounds that do not count, and that do: over 100 the share that holds is
known to within 4 points, and a minute is enough."""


def _classes() -> Iterator[str]:
    """Latent classes over populations whose number is known: a chain for each, as one population has one posterior."""
    yield f"""
## Latent classes over such populations

{SIDE_BY_SIDE} populations of each kind, a chain of {CLASSES_ROUNDS:,} rounds for each after {CLASSES_FIRST:,}. Median of the
chains' medians, in percent how often the chain's 95 % interval holds {PERSONS:,}, and how wide it is at the median.

"""
    rows = []
    for name, (chances, shares) in POPULATIONS.items():
        rows.append([name, *covered(chances, shares, SIDE_BY_SIDE, CLASSES_FIRST, CLASSES_ROUNDS)])
    yield markdown(["population", "median", "held, %", "width"], rows)


def covered(
    chances: list[list[float]], shares: list[float], populations: int, first: int, rounds: int
) -> tuple[str, str, str]:
    """Median, share of intervals that hold the true number (in percent), and width at the median, of so many populations."""
    rng = np.random.default_rng(20)
    made = [_population(rng, chances, shares) for _ in range(populations)]
    low, middle, high = np.quantile(
        latent_classes.draws_side_by_side(made, 20, first, rounds), [0.025, 0.5, 0.975], axis=0
    )
    held = 100 * float(np.mean((low <= PERSONS) & (high >= PERSONS)))
    return f"{np.median(middle):,.0f}", f"{held:.0f}", f"{np.median(high - low):,.0f}"


def _population(rng: np.random.Generator, chances: list[list[float]], shares: list[float]) -> Overlaps:
    counts: dict[int, int] = {}
    for kind, many in zip(chances, rng.multinomial(PERSONS, shares), strict=True):
        on = rng.random((many, len(kind))) < np.array(kind)
        for pattern in (on * (1 << np.arange(len(kind)))).sum(1):
            counts[int(pattern)] = counts.get(int(pattern), 0) + 1
    return from_patterns([f"L{j}" for j in range(len(chances[0]))], counts)


if __name__ == "__main__":
    main()
