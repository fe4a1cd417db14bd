"""What else would give the same figure? Rivals of design, from `rivals.yaml`, by the question that was asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import yaml

from chapeau.ground.codec import from_plain
from chapeau.ground.settings import Asks

Figures = Literal["scale", "extent", "evenness_told", "silence", "blind_spot"]
"""What a figure that is no test is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """An explanation in words, and the questions beside whose answers it is shown."""

    key: str
    asks: tuple[Asks | Figures, ...]
    words: str


@cache
def _all() -> tuple[Rival, ...]:
    text = resources.files(__package__).joinpath("rivals.yaml").read_text("utf-8")
    return from_plain(tuple[Rival, ...], yaml.safe_load(text), what="rivals.yaml")


def rivals(asks: Asks | Figures) -> tuple[str, ...]:
    """The rivals of what this question finds, or of such a figure, in words."""
    return tuple(r.words for r in _all() if asks in r.asks)
