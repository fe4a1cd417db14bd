"""What else would give the same figure? Rivals of design, from `rivals.yaml`, by the question that was asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from chapeau.ground.codec import from_plain
from chapeau.ground.settings import Asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """An explanation in words, and the questions beside whose answers it is shown."""

    key: str
    asks: tuple[Asks, ...]
    words: str


@cache
def _all() -> tuple[Rival, ...]:
    text = resources.files(__package__).joinpath("rivals.yaml").read_text("utf-8")
    return from_plain(tuple[Rival, ...], yaml.safe_load(text), what="rivals.yaml")


def rivals(asks: Asks) -> tuple[str, ...]:
    """The rivals of what this question finds, in words."""
    return tuple(r.words for r in _all() if asks in r.asks)
