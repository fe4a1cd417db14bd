"""How many origins carry a count over incidents? The fewest without which its fields would be others.

Several incidents are told where two are that lie in no other that is told; a single one counts by itself where it is
told as a series or a total. So origins that go can free incidents: once nobody tells a total any longer, its parts
count. What changes the fields is looked for in each way in which the count can end: several are told still, or all that
is told lies in one whole, or nobody tells the whole any longer and its parts are what is left.

A count is contested where, without the incidents that are contested, it would no longer reach what is asked. So
origins that go can make it contested (they alone told what nothing contests) or settle it (they alone objected).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from chapeau.assess.against import against_of
from chapeau.assess.brought import Objection
from chapeau.assess.fewest import Fewest, least
from chapeau.assess.fragility import fewest_removed, fewest_removed_but
from chapeau.assess.support import Backed, support_of, supported
from chapeau.assess.witnesses import State
from chapeau.ground.related import Related
from chapeau.records import Against, Support

Fields = tuple[bool, Support, Against]
"""Whether the element is alleged, how it is supported, whether it is contested."""

MOST_TRIED = 20_000
"""Incidents looked at, over all sets of origins tried, to find how few make a count contested or settle it; beyond, a
bound is given. A count over ten incidents by six origins takes 640. Chosen by hand, not measured. More changes no
field but `fragility` from a bound to a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Of the incidents that a count is of: how many are contested, and how many, none within another, stand without these."""

    contested: int
    standing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An incident of which acts are told that the count is of.

    `within`: those of them in which it lies. `origins` tell it, `many` of them as a series or a total: as long as one
    of these is there, it counts by itself.
    """

    incident: str
    within: frozenset[str]
    origins: frozenset[str]
    many: frozenset[str]
    objections: tuple[Objection, ...] = ()

    def without(self, gone: frozenset[str]) -> Counted:
        """What is told of it when these are gone."""
        if gone.isdisjoint(self.origins) and all(gone.isdisjoint(o.origins) for o in self.objections):
            return self
        left = (replace(o, of=_but(o.of, gone), origins=_but(o.origins, gone)) for o in self.objections)
        return replace(
            self,
            origins=self.origins - gone,
            many=self.many - gone,
            objections=tuple(o for o in left if o.of and o.origins),
        )


def counted(found: Iterable[Backed]) -> tuple[Counted, ...]:
    """The incidents of a count, each as it answers beside others."""
    backed = {one.told.of.incident: one for one in found}
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    for name, one in backed.items():
        for part in one.told.of.contains:
            wholes[part].add(name)
    return tuple(
        Counted(
            incident=name,
            within=frozenset(wholes[name]) if name in wholes else frozenset(),
            origins=frozenset(one.origins),
            many=frozenset(origin for fact in one.facts if fact.many for origin in fact.origins),
            objections=one.answer.objections,
        )
        for name, one in backed.items()
    )


class Count:
    """What is told when some origins are there."""

    def __init__(self, related: Related, told: Iterable[Counted]) -> None:
        self._related = related
        self._told = tuple(one for one in told if one.origins)
        names = {one.incident for one in self._told}
        self._apart = [one for one in self._told if not one.within & names]

    @property
    def fields(self) -> Fields:
        """What the count says."""
        held = [one for one in self._told if self._several or one.many]
        support = support_of(self._related, (one.origins for one in held))
        return bool(held), support, self.against

    @property
    def against(self) -> Against:
        """Contested only where what nothing contests would not be alleged by itself."""
        if self._uncontested.alleged:
            return "none"
        held = (one for one in self._told if self._several or one.many)
        return against_of(o for one in held for o in one.objections)

    @property
    def alleged(self) -> bool:
        """Whether it reaches what is asked."""
        return self._several or any(one.many for one in self._told)

    @property
    def tally(self) -> Tally:
        """How many are contested, and how many stand without them."""
        return Tally(
            contested=sum(bool(one.objections) for one in self._told), standing=len(self._uncontested._apart)
        )

    def fewest(self) -> Fewest:
        """The fewest origins whose removal gives other fields than these, of which it is alleged."""
        bare = Count(self._related, (replace(one, objections=()) for one in self._told))
        best = bare._fewest_for_support(bare.fields)
        return self._fewest_for_against(best) if any(one.objections for one in self._told) else best

    def _fewest_for_support(self, wanted: Fields) -> Fewest:
        """Of a count to which nothing is objected, the fewest whose removal gives other fields than `wanted`."""
        if self.fields != wanted:
            return Fewest(0)
        best = least([Fewest(len(self._origins)), *self._counting_on(wanted), *self._none_alleged()])
        return least([best, *self._within_a_whole(wanted, best)])

    def _fewest_for_against(self, best: Fewest) -> Fewest:
        """`best`, or fewer, whose removal makes the count contested or settles it: every smaller set is tried, within bounds."""
        bound = self._uncontested._fewest_for_none_alleged() if self.against == "none" else 1
        if bound >= best.number:
            return best
        origins = sorted(
            {*self._origins, *(name for one in self._told for o in one.objections for name in o.origins)}
        )
        wanted, left = self.fields, MOST_TRIED
        for size in range(bound, best.number):
            left -= math.comb(len(origins), size) * len(self._told)
            if left < 0:
                return Fewest(size, exact=False)
            if any(self._without(frozenset(gone)).fields != wanted for gone in combinations(origins, size)):
                return Fewest(size)
        return best

    def _fewest_for_none_alleged(self) -> int:
        """No fewer leave it unalleged; 1 where all lies in one incident, whose parts may be freed."""
        if not self._several:
            return 1
        return least([Fewest(len(self._origins)), *self._none_alleged()]).number

    @cached_property
    def _uncontested(self) -> Count:
        """The same of those to which nothing is objected, nor to a whole in which they lie."""
        contested = {one.incident for one in self._told if one.objections}
        if not contested:
            return self
        left = (one for one in self._told if contested.isdisjoint({one.incident, *one.within}))
        return Count(self._related, left)

    @property
    def _several(self) -> bool:
        return len(self._apart) > 1

    @cached_property
    def _origins(self) -> frozenset[str]:
        return frozenset(origin for one in self._told for origin in one.origins)

    def _without(self, gone: frozenset[str]) -> Count:
        return Count(self._related, (one.without(gone) for one in self._told))

    def _counting_on(self, wanted: Fields) -> Iterator[Fewest]:
        """While several are told; or, where all lies in one whole, once nobody tells that any longer."""
        if self._several:
            yield from (fewest_removed(states) for states in self._carrying(wanted))
        else:
            whole = self._apart[0].origins
            yield Fewest(len(whole)) + self._without(whole)._fewest_for_support(wanted)

    def _none_alleged(self) -> Iterator[Fewest]:
        """All but those that tell only what lies in one incident, and nothing as a series or a total."""
        many = frozenset(origin for one in self._told for origin in one.many)
        for whole, staying in self._staying:
            if whole.origins & staying - many:
                yield Fewest(len(self._origins) - len(staying - many))

    def _within_a_whole(self, wanted: Fields, best: Fewest) -> Iterator[Fewest]:
        """When only what lies in one incident is left, told as many times, but with other support."""
        if wanted[1] == "one_origin":
            return
        for whole, staying in self._staying:
            number = len(self._origins) - len(staying)
            if number >= best.number:
                return
            left = self._without(self._origins - staying)
            if left.fields != wanted:
                yield Fewest(number)
                return
            for states in left._carrying(wanted):
                further = fewest_removed_but(states, whole.origins & staying)
                if further is not None:
                    yield Fewest(number) + further

    @cached_property
    def _staying(self) -> list[tuple[Counted, frozenset[str]]]:
        """Each incident that can be the one in which all lies, with the origins that tell nothing else; most first."""
        tells: defaultdict[str, list[Counted]] = defaultdict(list)
        for one in self._told:
            for origin in one.origins:
                tells[origin].append(one)
        only: defaultdict[str, set[str]] = defaultdict(set)
        for origin, of in tells.items():
            for name in frozenset.intersection(*(one.within | {one.incident} for one in of)):
                only[name].add(origin)
        wholes = self._told if self._several else self._apart
        made = [(one, frozenset(only[one.incident])) for one in wholes if only[one.incident] & one.origins]
        return sorted(made, key=lambda made: (-len(made[1]), made[0].incident))

    def _carrying(self, wanted: Fields) -> Iterator[list[State]]:
        """What must be there for support to be as it is, as long as the count goes on so."""
        support = wanted[1]
        held = [one for one in self._told if self._several or one.many]
        if support != "one_origin":
            yield [state for one in held for state in supported(self._related, self._needs(one), support)]

    def _needs(self, one: Counted) -> dict[str, frozenset[str]]:
        """What an origin needs beside it: where no other incident is told, one that tells of many."""
        return {
            origin: frozenset() if self._several or origin in one.many else one.many for origin in one.origins
        }


def _but(origins: tuple[str, ...], gone: frozenset[str]) -> tuple[str, ...]:
    return tuple(origin for origin in origins if origin not in gone)
