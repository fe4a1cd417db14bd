"""What the rules ask of an act: small questions with plain answers, named in `rules.yaml`.

A predicate looks only at what the text tells (type, custody, victims, places, perpetrators), never at
a characterisation. The table `PREDICATES` holds them under the names that the rules use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from chapeau.assess.rules import Need, Rule
from chapeau.records import Act

_AGE = re.compile(
    r"\b(?P<old>\d{1,2})[- ]years?[- ]old\b"
    r"|\baged? (?P<aged>\d{1,2})\b"
    r"|\b(?:under|below) (?:the age of )?(?P<under>\d{1,2})\b",
    re.IGNORECASE,
)


class Tellings:
    """The acts of one event; those of some types are looked up once, however many of its acts ask for them."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self._by_type: defaultdict[str, list[Act]] = defaultdict(list)
        for act in acts:
            self._by_type[act.type].append(act)
        self._of: dict[tuple[str, ...], tuple[Act, ...]] = {}

    def of(self, types: tuple[str, ...]) -> tuple[Act, ...]:
        """Those of these types: the same tuple each time."""
        if types not in self._of:
            told = (acts for act_type, acts in self._by_type.items() if is_of(act_type, types))
            self._of[types] = tuple(act for acts in told for act in acts)
        return self._of[types]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An act, the acts of its event (itself among them), and whether many like acts are told.

    Only acts that can support are in here. `many`: the event is told as a series or a total, or
    the cell holds another such event.
    """

    act: Act
    event: Tellings
    many: bool = False


BUT_NOT = "not "
"""Before a type in a list of acts: 'displacement' with 'not displacement.settlement_of_own' leaves that kind out."""


@lru_cache(maxsize=65536)
def is_of(act_type: str, types: tuple[str, ...]) -> bool:
    """Whether an act type is one of these, or a kind of one of these families ('killing' takes 'killing.mass').

    A kind that the list names with `BUT_NOT` is none of these.
    """
    left_out = (wanted.removeprefix(BUT_NOT) for wanted in types if wanted.startswith(BUT_NOT))
    return any(_is_kind(act_type, one) for one in types) and not any(_is_kind(act_type, o) for o in left_out)


def is_of_any(act_type: str, lists: tuple[tuple[str, ...], ...]) -> bool:
    """Whether an act type is of one of these lists; what one leaves out, another can name."""
    return any(is_of(act_type, types) for types in lists)


def _is_kind(act_type: str, wanted: str) -> bool:
    return act_type == wanted or act_type.startswith(f"{wanted}.")


def holds(rule: Rule, told: Told) -> bool:
    """Whether a rule holds of an act: all needs of one of its alternatives. A `never` rule never does."""
    return any(all(PREDICATES[need.predicate](told, need) for need in needs) for needs in rule.any_of)


def partners(rule: Rule, told: Told) -> tuple[Act, ...]:
    """The other acts without which the rule would not hold of this one; none where it needs no other."""
    for needs in rule.any_of:
        if all(PREDICATES[need.predicate](told, need) for need in needs):
            wanted = tuple(
                value for need in needs if need.predicate == "event_also_tells" for value in need.values
            )
            found = told.event.of(wanted)
            if not is_of(told.act.type, wanted):
                return found
            return tuple(act for act in found if act.id != told.act.id)
    return ()


def type_is(told: Told, need: Need) -> bool:
    """The act's factual type is one of the values."""
    return is_of(told.act.type, need.values)


def event_also_tells(told: Told, need: Need) -> bool:
    """Another act of the same event is of one of the types."""
    return any(act.id != told.act.id for act in told.event.of(need.values))


def in_custody(told: Told, _: Need) -> bool:
    """The text says that the victim was in the perpetrator's hands."""
    return told.act.custody is True


def victims_are(told: Told, need: Need) -> bool:
    """A victim's status at the time, as told, is one of the values."""
    return any(victim.status_at_time in need.values for victim in told.act.victims)


def victims_of_age(told: Told, need: Need) -> bool:
    """A victim's age group, as told, is one of the values."""
    return any(victim.age_group in need.values for victim in told.act.victims)


def age_told(told: Told, need: Need) -> bool:
    """An age printed with a victim lies below the bound ('under 15' counts as below 15)."""
    below = need.below or 0
    return any(age < below for victim in told.act.victims for age in ages(victim.text))


def moved_to(told: Told, _: Need) -> bool:
    """The text says where people were taken."""
    return any(place.role == "to" for place in told.act.places)


def perpetrators_are(told: Told, need: Need) -> bool:
    """A perpetrator, as told, is of one of these kinds."""
    return any(perpetrator.kind in need.values for perpetrator in told.act.perpetrators)


def perpetrators_acted_as(told: Told, need: Need) -> bool:
    """A perpetrator, as told, had one of these roles."""
    return any(perpetrator.role in need.values for perpetrator in told.act.perpetrators)


def several_told(told: Told, _: Need) -> bool:
    """More than one incident is told, or the act itself is told of a series or a total."""
    return told.many


def ages(text: str) -> tuple[int, ...]:
    """The ages in years that a phrase prints: '12-year-old', 'aged 12'; 'under 15' is 14 at most."""
    return tuple(_years(found) for found in _AGE.finditer(text))


def _years(found: re.Match[str]) -> int:
    return int(found["under"]) - 1 if found["under"] else int(found["old"] or found["aged"])


PREDICATES: Mapping[str, Callable[[Told, Need], bool]] = {
    "type_is": type_is,
    "event_also_tells": event_also_tells,
    "in_custody": in_custody,
    "victims_are": victims_are,
    "victims_of_age": victims_of_age,
    "age_told": age_told,
    "moved_to": moved_to,
    "perpetrators_are": perpetrators_are,
    "perpetrators_acted_as": perpetrators_acted_as,
    "several_told": several_told,
}
