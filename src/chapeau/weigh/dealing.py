"""What would chance alone give? Draws from a seed, dealings within strata, shares, bands, and Holm's correction.

Every draw comes from a generator whose seed is made of a pattern's id or its question's name, and whose stream is the same in every
version of numpy: the same incidents give the same figures on every machine, and no clock or state enters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from chapeau.ground.identity import digest_of
from chapeau.records import Bar
from chapeau.weigh.told import Ints, Rows, Told

Floats = npt.NDArray[np.float64]

Draws = np.random.RandomState
"""What is drawn from: the same stream in every version of numpy (NEP 19), which `Generator` does not promise, and about as quick."""

DRAWS = 999
"""Draws for each test, so that the observed one makes a thousand: the least share is 0.001, which outlives a correction
for fifty tests, and a share of 0.05 is known to within 0.014 in 95 of 100 runs. More changes no reading; to check, set
9999 and run `python -m bench patterns`."""

LEAST = 12
"""Incidents that a test needs. Of twelve, six can be chosen in 924 ways, so that even the furthest dealing of two equal
groups is about one in a thousand; with fewer, none could outlive a correction for many tests."""

LED = 500
"""Incidents up to which a bar names those that it counts: as many as the page names of one pattern. What a longer bar counts, its
label says: the days, or the kinds, among all that the pattern rests on."""

NEAR = 1e-9
"""By how much two figures may differ in the last digits and still be the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a test was not made, in words."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a test found, before it is corrected for the others.

    `figure` is what is shown, `drawn` the same figure in each draw; `p` the share of draws in which the test's own
    statistic lies at least as far off. `low` to `high`: the figure's interval. `again` makes the figure anew of others'
    rows (None where they have too few). `rests_on` are all incidents that were asked, since what chance gives rests on all of
    them; which of them a figure counts, its bar says. `others` says in words what the rows given and not asked are.
    """

    figure: float
    drawn: Floats
    p: float
    statistic: str
    words: str
    rests_on: tuple[str, ...]
    again: Callable[[Rows], float | None]
    low: float | None = None
    high: float | None = None
    bars: tuple[Bar, ...] = field(default=())
    others: str = "not asked"


def unless_fixed(outcome: Outcome) -> Outcome | Refused:
    """What was found; refused where each draw gives what is told. Such a test can never cry, and counted among the others
    it would weaken them."""
    if np.abs(outcome.drawn - outcome.figure).max() > NEAR:
        return outcome
    return Refused(why="nothing can be dealt otherwise: each dealing gives the figure that is told")


def generator(*seed: str) -> Draws:
    """Draws that depend on these words alone."""
    digest = digest_of("chapeau draws 2", *seed)
    return Draws([int(digest[at : at + 8], 16) for at in range(0, 32, 8)])


def share_as_far(observed: float, drawn: Floats) -> float:
    """The share of draws at least as high, the observed one counted among them: never 0 (Davison and Hinkley 1997, 4.2)."""
    return float((1 + np.count_nonzero(drawn >= observed - NEAR)) / (1 + len(drawn)))


def band(drawn: Floats) -> tuple[float, float, float]:
    """From, middle, to: between the first and last, 95 of 100 draws lie."""
    ordered, last = np.sort(drawn), len(drawn) - 1
    low, high = ordered[int(0.025 * last)], ordered[last - int(0.025 * last)]
    return float(low), float(np.median(drawn)), float(high)


def bar(label: str, told: float, drawn: Floats, counted: Iterable[Told]) -> Bar:
    """A figure beside the band of its draws, with the incidents that it counts where they are no more than a page shows."""
    low, _, high = band(drawn)
    ids = sorted({t.incident for t in counted})
    return Bar(label=label, value=told, low=low, high=high, rests_on=tuple(ids) if len(ids) <= LED else ())


def holm(shares: Sequence[float]) -> tuple[float, ...]:
    """Each share, corrected for all that were asked at once (Holm 1979): in the order given."""
    order = sorted(range(len(shares)), key=lambda n: shares[n])
    corrected, highest = [0.0] * len(shares), 0.0
    for rank, n in enumerate(order):
        highest = max(highest, min(1.0, (len(shares) - rank) * shares[n]))
        corrected[n] = highest
    return tuple(corrected)


class Strata:
    """Rows in strata: what is dealt anew within each keeps the volume of each."""

    def __init__(self, codes: Ints) -> None:
        _, dense, counts = np.unique(codes, return_inverse=True, return_counts=True)
        self.of: Ints = dense.astype(np.int64)
        self.sizes: Ints = counts.astype(np.int64)
        self.order = np.argsort(self.of, kind="stable")
        index_bits = max(1, len(codes).bit_length())
        self._random = min(32, 63 - index_bits - len(counts).bit_length())
        self._shift = index_bits
        self._above = self.of.astype(np.uint64) << np.uint64(index_bits + self._random)
        self._above |= np.arange(len(codes), dtype=np.uint64)
        self._mask = np.uint64((1 << index_bits) - 1)

    def dealt(self, draws: Draws) -> Ints:
        """For each row, the row of its stratum whose labels it gets: each arrangement as likely as any other.

        Sorting stratum, random bits and row number packed in one integer is several times as fast as an indirect sort.
        """
        bits = draws.randint(0, 1 << self._random, len(self.of), dtype=np.uint64)
        keys = np.sort(self._above | bits << np.uint64(self._shift))
        given = np.empty(len(self.of), np.int64)
        given[self.order] = (keys & self._mask).astype(np.int64)
        return given


def strata_of(*columns: Ints) -> Ints:
    """One number for each combination of the columns' values."""
    codes = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        _, dense = np.unique(column, return_inverse=True)
        codes = codes * (int(dense.max(initial=0)) + 1) + dense
    return codes


def times_chance(figure: float, drawn: Floats) -> str:
    """'41, where chance alone gives 22 (15 to 30): 1.9 times as many'."""
    low, middle, high = band(drawn)
    told = f"{number(figure)}, where chance alone gives {number(middle)} ({number(low)} to {number(high)})"
    return f"{told}: {figure / middle:.1f} times as many" if middle > 0 else told


def number(value: float) -> str:
    """A whole number with its thousands apart, any other with two digits."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
