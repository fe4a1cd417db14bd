"""Why was it decided so? A value with the rule that gave it and the words that the rule went by.

The rules give their values so where a reader may be asked why (`chapeau read --explain`); whoever only
wants the value takes `.value`. Rule ids are stable: each stands with one line in `why/rules.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from chapeau.read.tokens import Token

T = TypeVar("T", covariant=True)
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Because(Generic[T]):
    """A decided value. `words` are offsets in the text; `entry` names the line of a vocabulary, if any."""

    value: T
    rule: str
    words: tuple[Range, ...] = ()
    entry: str = ""

    @property
    def by(self) -> str:
        """The rule's id, and behind a colon the vocabulary's entry: 'act.type.word:acts.yaml/killing/shot'."""
        return f"{self.rule}:{self.entry}" if self.entry else self.rule


def at(*tokens: Token | None) -> tuple[Range, ...]:
    """Where these words stand; None is left out."""
    return tuple((t.idx, t.end_char) for t in tokens if t is not None)


def each_at(tokens: Iterable[Token]) -> tuple[Range, ...]:
    """Where these words stand, those next to one another as one stretch."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and runs[-1][-1].i + 1 == token.i:
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple((run[0].idx, run[-1].end_char) for run in runs)
