"""What if persons are of several kinds, some easier to list than others? Latent classes, as many as the data ask for.

Each person is of a class; within a class the lists are independent of each other. Classes come from a Dirichlet process cut off
at `CLASSES`; a chance to be on a list is anything from 0 to 1 alike; the number of persons N has weight 1/N. This is the model of
Manrique-Vallier (2016, Biometrics 72, 1246-1254), as in the R package LCMCR.

How it is drawn from is our own, as Gibbs sampling alone hardly leaves the mode it met first (bench/tried.md): each round is one of Gibbs
sampling, with the weights of the classes integrated out where their number is concerned, and a step along the ridge on which a
class becomes harder to list and larger at once, so that those who are listed stay as likely. Some modes hold a chain for all its
rounds even so. Therefore many chains begin apart. The figure is the middle one of their medians: a chain caught in a lesser mode counts
as one among them, and where fewer than half agree with the middle one there is no figure. How much each mode weighs, the chains do not
tell, as that needs chains that go to and fro: so the ends are of all chains' draws together, and a mode that held one chain of sixteen is
within them. On Ned_5 two modes, near 48,000 and near 140,000, have about the same weight, and no one figure says so (bench/tried.md).
"""

from __future__ import annotations

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
"""Of the gamma prior on how readily classes are opened: LCMCR's default, which leaves the number of classes open."""

CHAINS = 16
"""Chains, begun apart."""

FIRST = 8000
"""Rounds before draws count: chains that begin in the lower mode of UKdat_5 leave it within 3,000 to 12,000."""

ROUNDS = 12000
"""Rounds that count: 192,000 draws in some 15 seconds."""

BEGUN_APART = 0.7
"""Standard deviation of the log odds to be listed where chains begin."""

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
    rng = np.random.default_rng(seed)
    every, counts = patterns(len(table.lists)), observed(table).astype(np.int64)
    kept = counts > 0
    lists, parts = every[kept], np.tile(counts[kept], (CHAINS, 1))
    chains = _begun(rng, lists, parts)
    made = np.empty((ROUNDS, CHAINS))
    for n in range(-FIRST, ROUNDS):
        none = _round(rng, chains, lists, parts)
        if n >= 0:
            made[n] = table.observed + none
    return made


def middle(drawn: Numbers) -> float:
    """The median number of persons: of each chain its own, and of these the middle one."""
    return float(np.median(np.median(drawn, axis=0)))


def ends(drawn: Numbers) -> tuple[float, float]:
    """Ends of the 95 % interval: of all chains' draws together, so that it spans each mode that held a chain."""
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def agreeing(drawn: Numbers) -> float:
    """Share of chains whose 95 % interval holds the figure."""
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    figure = middle(drawn)
    return float(np.mean((low <= figure) & (figure <= high)))


def _begun(rng: Generator, lists: Whole, parts: Whole) -> Chains:
    share = (lists * parts[0][:, None]).sum(0) / (3.0 * parts[0].sum())
    odds = np.log(share) + rng.normal(0, BEGUN_APART, (CHAINS, CLASSES, len(share)))
    return Chains(
        odds=odds,
        weights=np.full((CHAINS, CLASSES), -np.log(CLASSES)),
        eager=np.ones(CHAINS),
        on=np.zeros((CHAINS, CLASSES, len(share)), np.int64),
        members=np.zeros((CHAINS, CLASSES), np.int64),
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
    size = rng.permutation(np.geomspace(0.03, 1.2, CHAINS))[:, None]
    odds = chains.odds + (rng.normal(size=now.missed.shape) * size)[:, :, None]
    missed = -np.logaddexp(0, odds).sum(2)
    weights = chains.weights + _log_listed(now.missed) - _log_listed(missed)
    weights -= _log_sum(weights)[:, None]
    new = _expected(odds, weights, lists, eager=chains.eager)
    yes = np.log(1 - rng.random(CHAINS)) < _target(new, parts) - _target(now, parts)
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
        behind = chains.members[:, k + 2 :].sum(1) + chains.eager
        first, second = chains.members[:, k], chains.members[:, k + 1]
        yes = rng.random(CHAINS) * (behind + first) < behind + second
        for held in (chains.on, chains.members):
            held[yes, k], held[yes, k + 1] = held[yes, k + 1].copy(), held[yes, k].copy()


def _open_classes(rng: Generator, chains: Chains) -> None:
    """Draw how readily classes are opened, with their shares integrated out, by Metropolis steps of its logarithm."""
    behind = _behind(chains.members)[:, :-1]
    before = chains.members[:, :-1]

    def weight(x: Numbers) -> Numbers:
        sticks = log_gamma(x[:, None] + behind) - log_gamma(1 + x[:, None] + behind + before)
        total: Numbers = (CLASSES - 1 + SHAPE) * np.log(x) - RATE * x + sticks.sum(1)
        return total

    for _ in range(2):
        tried = np.clip(chains.eager * np.exp(rng.normal(0, 1.5, CHAINS)), 1e-8, 1e8)
        yes = np.log(1 - rng.random(CHAINS)) < weight(tried) - weight(chains.eager)
        chains.eager = np.where(yes, tried, chains.eager)


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
    left = np.concatenate([np.zeros((CHAINS, 1)), (there - both).cumsum(1)], axis=1)
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
