"""Why is a stretch of text a name, and whom or what does it name?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chapeau.ground.gazetteer import Gazetteer
from chapeau.read.because import Because, Range
from chapeau.read.named import NamedBy, named
from chapeau.read.rules import Grounds
from chapeau.read.where import PlaceReason, places_because
from chapeau.read.why.reason import Why, why
from chapeau.records import Mention, MentionKind


@dataclass(frozen=True, slots=True)
class _Known:
    """The names of one text: what made each of a stretch, which are mentions, and the fullest form of each actor."""

    by: Mapping[Range, NamedBy]
    mentioned: frozenset[tuple[int, int, MentionKind]]
    fullest: Mapping[str, Mention]


def _known(grounds: Grounds) -> _Known:
    fullest: dict[str, Mention] = {}
    for mention in grounds.names.mentions:
        if mention.actor is not None:
            fullest[mention.actor] = max(fullest.get(mention.actor, mention), mention, key=_length)
    return _Known(
        by={(n.start, n.end): n.by for n in named(grounds.parsed, grounds.places, grounds.posts)},
        mentioned=frozenset((m.start, m.end, m.kind) for m in grounds.names.mentions),
        fullest=fullest,
    )


def _length(mention: Mention) -> tuple[int, int, int]:
    return len(mention.text.split()), len(mention.text), -mention.start


def why_mentions(grounds: Grounds, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> Iterator[Why]:
    """Reasons for every decided field of these mentions of one text."""
    places, known = places_because(grounds.parsed, gazetteer), _known(grounds)
    for n, mention in enumerate(mentions):
        if mention.kind in ("place", "nationality"):
            yield from _of_place(grounds, mention, f"mentions[{n}]", places[mention.start, mention.end])
        else:
            yield from _of_name(grounds, mention, f"mentions[{n}]", known)


def _of_place(grounds: Grounds, mention: Mention, record: str, reason: PlaceReason) -> Iterator[Why]:
    text, at = grounds.parsed.text, (mention.start, mention.end)
    parts = "; ".join(f"{name} {value:+.1f}" for name, value in reason.speaks.items() if value)
    yield why(text, record, "kind", Because(mention.kind, f"mention.kind.{mention.kind}", (at,)), note=parts)
    if mention.id is not None:
        chosen = Because(mention.id, f"mention.place.{reason.choice}", (at,), mention.id)
        yield why(text, record, "id", chosen)


def _of_name(grounds: Grounds, mention: Mention, record: str, known: _Known) -> Iterator[Why]:
    text, at = grounds.parsed.text, (mention.start, mention.end)
    named = (*at, mention.kind) in known.mentioned
    rule = f"mention.name.{known.by[at]}" if named else "mention.kind.party"
    yield why(text, record, "kind", Because(mention.kind, rule, (at,)))
    if mention.actor is None:
        return
    if not named:
        yield why(text, record, "actor", grounds.names.party_because(*at))
        return
    full = known.fullest.get(mention.actor)
    if full is None:
        yield why(text, record, "actor", Because(mention.actor, "actor.told_again", (at,)))
        return
    words = (at, (full.start, full.end))
    yield why(text, record, "actor", Because(mention.actor, "mention.actor.same_name", words))
