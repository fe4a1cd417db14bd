"""Is a method, a kind of victim or of place told with one doer more often than chance would have it?

The null deals the labels (methods, say) anew among the incidents of the same place and calendar quarter, so that each
place's and each quarter's volume stays, and each doer's. For one pair of labels the expected number and its variance
are those of a stratified 2 by 2 table (Mantel and Haenszel 1959); of many pairs the one furthest from its expectation is
shown, and its share counts the draws in which any pair lies as far off (Westfall and Young 1993, single step).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from chapeau.records import Bar
from chapeau.weigh.dealing import (
    DRAWS,
    LEAST,
    NEAR,
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
)
from chapeau.weigh.told import Field, Ints, Rows, Told

LEAST_TOLD = 5
"""Incidents in which a label must be told to be tried: below, a pair tells of single events."""

COMMONEST = 30
"""Labels of each kind that are tried, the most told first: 900 pairs at most."""

LEAST_EXPECTED = 2.0
"""Incidents that a pair must be expected in: far below, one incident more is already far from chance."""

SHOWN = 8
"""Pairs that are drawn, those furthest above chance first: what a reader takes in at once."""

NULL = (
    "Which {label} an incident is told with has nothing to do with which {group} it is told with, among incidents of one "
    "place and calendar quarter: {label}s are dealt anew within each place and quarter, which keeps the volume of each."
)
ASSUMED = (
    "Only incidents that tell both are asked, so that texts which say more of everything make no difference.",
    "Within one place and calendar quarter, any incident could have been told with any of the labels.",
    "An incident counts once, however many texts tell it.",
)
CANNOT_SHOW = (
    "Why they are told together: the means at hand, the place itself, or what reporters ask about can tie a method to a doer "
    "as well as an intention can. What was done and not told is in none of it."
)
NAMES: dict[Field, str] = {
    "methods": "method",
    "victims": "kind of victim",
    "place_kinds": "kind of place",
    "parties": "party",
    "units": "unit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Which labels are dealt among which groups; one of each, or all that are told often enough (None)."""

    label: Field
    group: Field
    one_label: str | None = None
    one_group: str | None = None

    @property
    def within(self) -> Literal["place", "area"]:
        """The strata: a kind of place varies within a town, not at one site, so areas are taken for it."""
        return "area" if "place_kinds" in (self.label, self.group) else "place"

    @property
    def null(self) -> str:
        """The null hypothesis in words."""
        return NULL.format(label=NAMES[self.label], group=NAMES[self.group])


def concentration(rows: Rows, pairing: Pairing, seed: str) -> Outcome | Refused:
    """How far the pair that lies furthest above chance lies from it."""
    asked = rows.only(lambda t: bool(getattr(t, pairing.label) and getattr(t, pairing.group)))
    labels = _candidates(asked, pairing.label, pairing.one_label)
    groups = _candidates(asked, pairing.group, pairing.one_group)
    strata = Strata(strata_of(asked.codes(pairing.within), asked.quarters)) if len(asked) else None
    if strata is None or len(asked) < LEAST:
        return Refused(why=f"too few: {len(asked)} incidents tell both, needs {LEAST}")
    if not labels or not groups:
        return Refused(why=f"too few: no label is told in {LEAST_TOLD} incidents")
    tables = _Tables(asked, pairing, labels, groups, strata)
    if not tables.tried.any():
        return Refused(why="no pair could be dealt otherwise: each place and quarter holds one kind alone")
    return _outcome(tables, seed)


def _candidates(rows: Rows, what: Field, one: str | None) -> tuple[str, ...]:
    told = Counter(key for t in rows.told for key in getattr(t, what))
    if one is not None:
        return (one,) if told[one] else ()
    often = sorted((k for k, n in told.items() if n >= LEAST_TOLD), key=lambda k: (-told[k], k))
    return tuple(sorted(often[:COMMONEST]))


class _Tables:
    """How often each pair is told, is expected, and how far the expectation spreads."""

    def __init__(
        self, rows: Rows, pairing: Pairing, labels: tuple[str, ...], groups: tuple[str, ...], strata: Strata
    ) -> None:
        self.rows, self.pairing, self.labels, self.groups, self.strata = rows, pairing, labels, groups, strata
        self.label_of, self.has_label = _coded(rows, pairing.label, labels)
        self.group_of, self.has_group = _coded(rows, pairing.group, groups)
        self.told = self.counted(np.arange(len(rows)))
        self.expected, self.spread = self._moments()
        least = 0.0 if pairing.one_label and pairing.one_group else LEAST_EXPECTED
        self.tried = (self.spread > NEAR) & (self.expected >= least)

    def counted(self, given: Ints) -> Floats:
        """Incidents with each label and group, where each row bears the labels of the row given."""
        sets = len(self.has_group)
        joint = np.bincount(
            self.label_of[given] * sets + self.group_of, minlength=len(self.has_label) * sets
        ).reshape(-1, sets)
        return self.has_label.T @ joint @ self.has_group

    def far(self, counted: Floats) -> Floats:
        """By how many standard deviations each tried pair lies above its expectation; rounded, so that ties are ties."""
        off = (counted - self.expected) / np.sqrt(np.where(self.tried, self.spread, 1.0))
        return np.where(self.tried, np.round(off, 9), -np.inf)

    def _moments(self) -> tuple[Floats, Floats]:
        """Mean and variance of a hypergeometric count, added up over the strata."""
        of, n = self.strata.of, self.strata.sizes.astype(float)[:, None]
        labels, groups = (
            _summed(has[code], of, len(n))
            for has, code in ((self.has_label, self.label_of), (self.has_group, self.group_of))
        )
        scale = np.where(n > 1, n * n * (n - 1), np.inf)
        return (labels / n).T @ groups, (labels * (n - labels) / scale).T @ (groups * (n - groups))


def _summed(has: Floats, of: Ints, strata: int) -> Floats:
    return np.stack([np.bincount(of, column, minlength=strata) for column in has.T], axis=1)


def _coded(rows: Rows, what: Field, keys: tuple[str, ...]) -> tuple[Ints, Floats]:
    """Each row's set of keys as a number, and which keys each such set holds."""
    at = {key: n for n, key in enumerate(keys)}
    sets: dict[tuple[int, ...], int] = {}
    codes = np.empty(len(rows), np.int64)
    for n, t in enumerate(rows.told):
        held = tuple(at[k] for k in getattr(t, what) if k in at)
        codes[n] = sets.setdefault(held, len(sets))
    has = np.zeros((len(sets), len(keys)))
    for held, n in sets.items():
        has[n, list(held)] = 1.0
    return codes, has


def _outcome(tables: _Tables, seed: str) -> Outcome:
    observed = tables.far(tables.told)
    label, group = (int(n) for n in np.unravel_index(int(np.argmax(observed)), observed.shape))
    draws = generator(seed)
    counted = np.stack([tables.counted(tables.strata.dealt(draws)) for _ in range(DRAWS)])
    furthest = np.array([tables.far(c).max() for c in counted])
    drawn = counted[:, label, group]
    told = float(tables.told[label, group])
    with_both = _with_both(tables, label, group)
    low, high = _interval(tables, with_both, seed)
    tried = int(np.count_nonzero(tables.tried))
    return Outcome(
        figure=told,
        drawn=drawn,
        p=share_as_far(float(observed[label, group]), furthest),
        statistic="incidents that tell the pair; of several pairs, the one furthest above chance",
        words=_words(tables, label, group, times_chance(told, drawn), tried),
        rests_on=tables.rows.ids,
        others="telling one of the two alone, or neither",
        again=lambda rows: float(len(rows.only(with_both))),
        low=low,
        high=high,
        bars=tuple(_bars(tables, observed, counted)),
    )


def _with_both(tables: _Tables, label: int, group: int) -> Callable[[Told], bool]:
    one, other, pairing = tables.labels[label], tables.groups[group], tables.pairing
    return lambda t: one in getattr(t, pairing.label) and other in getattr(t, pairing.group)


def _words(tables: _Tables, label: int, group: int, times: str, tried: int) -> str:
    pairing = tables.pairing
    pair = f"'{tables.labels[label]}' ({NAMES[pairing.label]}) with '{tables.groups[group]}' ({NAMES[pairing.group]})"
    of = f", furthest above chance of {tried} pairs tried" if tried > 1 else ""
    return f"{pair}{of}: told of {times}. Of {len(tables.rows):,} incidents that tell both."


def _interval(tables: _Tables, with_both: Callable[[Told], bool], seed: str) -> tuple[float, float]:
    """95 of 100 resamplings of incidents within each place and quarter (bootstrap percentiles)."""
    both = np.fromiter((with_both(t) for t in tables.rows.told), float, len(tables.rows))
    sizes = tables.strata.sizes
    hits = np.bincount(tables.strata.of, both, minlength=len(sizes))
    kinds, many = np.unique(np.stack([sizes, hits.astype(np.int64)]), axis=1, return_counts=True)
    draws = generator(seed, "bootstrap")
    drawn = np.zeros(DRAWS)
    for (size, hit), times in zip(kinds.T, many, strict=True):
        drawn += draws.binomial(int(size) * int(times), hit / size, DRAWS)
    low, _, high = band(drawn)
    return low, high


def _bars(tables: _Tables, observed: Floats, counted: Floats) -> Iterator[Bar]:
    order = sorted(zip(*np.nonzero(tables.tried), strict=True), key=lambda at: (-observed[at], at))
    for label, group in order[:SHOWN]:
        with_both = _with_both(tables, int(label), int(group))
        yield bar(
            f"{tables.labels[label]}: {tables.groups[group]}",
            float(tables.told[label, group]),
            counted[:, label, group],
            tables.rows.only(with_both).told,
        )
