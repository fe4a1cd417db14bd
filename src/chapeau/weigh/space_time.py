"""Do incidents that are near in place also lie near in time, more often than chance would have it?

Knox (1964) counts pairs near in both; Mantel (1967), asked second, goes by how near. The null deals the days anew among
all incidents: each place keeps its volume, and each day. Pairs near in place are found by a k-d tree, so that no table of
all pairs is made; where these pairs pass some hundred thousand, a drawn part of the incidents is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from chapeau.ground.sphere import EARTH_KM
from chapeau.records import Bar
from chapeau.weigh.dealing import (
    DRAWS,
    LEAST,
    NEAR,
    Floats,
    Outcome,
    Refused,
    band,
    bar,
    generator,
    number,
    share_as_far,
    times_chance,
    unless_fixed,
)
from chapeau.weigh.told import Ints, Rows, Told

Days = npt.NDArray[np.int16] | npt.NDArray[np.int32]

KM, DAYS = 10.0, 7
"""What counts as near, where nobody names other distances: the reach of one town and its surroundings, and a week. Chosen
before any case was seen, and never by what gives the least share."""

MOST_PAIRS = 400_000
"""Pairs near in place that are held: a few MB, and about three seconds for all draws on one core. To see what fewer cost,
compare the power at 50, 200 and 1,000 incidents (docs/patterns.md): none of them has as many."""

MOST_FOR_MANTEL = 400
"""Incidents for Mantel's test, which takes all pairs: 80,000 of them."""

NULL = (
    "Where an incident lies has nothing to do with when: the days are dealt anew among all incidents, which keeps each "
    "place's and each day's volume."
)
ASSUMED_KNOX = (
    "The distances that count as near were set beforehand.",
    "Each place's share of what happens and is told stays the same over the time asked.",
    "A place is its gazetteer's point; districts, regions and countries are left out.",
    "An incident counts once, however many texts tell it.",
)
ASSUMED_MANTEL = (
    "Nearness falls off as one over one and the distance, in units of the distances that count as near.",
    *ASSUMED_KNOX[1:],
)
CANNOT_SHOW = (
    "Space-time clustering is not organisation: battles, roads and reporting hubs cluster too. Nor does its absence show that "
    "deeds were unconnected: what goes on everywhere at once clusters nowhere."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What counts as near: kilometres and days, both included."""

    km: float = KM
    days: int = DAYS

    @property
    def words(self) -> str:
        """'within 10 km and 7 days'."""
        return f"within {number(self.km)} km and {self.days} days"


def knox(rows: Rows, near: Near, seed: str) -> Outcome | Refused:
    """Pairs of incidents that are near in place and in time."""
    if len(rows) < LEAST:
        return Refused(why=f"too few: {len(rows)} incidents with a day and a point, needs {LEAST}")
    pairs = _Pairs(rows, near, seed)
    if not len(pairs.left):
        return Refused(why=f"no two incidents lie within {number(near.km)} km of each other")
    if int(np.ptp(pairs.days)) <= near.days:
        return Refused(why=f"all incidents lie within {near.days} days, so that any dealing is the same")
    draws = generator(seed)
    close = np.stack([pairs.by_stretch(draws.permutation(pairs.days)) for _ in range(DRAWS)])
    observed = pairs.by_stretch(pairs.days)
    drawn, told = close[:, 0], float(observed[0])
    outcome = Outcome(
        figure=told,
        drawn=drawn,
        p=share_as_far(told, drawn),
        statistic=f"pairs of incidents {near.words} of each other (Knox)",
        words=f"Pairs of incidents {near.words} of each other: {times_chance(told, drawn)}. "
        f"{len(pairs.left):,} pairs lie that near in place.{pairs.part}",
        rests_on=tuple(sorted(t.incident for t in pairs.told)),
        others="not drawn",
        again=lambda others: None if pairs.part else _again(others, near, seed),
        bars=tuple(_bars(pairs, observed, close)),
    )
    return unless_fixed(outcome)


def _again(rows: Rows, near: Near, seed: str) -> float | None:
    if len(rows) < LEAST:
        return None
    pairs = _Pairs(rows, near, seed)
    drawn_part = bool(pairs.part)
    return None if drawn_part else float(pairs.by_stretch(pairs.days)[0])


class _Pairs:
    """The pairs of incidents that are near in place, and how many days lie between each."""

    def __init__(self, rows: Rows, near: Near, seed: str) -> None:
        self.near = near
        self.told = [t for t in rows.told if t.point is not None]
        points = in_space(np.array([t.point for t in self.told]))
        chord = 2 * EARTH_KM * np.sin(min(near.km / EARTH_KM, np.pi) / 2) + NEAR
        some = _few_enough(points, chord, seed)
        self.part = ""
        if len(some) < len(self.told):
            self.part = _drawn_part(len(some), len(self.told))
            self.told, points = [self.told[n] for n in some], points[some]
        pairs = cKDTree(points).query_pairs(chord, output_type="ndarray")
        self.left, self.right = (np.ascontiguousarray(pairs[:, n]) for n in (0, 1))
        self.days = in_few_bytes(np.array([t.day for t in self.told], np.int64))
        step = near.days + 1
        self.ends = tuple(n * step - 1 for n in range(1, BARS + 1))

    def by_stretch(self, days: Days) -> Floats:
        """Pairs by the days between them, in stretches of as many days as count as near; none that lie further apart."""
        apart = _apart(days, self.left, self.right)
        within = [np.count_nonzero(apart <= end) for end in self.ends]
        return np.diff(within, prepend=0).astype(float)

    def those(self, low: int, high: int) -> Iterator[Told]:
        """The incidents in any pair that lies so many days apart, both included."""
        apart = _apart(self.days, self.left, self.right)
        close = (apart >= low) & (apart <= high)
        return (self.told[n] for n in np.union1d(self.left[close], self.right[close]))


BARS = 4
"""Stretches of days that are drawn: the one that is tested, and three as long after it."""


def in_few_bytes(days: Ints) -> Days:
    """Days since the first of them. Two bytes each hold ninety years, and half a million pairs of them stay in a core's
    own memory; longer times take four."""
    since = days - days.min()
    few: Days = since.astype(np.int16 if since.max() <= np.iinfo(np.int16).max else np.int32)
    return few


def _bars(pairs: _Pairs, observed: Floats, close: Floats) -> Iterator[Bar]:
    step = pairs.near.days + 1
    for n in range(BARS):
        low, high = n * step, (n + 1) * step - 1
        label = f"{low} to {high} days apart"
        yield bar(label, float(observed[n]), close[:, n], pairs.those(low, high))


def in_space(degrees: Floats) -> Floats:
    """Points in kilometres from the earth's middle: chords between them stand for distances, also over the date line."""
    north, east = np.radians(degrees).T
    flat = np.cos(north)
    return EARTH_KM * np.stack([flat * np.cos(east), flat * np.sin(east), np.sin(north)], axis=1)


def _drawn_part(asked: int, told: int) -> str:
    """In words that not all were asked; nothing where all were."""
    return (
        f" {asked:,} of {told:,} incidents were drawn and asked, to keep pairs few." if asked < told else ""
    )


def _few_enough(points: Floats, chord: float, seed: str) -> Ints:
    """All rows, or as many drawn ones as have no more near pairs than are held."""
    order = generator(seed, "part").permutation(len(points))
    some = len(points)
    while _near_pairs(points[order[:some]], chord) > MOST_PAIRS:
        some = int(some * 0.9)
    return np.sort(order[:some])


def _near_pairs(points: Floats, chord: float) -> int:
    """How many pairs lie within a chord: counted over places and their volumes, without making the pairs."""
    places, volumes = np.unique(points, axis=0, return_counts=True)
    tree = cKDTree(places)
    both_ways = tree.count_neighbors(tree, chord, weights=(volumes.astype(float), volumes.astype(float)))
    return int((both_ways - len(points)) // 2)


def mantel(rows: Rows, near: Near, seed: str) -> Outcome | Refused:
    """The correlation between nearness in place and nearness in time, over all pairs."""
    if len(rows) < LEAST:
        return Refused(why=f"too few: {len(rows)} incidents with a day and a point, needs {LEAST}")
    draws = generator(seed)
    told = [rows.told[n] for n in np.sort(draws.permutation(len(rows))[:MOST_FOR_MANTEL])]
    n = len(told)
    left, right = np.triu_indices(n, 1)
    days = in_few_bytes(np.array([t.day for t in told], np.int64))
    place, time = _near_in_place(told, left, right, near), _near_in_time(days, near)
    scale = time.take(_apart(days, left, right)).std()
    if place.std() < NEAR or scale < NEAR:
        return Refused(why="all incidents lie at one point or on one day")
    centred = (place - place.mean()) / (place.std() * len(place))

    def correlation(order: Ints) -> float:
        return float((centred * time.take(_apart(days[order], left, right))).sum() / scale)

    drawn = np.array([correlation(draws.permutation(n)) for _ in range(DRAWS)])
    observed = correlation(np.arange(n))
    low, middle, high = band(drawn)
    return Outcome(
        figure=observed,
        drawn=drawn,
        p=share_as_far(observed, drawn),
        statistic="correlation of nearness in place with nearness in time (Mantel)",
        words=f"Nearness in place and nearness in time correlate by {observed:.3f}, where chance alone gives {middle:.3f} "
        f"({low:.3f} to {high:.3f}); over {len(left):,} pairs of {n} incidents.{_drawn_part(n, len(rows))}",
        rests_on=tuple(sorted(t.incident for t in told)),
        others="not drawn",
        again=lambda _others: None,
        bars=(bar("correlation", observed, drawn, told),),
    )


def _near_in_place(told: Sequence[Told], left: Ints, right: Ints, near: Near) -> Floats:
    """Of each pair, 1 at the same point, a half at the distance that counts as near."""
    points = in_space(np.array([t.point for t in told]))
    chords = np.sqrt(((points[left] - points[right]) ** 2).sum(axis=1))
    return np.asarray(1 / (1 + chords / near.km))


def _near_in_time(days: Days, near: Near) -> Floats:
    """By the days between two, from 0 to all: 1 on the same day, a half at as many as count as near."""
    return np.asarray(1 / (1 + np.arange(int(days.max()) + 1) / max(near.days, 1)))


def _apart(days: Days, left: Ints, right: Ints) -> Days:
    return np.asarray(np.abs(days.take(left) - days.take(right)))
