"""Does one kind of deed follow another at the same place more often than chance would have it?

Counted are incidents of the first kind after which, at the same place and within some days, one of the second is told
(and after that one of the third). The same day counts for nothing: which came first is not told. The null deals the kinds anew among the
incidents of one place and calendar quarter; days stay where they are, so each place's and each day's volume stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import yaml

from chapeau.weigh.dealing import (
    DRAWS,
    LEAST,
    Floats,
    Outcome,
    Refused,
    Strata,
    band,
    bar,
    generator,
    share_as_far,
    strata_of,
    times_chance,
    unless_fixed,
)
from chapeau.weigh.told import Bools, Ints, Rows

DAYS = 30
"""Days within which a following deed counts, where nobody names others: a month in custody or on the way."""

LEAST_PLACES = 5
"""Places from which on resampling them gives an interval: of fewer, most resamplings hold the same ones."""

NULL = (
    "What was done at a place has nothing to do with what was done there before: kinds of deed are dealt anew among the "
    "incidents of one place and calendar quarter, on the days that they have, which keeps each place's and each day's volume."
)
ASSUMED = (
    "The same place stands for the same hands or the same people: whether one victim suffered both, no figure says.",
    "Within a calendar quarter the mix of what is told of a place does not drift.",
    "Deeds told of one day, or as one event, have no order and count for nothing.",
    "An incident counts once, however many texts tell it.",
)
CANNOT_SHOW = (
    "That the first led to the second, or that the same persons suffered or did both: deeds of one custody or one front follow "
    "each other without a plan, and a reporter who comes to a place tells what he finds in the order of his visits."
)

Columns = Sequence[Bools]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Kinds of deed in their order; each step names the families that make it."""

    name: str
    steps: tuple[tuple[str, ...], ...]
    days: int = DAYS

    @property
    def words(self) -> str:
        """'detention or abduction, then torture'."""
        return ", then ".join(" or ".join(step).replace("_", " ") for step in self.steps)


@cache
def usual_chains() -> tuple[Chain, ...]:
    """The sequences that the program tries by itself (`sequences.yaml`)."""
    text = resources.files(__package__).joinpath("sequences.yaml").read_text("utf-8")
    return tuple(
        Chain(name=name, steps=tuple(tuple(step) for step in steps))
        for name, steps in yaml.safe_load(text).items()
    )


def sequences(rows: Rows, chains: Sequence[Chain], seed: str) -> tuple[Outcome | Refused, ...]:
    """What each chain comes to, in the order given; all share their dealings."""
    able = [_why_not(rows, chain) for chain in chains]
    asked = [chain for chain, why in zip(chains, able, strict=True) if why is None]
    following = _Following(rows, asked) if asked else None
    drawn = following.drawn(seed) if following else np.zeros((DRAWS, 0))
    others = _Others(asked)
    made = iter(
        [unless_fixed(_outcome(following, n, drawn[:, n], seed, others)) for n in range(len(asked))]
        if following
        else []
    )
    return tuple(Refused(why=why) if why else next(made) for why in able)


def _why_not(rows: Rows, chain: Chain) -> str | None:
    of_any = int(np.count_nonzero(rows.are(kind for step in chain.steps for kind in step)))
    if of_any < LEAST:
        return f"too few: {of_any} incidents of these kinds with a day and a place, needs {LEAST}"
    told = all(rows.are(step).any() for step in chain.steps)
    return None if told else "one of the kinds is told of no incident with a day and a place"


class _Following:
    """Rows by place and day, and for each the stretch of rows that lie after it, near enough."""

    def __init__(self, rows: Rows, chains: Sequence[Chain]) -> None:
        places = rows.codes("place")
        order = np.lexsort((rows.days, places))
        self.told = [rows.told[n] for n in order]
        self.chains = chains
        self.places = places[order]
        days = rows.days[order]
        self.strata = Strata(strata_of(self.places, rows.quarters[order]))
        self.steps = sorted({step for chain in chains for step in chain.steps})
        self.has = [rows.are(step)[order] for step in self.steps]
        span = int(np.ptp(days)) + 2 * max(c.days for c in chains) + 2
        key = self.places * span + (days - days.min())
        self.after = np.searchsorted(key, key, "right")
        self.until = {d: np.searchsorted(key, key + d, "right") for d in {c.days for c in chains}}

    def begins(self, has: Columns, chain: Chain) -> Ints:
        """The rows, by number, with which a chain begins that is told to its end. `has` are columns by step."""
        at = [self.steps.index(step) for step in chain.steps]
        good = np.flatnonzero(has[at[-1]])
        until = self.until[chain.days]
        for step in reversed(at[:-1]):
            before = np.zeros(len(self.told) + 1, np.int32)
            before[good + 1] = 1
            np.cumsum(before, out=before)
            first = np.flatnonzero(has[step])
            good = first[before.take(until.take(first)) > before.take(self.after.take(first))]
        return good

    def counted(self, given: Ints | None = None) -> Floats:
        """How many rows begin each chain, where each row bears the kinds of the row given."""
        has = self.has if given is None else [column.take(given) for column in self.has]
        return np.array([float(len(self.begins(has, chain))) for chain in self.chains])

    def drawn(self, seed: str) -> Floats:
        """The same for each draw."""
        draws = generator(seed)
        return np.stack([self.counted(self.strata.dealt(draws)) for _ in range(DRAWS)])


class _Others:
    """What the same chains come to in other rows: counted once for all chains."""

    def __init__(self, chains: Sequence[Chain]) -> None:
        self.chains = chains
        self.known: dict[int, tuple[Rows, Floats]] = {}

    def of(self, rows: Rows, n: int) -> float | None:
        """The nth chain's figure in these rows."""
        if not len(rows):
            return None
        if id(rows) not in self.known:
            self.known[id(rows)] = (rows, _Following(rows, self.chains).counted())
        return float(self.known[id(rows)][1][n])


def _outcome(following: _Following, n: int, drawn: Floats, seed: str, others: _Others) -> Outcome:
    chain = following.chains[n]
    begins = following.begins(following.has, chain)
    told = float(len(begins))
    low, high = _interval(following.places, begins, f"{seed} {chain.name}")
    first = int(np.count_nonzero(following.has[following.steps.index(chain.steps[0])]))
    return Outcome(
        figure=told,
        drawn=drawn,
        p=share_as_far(told, drawn),
        statistic=f"incidents followed at their place within {chain.days} days",
        words=f"{chain.words[0].upper()}{chain.words[1:]}, at one place, each within {chain.days} days: "
        f"told of {times_chance(told, drawn)}. Of {first:,} incidents of the first kind.",
        rests_on=tuple(sorted(t.incident for t in following.told)),
        again=lambda rows: others.of(rows, n),
        low=low,
        high=high,
        bars=(bar(chain.words, told, drawn, (following.told[row] for row in begins)),),
    )


def _interval(places: Ints, begins: Ints, seed: str) -> tuple[float | None, float | None]:
    """95 of 100 resamplings of whole places (bootstrap percentiles); none where places are few."""
    many = int(places.max()) + 1
    if many < LEAST_PLACES:
        return None, None
    by_place = np.bincount(places.take(begins), minlength=many)
    draws = generator(seed, "bootstrap")
    drawn = [float(by_place.take(draws.randint(0, many, many)).sum()) for _ in range(DRAWS)]
    low, _, high = band(np.array(drawn))
    return low, high
