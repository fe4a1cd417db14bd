"""Who is who in a text? Persons, organisations, units and groups, and which names mean the same one."""

from __future__ import annotations

from dataclasses import dataclass

from chapeau.read.parsed import Parsed
from chapeau.read.posts import Post
from chapeau.records import Mention, PartyKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Whom a phrase means: an actor key, what kind of party it is, and its country (alpha-2) if told."""

    actor: str | None
    kind: PartyKind
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """An office printed beside a name: 'Secretary of State' beside 'Anthony Blinken'."""

    actor: str
    title: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of one text, resolved within it.

    `mentions` are persons, organisations and units with their actor keys, in order of place.
    """

    parsed: Parsed
    mentions: tuple[Mention, ...]
    positions: tuple[Position, ...] = ()

    def actor_of(self, start: int, end: int) -> str | None:
        """The actor that the phrase `text[start:end]` means, pronouns and group phrases included."""
        return self.party(start, end).actor

    def party(self, start: int, end: int) -> Party:
        """The actor, kind and country of the phrase `text[start:end]`."""
        return Party(actor=None, kind="group")


def names(parsed: Parsed, places: tuple[Mention, ...], posts: tuple[Post, ...]) -> Names:
    """All names of a text. `places` are its place and nationality mentions (read/where.py)."""
    return Names(parsed=parsed, mentions=())
