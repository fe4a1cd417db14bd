"""What if persons are of several kinds, some easier to list than others? Latent classes, as many as the data ask for.

Each person is of a class; within a class the lists are independent of each other. Classes come from a Dirichlet process cut off
at `CLASSES`; a chance to be on a list is anything from 0 to 1 alike; the number of persons N has weight 1/N. This is the model of
Manrique-Vallier (2016, Biometrics 72, 1246-1254), as in the R package LCMCR: read beside its source (0.4.14), prior by prior, and
checked against the posterior worked out exactly for one class and for two (tests/weigh/undercount/exact.py).

How it is drawn from is our own, as Gibbs sampling alone hardly leaves the mode it met first (bench/tried.md): each round is one of Gibbs
sampling, with the weights of the classes integrated out where their number is concerned, and a step along the ridge on which a
class becomes harder to list and larger at once, so that those who are listed stay as likely. Some modes hold a chain for all its
rounds even so. Therefore many chains begin apart. The figure is the median of those that agree with the middle one: a chain caught in
another mode moves it neither up nor down, and where fewer than half agree there is no figure. How much each mode weighs, the chains do
not tell, as that needs chains that go to and fro: so the ends are of all chains' draws together, and a mode that held one chain in
thirty-two is within them. On Ned_5 two modes, near 49,000 and near 147,000, hold chains of a million rounds from end to end.

LCMCR runs one chain, which begins with few classes, as its warm-up holds the concentration near 0. On UKdat_5 such a chain begins in a
mode near 12,400, whose weight is 2 in a hundred, and leaves it after some thousands of rounds or tens of thousands: its median, by its
manual's own settings, is from 12,300 to 22,500 by seed (bench/tried.md), and 20,245 is what one seed gave. The posterior's is 22,300.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from chapeau.weigh.undercount.gamma import log_gamma
from chapeau.weigh.undercount.table import Overlaps, observed, patterns

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Yes = NDArray[np.bool_]

CLASSES = 5
"""Classes at most. The model has them without end and a bound only cuts off what is empty: it must be so high that a higher one
changes nothing. By a sampler of another kind (bench/tried.md), 5, LCMCR's default, and 10, as in its example for Kosovo, give medians
within two in a hundred of each other on Kosovo, NewOrl_5 and Western, about what its runs differ by."""

SHAPE = RATE = 0.25
"""Of the gamma prior on how readily classes are opened (shape, and rate): LCMCR's defaults `a_alpha`, `b_alpha`."""

CHAINS = 32
"""Chains, begun apart. Twice as many take a third more time, since a round of all is one step of numpy."""

FIRST = 10000
"""Rounds before draws count: chains that begin in the lower mode of UKdat_5 leave it within 3,000 to 12,000, and a tenth are still in it."""

ROUNDS = 6000
"""Rounds that count: 192,000 draws in some 15 seconds. Figures of two seeds differ by 1 % (Kosovo, NewOrl_5, Western, UKdat_5)."""

BEGUN_APART = 0.7
"""Standard deviation of the log odds to be listed where chains begin. Ours: odds half or twice as large are within it."""

SHORTEST, LONGEST = 0.03, 1.2
"""Standard deviations of the log odds in a step along the ridge: a chain takes another each round, so that some are taken, whether
the ridge is narrow or wide. Ours: of 0.03 nearly all are taken on Kosovo, of 1.2 hardly any."""

MOST = 1 - 1e-9
"""Chance of being on no list, at most, so that a number of persons can be drawn."""


@dataclass(slots=True)
class Chains:
    """Where every chain stands. `odds`: log odds to be on a list, by chain, class and list; `weights`: logarithm of each class's
    share; `eager`: how readily classes are opened; `on`, `members`: persons by class (and list), those on no list among
    `members`."""

    odds: Numbers
    weights: Numbers
    eager: Numbers
    on: Whole
    members: Whole


@dataclass(frozen=True, slots=True)
class Expected:
    """What a chain expects: the logarithm of the chance of each class together with each pattern; with no list; and the target
    that a step goes by."""

    seen: Numbers
    unseen: Numbers
    missed: Numbers
    target: Numbers


def draws(table: Overlaps, seed: int) -> Numbers:
    """Draws of the number of persons, a row a round, a column a chain."""
    return draws_side_by_side([table] * CHAINS, seed, FIRST, ROUNDS)


def draws_side_by_side(tables: Sequence[Overlaps], seed: int, first: int, rounds: int) -> Numbers:
    """Draws of the number of persons after `first` rounds, a row a round, a column a table: each has a chain of its own."""
    rng = np.random.default_rng(seed)
    counts = np.stack([observed(t).astype(np.int64) for t in tables])
    kept = counts.any(0)
    lists, parts = patterns(len(tables[0].lists))[kept], counts[:, kept]
    chains = _begun(rng, lists, parts)
    made = np.empty((rounds, len(tables)))
    for n in range(-first, rounds):
        none = _round(rng, chains, lists, parts)
        if n >= 0:
            made[n] = parts.sum(1) + none
    return made


def middle(drawn: Numbers) -> float:
    """The median number of persons, of the chains that agree with the middle one."""
    return float(np.median(drawn[:, _agree(drawn)]))


def ends(drawn: Numbers) -> tuple[float, float]:
    """Ends of the 95 % interval: of all chains' draws together, so that it spans each mode that held a chain."""
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def agreeing(drawn: Numbers) -> float:
    """Share of chains that agree with the middle one."""
    return float(np.mean(_agree(drawn)))


def _agree(drawn: Numbers) -> Yes:
    """Whether each chain's 95 % interval holds the middle one of all chains' medians."""
    low, median, high = np.quantile(drawn, [0.025, 0.5, 0.975], axis=0)
    centre = np.median(median)
    held: Yes = (low <= centre) & (centre <= high)
    return held


def _begun(rng: Generator, lists: Whole, parts: Whole) -> Chains:
    share = (parts @ lists) / (3.0 * parts.sum(1, keepdims=True))
    shape = (len(parts), CLASSES, lists.shape[1])
    return Chains(
        odds=np.log(share)[:, None, :] + rng.normal(0, BEGUN_APART, shape),
        weights=np.full(shape[:2], -np.log(CLASSES)),
        eager=np.ones(len(parts)),
        on=np.zeros(shape, np.int64),
        members=np.zeros(shape[:2], np.int64),
    )


# --- one round ------------------------------------------------------------------------------------------


def _round(rng: Generator, chains: Chains, lists: Whole, parts: Whole) -> Whole:
    """Move every chain once; how many persons are on no list."""
    now = _stepped(rng, chains, lists, parts)
    none = _persons(rng, chains, now, lists, parts)
    _swap_neighbours(rng, chains)
    _open_classes(rng, chains)
    _chances(rng, chains)
    return none


def _expected(odds: Numbers, weights: Numbers, lists: Whole, *, eager: Numbers | None = None) -> Expected:
    missed = -np.logaddexp(0, odds).sum(2)
    unseen = weights + missed
    seen = (odds @ lists.T.astype(np.float64)).transpose(0, 2, 1) + unseen[:, None, :]
    target = np.zeros(0) if eager is None else _prior(odds, weights, eager)
    return Expected(seen, unseen, missed, target)


def _prior(odds: Numbers, weights: Numbers, eager: Numbers) -> Numbers:
    """Logarithm of the prior of chances and shares, in the measure of log odds and log ratios of shares."""
    chances = (odds - 2 * np.logaddexp(0, odds)).sum((1, 2))
    left = np.logaddexp.accumulate(weights[:, ::-1], axis=1)[:, ::-1]
    broken = (eager - 1) * weights[:, -1] - left[:, :-1].sum(1)
    total: Numbers = chances + broken + weights.sum(1)
    return total


def _target(now: Expected, parts: Whole) -> Numbers:
    """The prior, and the chance of the patterns seen, given that a person is on some list."""
    chance = (_log_sum(now.seen) * parts).sum(1) - parts.sum(1) * np.log1p(-_missed(now.unseen))
    total: Numbers = now.target + chance
    return total


def _stepped(rng: Generator, chains: Chains, lists: Whole, parts: Whole) -> Expected:
    """A step of Metropolis and Hastings along the ridge: classes become easier or harder to list, and smaller or larger, so
    that those of each class who are on some list stay as many. The shift of shares undoes itself, so no Jacobian is due."""
    now = _expected(chains.odds, chains.weights, lists, eager=chains.eager)
    size = rng.permutation(np.geomspace(SHORTEST, LONGEST, len(parts)))[:, None]
    odds = chains.odds + (rng.normal(size=now.missed.shape) * size)[:, :, None]
    missed = -np.logaddexp(0, odds).sum(2)
    weights = chains.weights + _log_listed(now.missed) - _log_listed(missed)
    weights -= _log_sum(weights)[:, None]
    new = _expected(odds, weights, lists, eager=chains.eager)
    yes = np.log(1 - rng.random(len(parts))) < _target(new, parts) - _target(now, parts)
    chains.odds = np.where(yes[:, None, None], odds, chains.odds)
    chains.weights = np.where(yes[:, None], weights, chains.weights)
    return Expected(
        np.where(yes[:, None, None], new.seen, now.seen),
        np.where(yes[:, None], new.unseen, now.unseen),
        now.missed,
        now.target,
    )


def _log_listed(missed: Numbers) -> Numbers:
    """Logarithm of the chance to be on some list, from that of being on none."""
    listed: Numbers = np.log(-np.expm1(np.minimum(missed, -1e-12)))
    return listed


def _persons(rng: Generator, chains: Chains, now: Expected, lists: Whole, counts: Whole) -> Whole:
    """Draw how many are on no list, and everybody's class."""
    missed = _log_sum(now.unseen)
    none = rng.negative_binomial(counts.sum(1), 1 - np.minimum(np.exp(missed), MOST))
    unlisted = rng.multinomial(none, _shares(now.unseen))
    listed = rng.multinomial(counts, _shares(now.seen))
    chains.on = np.einsum("cmk,mj->ckj", listed, lists)
    chains.members = listed.sum(1) + unlisted
    return none


def _swap_neighbours(rng: Generator, chains: Chains) -> None:
    """Let neighbouring classes change places, their shares integrated out, so that large ones come to stand first."""
    for k in rng.permutation(CLASSES - 1):
        weight = _swapped_last(chains) if k + 2 == CLASSES else _swapped(chains, k)
        yes = np.log(1 - rng.random(len(weight))) < weight
        for held in (chains.on, chains.members):
            held[yes, k], held[yes, k + 1] = held[yes, k + 1].copy(), held[yes, k].copy()


def _swapped(chains: Chains, k: int) -> Numbers:
    """Logarithm of how much likelier the order is after class k and the next have changed places."""
    behind = chains.members[:, k + 2 :].sum(1) + chains.eager
    ratio: Numbers = np.log(behind + chains.members[:, k + 1]) - np.log(behind + chains.members[:, k])
    return ratio


def _swapped_last(chains: Chains) -> Numbers:
    """The same of the last two: what is left of the stick is the last one's, without a break of its own."""
    first, second = chains.members[:, -2], chains.members[:, -1]
    up = log_gamma(np.stack([1.0 + second, chains.eager + first]))
    down = log_gamma(np.stack([1.0 + first, chains.eager + second]))
    ratio: Numbers = up.sum(0) - down.sum(0)
    return ratio


def _open_classes(rng: Generator, chains: Chains) -> None:
    """Draw how readily classes are opened, with their shares integrated out, by Metropolis steps of its logarithm."""
    behind = _behind(chains.members)[:, :-1]
    before = chains.members[:, :-1]

    def weight(x: Numbers) -> Numbers:
        sticks = log_gamma(x[:, None] + behind) - log_gamma(1 + x[:, None] + behind + before)
        total: Numbers = (CLASSES - 1 + SHAPE) * np.log(x) - RATE * x + sticks.sum(1)
        return total

    now = weight(chains.eager)
    for _ in range(2):
        tried = np.clip(chains.eager * np.exp(rng.normal(0, 1.5, len(now))), 1e-8, 1e8)
        new = weight(tried)
        yes = np.log(1 - rng.random(len(now))) < new - now
        chains.eager, now = np.where(yes, tried, chains.eager), np.where(yes, new, now)


def _chances(rng: Generator, chains: Chains) -> None:
    """Draw chances to be on a list, and the shares of the classes."""
    yes, no = chains.on, chains.members[:, :, None] - chains.on
    chains.odds = np.log(rng.standard_gamma(1.0 + yes)) - np.log(rng.standard_gamma(1.0 + no))
    rest = chains.eager[:, None] + _behind(chains.members)[:, :-1]
    here = np.log(rng.standard_gamma(1.0 + chains.members[:, :-1]))
    there = np.log(rng.standard_gamma(1.0 + rest)) + np.maximum(
        np.log(1 - rng.random(rest.shape)) / rest, -1e4
    )
    both = np.logaddexp(here, there)
    left = np.concatenate([np.zeros((len(both), 1)), (there - both).cumsum(1)], axis=1)
    chains.weights = left
    chains.weights[:, :-1] += here - both


def _behind(members: Whole) -> Whole:
    """Persons in the classes behind each."""
    total: Whole = members[:, ::-1].cumsum(1)[:, ::-1] - members
    return total


def _missed(unseen: Numbers) -> Numbers:
    chance: Numbers = np.minimum(np.exp(_log_sum(unseen)), MOST)
    return chance


def _log_sum(x: Numbers) -> Numbers:
    top = x.max(-1, keepdims=True)
    total: Numbers = (top + np.log(np.exp(x - top).sum(-1, keepdims=True)))[..., 0]
    return total


def _shares(x: Numbers) -> Numbers:
    shares = np.exp(x - x.max(-1, keepdims=True))
    total: Numbers = shares / shares.sum(-1, keepdims=True)
    return total
