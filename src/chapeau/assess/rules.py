"""Which rules set the fields of a finding? They are data (`rules.yaml`), printed with each finding.

A rule's `words` are for a lawyer; its `any_of` says the same for the machine: alternatives, each a
list of needs that must all hold, each need a predicate of `predicates.py` with its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import yaml

from chapeau.errors import DataInvalid
from chapeau.ground.codec import from_plain
from chapeau.records import PartyRole, Stance, VictimStatus

FILE = "rules.yaml"
Field = Literal["alleged", "support", "against", "shown_beside", "fragility", "gaps", "set_by_people"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that must hold: a predicate's name, the values it compares with, and a bound in years."""

    predicate: str
    values: tuple[str, ...] = ()
    below: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that sets `field` of a finding, in `words` for a lawyer.

    `any_of`: it holds where all needs of one alternative hold. `never`: no machine sets this.
    `scope`: asked of each act, or of all incidents of a party, period and area together. `contested_by`: of an element,
    the rules by which what a denial tells besides speaks against it, alleged or not. `denier_tells`, `denier_tells_of`: of
    such a rule, the types that the denier tells instead, or the status of the victims that he tells of; `denier_tells_with`:
    a key of `told_words` without which such a type says nothing. `admitted_with`: a key of the words with which an admission
    speaks against the element.
    """

    id: str
    field: Field
    words: str
    any_of: tuple[tuple[Need, ...], ...] = ()
    never: bool = False
    scope: Literal["act", "all_incidents"] = "act"
    contested_by: tuple[str, ...] = ()
    denier_tells: tuple[str, ...] = ()
    denier_tells_of: tuple[VictimStatus, ...] = ()
    denier_tells_with: str | None = None
    admitted_with: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All rules, and the lists they speak of.

    `contradicting_fields`: in which fields two tellings of an event bear on whether, by whom and to whom
    it was done. `stances_shown`: statements that are shown beside. `stances_without_support`: what is said so
    supports nothing. `explaining_families`, `explaining_types`: what makes a denial more than bare.
    `explaining_with`: types that do so only where they are told with words of a key of `told_words`, the patterns that
    are looked for in the sentences that tell a deed. `roles_of_no_doer`: in which a text can name a party without saying that it did the deed itself.
    """

    rules: tuple[Rule, ...]
    contradicting_fields: tuple[str, ...]
    stances_shown: tuple[Stance, ...]
    stances_without_support: tuple[Stance, ...]
    explaining_families: tuple[str, ...]
    explaining_types: tuple[str, ...]
    explaining_with: dict[str, tuple[str, ...]]
    told_words: dict[str, tuple[str, ...]]
    roles_of_no_doer: tuple[PartyRole, ...]

    @property
    def alleged(self) -> Mapping[str, Rule]:
        """The rules of the field `alleged`, by id."""
        return {rule.id: rule for rule in self.rules if rule.field == "alleged"}

    @property
    def by_id(self) -> Mapping[str, Rule]:
        """All rules by id."""
        return {rule.id: rule for rule in self.rules}

    def contesting(self, rule: Rule) -> tuple[Rule, ...]:
        """The rules by which what a denial tells besides speaks against the elements of this rule."""
        by_id = self.by_id if rule.contested_by else {}
        return tuple(by_id[name] for name in rule.contested_by)


@cache
def rules() -> Rules:
    """The packaged rules, read and checked. Raises DataInvalid."""
    return read_rules(resources.files("chapeau.assess").joinpath(FILE).read_text("utf-8"))


def read_rules(text: str) -> Rules:
    """The rules in this YAML text. Raises DataInvalid, naming the rule."""
    try:
        plain = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise DataInvalid(f"{FILE} is no YAML: {error}.", hint="Mend the file.") from error
    read = from_plain(Rules, plain, what=FILE)
    ids = [rule.id for rule in read.rules]
    telling = {r.id for r in read.rules if r.denier_tells or r.denier_tells_of or r.admitted_with}
    for rule in read.rules:
        _check(rule, ids.count(rule.id))
        for unknown in sorted(set(rule.contested_by) - telling):
            raise DataInvalid(
                f"The rule {rule.id} in {FILE} is contested by {unknown}, which is no rule that says what is told instead.",
                hint="Mend the rule.",
            )
    words = {*read.explaining_with, *(r.denier_tells_with for r in read.rules if r.denier_tells_with)}
    if unknown_words := sorted(words - read.told_words.keys()):
        raise DataInvalid(f"{FILE} has no told_words {', '.join(unknown_words)}.", hint="Mend the file.")
    return read


def _check(rule: Rule, times: int) -> None:
    if times > 1:
        raise DataInvalid(f"{FILE} holds the rule {rule.id} twice.", hint="Take one out.")
    if rule.field == "alleged" and rule.never == bool(rule.any_of):
        raise DataInvalid(
            f"The rule {rule.id} in {FILE} must either say what is needed or be `never`.",
            hint="Mend the rule.",
        )
