"""Which verdict on a crime follows from those on its elements, and what may a person put in its place?

The rule is printed wherever it is applied (`RULE`). A person may decide against the party less than the rule
gives (stricter), never more (looser).
"""

from __future__ import annotations

from collections.abc import Iterable

from chapeau.errors import DeterminationRefused
from chapeau.records import VerdictValue

POSITIVE: frozenset[VerdictValue] = frozenset({"met", "may_amount_further_investigation"})
"""Verdicts that hold something against a party, and so need answers to what speaks for it."""

IN_ORDER: tuple[VerdictValue, ...] = (
    "not_met",
    "not_assessed",
    "outside_mandate_or_jurisdiction",
    "insufficient_information",
    "may_amount_further_investigation",
    "met",
)
"""The strictest first: of the elements' verdicts the first of this list that occurs is the crime's."""

RULE = (
    "A crime is met only if each of its elements is met. One element that is not met: the crime is not met. Else one "
    "that is not assessed: not assessed. Else one outside the mandate: outside the mandate. Else one with insufficient "
    "information: insufficient information. Else one that may amount to it: may amount to it. 'Widespread or "
    "systematic' is one element, and either suffices. People may decide more strictly than this rule, never less."
)

WORDS: dict[VerdictValue, str] = {
    "met": "met",
    "not_met": "not_met",
    "insufficient_information": "insufficient_information",
    "may_amount_further_investigation": "may_amount_to",
    "outside_mandate_or_jurisdiction": "outside_mandate",
    "not_assessed": "not_assessed",
}
"""How each verdict is written in a sheet."""


def by_rule(elements: Iterable[VerdictValue]) -> VerdictValue:
    """The verdict on a crime that follows from those on all its elements; not assessed where it has none."""
    given = frozenset(elements)
    return next((value for value in IN_ORDER if value in given), "not_assessed")


def no_looser(chosen: VerdictValue, rule_gives: VerdictValue) -> bool:
    """Whether a person may put this verdict in place of the one that the rule gives."""
    return IN_ORDER.index(chosen) <= IN_ORDER.index(rule_gives)


def verdict_named(word: str, *, where: str) -> VerdictValue:
    """The verdict written so in a sheet; an empty word is 'not assessed'. Raises DeterminationRefused."""
    plain = word.strip().lower().replace(" ", "_").replace("-", "_")
    for value, written in WORDS.items():
        if plain in (value, written) or (not plain and value == "not_assessed"):
            return value
    raise DeterminationRefused(
        f"{where}: {word!r} is no verdict.", hint=f"Write one of {', '.join(WORDS.values())}."
    )
