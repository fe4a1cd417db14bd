"""Which acts of an event does a rule hold of?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chapeau.assess.case import Case
from chapeau.assess.events import Event
from chapeau.assess.predicates import Tellings, Told, holds, is_of_any, partners
from chapeau.assess.rules import Rule
from chapeau.records import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An act of which a rule holds, and the other acts of its event without one of which it would not."""

    act: Act
    partners: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """The acts of one event that make an element alleged."""

    event: Event
    holdings: tuple[Holding, ...]

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts of which the rule holds."""
        return tuple(holding.act for holding in self.holdings)


def tellings(event: Event) -> Tellings:
    """The event's acts, and those told in one breath with it."""
    return Tellings((*event.acts, *event.around))


def holdings(
    rule: Rule, event: Event, told_in: Tellings, lists: tuple[tuple[str, ...], ...], *, several: bool
) -> tuple[Holding, ...]:
    """The event's acts of these lists of types of which the rule holds; `told_in` are its tellings, `several`: other such
    events are told."""
    acts = tuple(act for act in event.acts if is_of_any(act.type, lists))
    many = several or any(tells_of_many(act) for act in acts)
    told = (Told(act=act, event=told_in, many=many) for act in acts)
    return tuple(Holding(act=one.act, partners=partners(rule, one)) for one in told if holds(rule, one))


def tells_of_many(act: Act) -> bool:
    """Whether the act itself is told as a series or a total."""
    return act.extent != "single"


def origins_of(case: Case, acts: Iterable[Act]) -> tuple[str, ...]:
    """All origins that these acts rest on, in order."""
    return tuple(sorted({origin for act in acts for origin in case.origins_of(act)}))
