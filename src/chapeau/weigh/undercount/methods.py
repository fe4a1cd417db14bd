"""What does each method say of one table? All of them, always: how far they lie apart is the finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from chapeau.records import Estimate
from chapeau.weigh.undercount import chao, decomposable, latent_classes, models, stepwise
from chapeau.weigh.undercount.loglinear import fit, interval
from chapeau.weigh.undercount.refusals import (
    FEWEST_AGREEING,
    FEWEST_FOR_CLASSES,
    MOST_EMPTY,
    empty_pairs,
    refusals,
)
from chapeau.weigh.undercount.table import Overlaps, observed

SEED = 1
"""Of every draw of chance, where none is given: the same table gives the same bytes."""

MOST_FOR_STEPWISE = 8
"""Lists for which the bootstrap ends within minutes."""

ALIKE = 1e-6
"""Share by which two models' weights, or figures, may differ through rounding alone."""

FOR_ALL = (
    "Nobody came into the population or left it between the lists: all cover the same place, time and harm.",
    "Whoever is on two lists was recognised as one person, and no two persons were taken for one.",
    "Everybody could have come onto each list; those who could come onto none are in no figure.",
)
"""What every method assumes."""

Figures = tuple[float, float, float]
"""Estimate, and the ends of its 95 % interval."""


class Refused(Exception):
    """A method that may not go by this table; its words say why. Caught in `_estimate` alone."""


def estimates(table: Overlaps, seed: int = SEED) -> tuple[Estimate, ...]:
    """Every method's estimate of how many there were, or why it gives none."""
    everywhere = " ".join(refusals(table))
    return tuple(
        _estimate(name, assumes, method, table, seed, everywhere) for name, assumes, method in METHODS
    )


def _estimate(
    name: str, assumes: tuple[str, ...], method: Method, table: Overlaps, seed: int, everywhere: str
) -> Estimate:
    try:
        if everywhere:
            raise Refused(everywhere)
        middle, low, high = (round(x) for x in method(table, seed))
    except Refused as refused:
        return Estimate(
            method=name,
            estimate=None,
            low=None,
            high=None,
            refused=str(refused),
            assumptions=(*assumes, *FOR_ALL),
        )
    return Estimate(
        method=name, estimate=middle, low=low, high=high, refused=None, assumptions=(*assumes, *FOR_ALL)
    )


Method = Callable[[Overlaps, int], Figures]


def _chao(table: Overlaps, _: int) -> Figures:
    bound = chao.lower_bound(table)
    if bound is None:
        raise Refused("Too sparse: those on one list and on two leave the bound open.")
    fewer = [_named(table, pair) for pair, more in _tied(table) if not more]
    if fewer and not bound.raised:
        raise Refused(
            f"Dependent: lists shun each other ({'; '.join(fewer)}), and nobody shows as easier to list than others, so that "
            "the figure would be no lower bound."
        )
    return (table.observed + bound.none, *interval(table.observed, bound.none, bound.spread))


def _independent(table: Overlaps, _: int) -> Figures:
    tied = [
        f"{_named(table, pair)}: {'more' if more else 'fewer'} in common than chance"
        for pair, more in _tied(table)
    ]
    if tied:
        raise Refused(f"Dependent: the lists are not independent of each other ({'; '.join(tied)}).")
    found = fit(observed(table), ())
    if found is None:
        raise Refused("Too sparse: independence has no best fit.")
    return (table.observed + found.none, *interval(table.observed, found.none, found.spread))


def _stepwise(table: Overlaps, seed: int) -> Figures:
    _few_enough(table, MOST_FOR_STEPWISE)
    made = stepwise.chosen(observed(table), len(table.lists))
    if made is None:
        raise Refused("Too sparse: not even independence has a best fit.")
    estimate = table.observed + made.fit.none
    low, high = stepwise.interval(table, estimate, seed)
    if not np.isfinite(high):
        raise Refused("Too sparse: in samples drawn from the table the estimate is often without bound.")
    return estimate, low, high


def _lowest_bic(table: Overlaps, _: int) -> Figures:
    found = _weighed(table)
    tied = [w.fit for w in found if w.weight > found[0].weight * (1 - ALIKE)]
    low, high = (table.observed + end(f.none for f in tied) for end in (min, max))
    if high > low * (1 + ALIKE):
        raise Refused(
            f"Too sparse: {len(tied)} models share the lowest BIC, and by them the persons are from {low:,.0f} to {high:,.0f}."
        )
    best = max(tied, key=lambda f: f.spread)
    return (table.observed + best.none, *interval(table.observed, best.none, best.spread))


def _averaged(table: Overlaps, _: int) -> Figures:
    return models.average(_weighed(table), table.observed)


def _weighed(table: Overlaps) -> tuple[models.Weighed, ...]:
    _few_enough(table, models.MOST_LISTS)
    if empty_pairs(table) > MOST_EMPTY:
        raise Refused(f"Too sparse: {empty_pairs(table):.0%} of the pairs of lists have nobody in common.")
    found = models.weighed(table)
    if not found:
        raise Refused("Too sparse: no log-linear model has a best fit.")
    return found


def _decomposable(table: Overlaps, _: int) -> Figures:
    _few_enough(table, decomposable.MOST_LISTS)
    found, farthest = decomposable.posterior(table), table.observed * decomposable.FARTHEST / 2
    low, middle, high = (table.observed + found.quantile(share) for share in (0.025, 0.5, 0.975))
    independent = fit(observed(table), ())
    if high > farthest or (independent is not None and independent.none > farthest):
        raise Refused("Too sparse: the data set no upper bound to the number on no list.")
    return middle, low, high


def _latent_classes(table: Overlaps, seed: int) -> Figures:
    if len(table.lists) < FEWEST_FOR_CLASSES:
        raise Refused(f"Too few lists: to tell classes of persons apart, {FEWEST_FOR_CLASSES} are needed.")
    drawn = latent_classes.draws(table, seed)
    if (agree := latent_classes.agreeing(drawn)) < FEWEST_AGREEING:
        raise Refused(
            f"Too sparse: of the chains of draws that began apart {agree:.0%} agree with the middle one, at least "
            f"{FEWEST_AGREEING:.0%} must."
        )
    low, high = latent_classes.ends(drawn)
    return latent_classes.middle(drawn), low, high


def _few_enough(table: Overlaps, most: int) -> None:
    if len(table.lists) > most:
        raise Refused(
            f"Too many lists to try every model: {len(table.lists)}, at most {most}. Merge lists that work alike, and say so."
        )


def _tied(table: Overlaps) -> Iterator[tuple[tuple[int, int], bool]]:
    """Pairs of lists that the data insist depend on each other, and whether they share more than chance would have it."""
    made = stepwise.chosen(observed(table), len(table.lists))
    for step, pair in enumerate(made.pairs if made else ()):
        yield pair, bool(made and made.more[step])


def _named(table: Overlaps, pair: tuple[int, int]) -> str:
    return " and ".join(table.lists[j] for j in pair)


METHODS: tuple[tuple[str, tuple[str, ...], Method], ...] = (
    (
        "chao_lower_bound",
        (
            "A lower bound, not an estimate: persons may be unlike in how easily they are listed, and lists in their reach.",
            "No list keeps persons off another.",
        ),
        _chao,
    ),
    (
        "loglinear_independent",
        ("Being on one list makes being on another neither likelier nor less likely.",),
        _independent,
    ),
    (
        "loglinear_stepwise_sparsemse",
        (
            "Lists depend on each other in pairs only, and only where the overlap is less likely than 2 % without it.",
            "As SparseMSE (Chan, Silverman and Vincent 2021): empty overlaps taken as they are; interval by bootstrap with the "
            "choosing done anew.",
        ),
        _stepwise,
    ),
    (
        "loglinear_lowest_bic",
        (
            "The one log-linear model with the lowest BIC is the true one; that another might be is not in the interval.",
            "All lists together do not depend on each other beyond what fewer of them do.",
        ),
        _lowest_bic,
    ),
    (
        "loglinear_averaged_bic",
        (
            "One of the log-linear models is true, each as likely beforehand; weights by BIC; median over all.",
            "All lists together do not depend on each other beyond what fewer of them do.",
        ),
        _averaged,
    ),
    (
        "decomposable_graphs_dga",
        (
            "Which lists depend on which is one of the decomposable graphs, each as likely beforehand; median over all.",
            "As dga (Madigan and York 1997): patterns have a prior worth one person in all, the number of persons weight 1/N.",
        ),
        _decomposable,
    ),
    (
        "latent_classes_lcmcr",
        (
            "Persons are of a few kinds; within a kind, lists are independent of each other; posterior median.",
            "As LCMCR (Manrique-Vallier 2016): Dirichlet process over kinds, chances from 0 to 1 alike, the number of persons "
            "weight 1/N.",
            "Where several fits are about as likely, chains of draws that began apart stay in one each: the figure is of the fit that "
            "most of them met, the interval spans all of them, and how likely each fit is stays open.",
        ),
        _latent_classes,
    ),
)
"""Every method by its name, with what it assumes besides."""
