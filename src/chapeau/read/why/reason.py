"""What is a reason? The field it is for, the words in the text, the rule or head, and its score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Protocol, runtime_checkable

import yaml

from chapeau.ground.spans import span
from chapeau.read.because import Because, Range
from chapeau.read.reader import Text
from chapeau.records import Reading, Span

HEAD = "head:"
"""How the reasons of a learned model begin: 'head:perpetrator'. All others name a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why one field of one record is what it is.

    `record` is the record's id; of what has none, its place in the reading ('mentions[3]', 'document',
    'about'). `field` is spelt as for `chapeau decide --field` ('certainty', 'perpetrators[0].role'); ''
    is the record itself. `words` are what the decision went by; none where nothing in the text speaks
    against what is otherwise taken. `by` is 'rule.id', 'rule.id:vocabulary/entry' or 'head:name'.
    `score` is from 0 to 1 (a head's probability), None for a rule, which has none of its own.
    """

    record: str
    field: str
    words: tuple[Span, ...]
    by: str
    score: float | None = None
    note: str = ""

    @property
    def rule(self) -> str:
        """The rule's id or the head's name, without the entry."""
        return self.by if self.by.startswith(HEAD) else self.by.partition(":")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A reading with its reasons, in the order of its records and their fields."""

    reading: Reading
    why: tuple[Why, ...]


@runtime_checkable
class Explains(Protocol):
    """A reader that gives its reasons itself; the rule reader and what builds on it need not (explain.py)."""

    def explain(self, text: Text) -> Explained:
        """The reading of a text with its reasons: the same reading as without them."""
        ...


def why(
    text: str, record: str, field: str, because: Because[Any], *, score: float | None = None, note: str = ""
) -> Why:
    """The reason that a rule gave with its value."""
    words = tuple(span(text, *at) for at in dict.fromkeys(because.words))
    return Why(record=record, field=field, words=words, by=because.by, score=score, note=note)


def by_rule(
    text: str, record: str, field: str, rule: str, *words: Range | Span | None, note: str = ""
) -> Why:
    """The reason that a rule is, with the words it went by."""
    ranges = tuple((w.start, w.end) if isinstance(w, Span) else w for w in words if w is not None)
    return why(text, record, field, Because(None, rule, ranges), note=note)


def by_head(record: str, field: str, words: Iterable[Span], head: str, probability: float) -> Why:
    """The reason that a head of a learned model gives: what it labelled, and how sure it was."""
    return Why(record=record, field=field, words=tuple(words), by=HEAD + head, score=round(probability, 2))


def merged(by_rules: Sequence[Why], by_heads: Sequence[Why]) -> tuple[Why, ...]:
    """Both kinds of reasons: what a head decided is the head's alone, all else the rules'."""
    decided = {(w.record, w.field) for w in by_heads}
    return (*(w for w in by_rules if (w.record, w.field) not in decided), *by_heads)


def meaning(why: Why) -> str:
    """What a reason's rule or head means, in one line; the bare name of one that is not listed."""
    if why.by.startswith(HEAD):
        return heads().get(why.by.removeprefix(HEAD), why.by)
    return rules().get(why.rule, why.rule)


@cache
def heads() -> dict[str, str]:
    """Every head of the learned model that decides a field, with the line that says what it means (`heads.yaml`)."""
    plain = yaml.safe_load(resources.files("chapeau.read.why").joinpath("heads.yaml").read_text("utf-8"))
    return {str(name): str(line) for name, line in plain.items()}


@cache
def rules() -> dict[str, str]:
    """Every rule id with the line that says what it means, in order (`rules.yaml`)."""
    plain = yaml.safe_load(resources.files("chapeau.read.why").joinpath("rules.yaml").read_text("utf-8"))
    return dict(_flat("", plain))


def _flat(above: str, plain: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for key, value in plain.items():
        name = f"{above}.{key}" if above else str(key)
        if isinstance(value, dict):
            yield from _flat(name, value)
        else:
            yield name, str(value)
