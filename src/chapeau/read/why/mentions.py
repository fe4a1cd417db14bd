"""Why is a stretch of text a name, and whom or what does it name?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chapeau.ground.gazetteer import Gazetteer
from chapeau.read.because import Because, Range
from chapeau.read.named import NamedBy, named
from chapeau.read.rules import Grounds
from chapeau.read.where import PlaceReason, places_because
from chapeau.read.why.reason import Why, why
from chapeau.records import Mention


def why_mentions(grounds: Grounds, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> Iterator[Why]:
    """Reasons for every decided field of these mentions of one text."""
    places = places_because(grounds.parsed, gazetteer)
    names = {(n.start, n.end): n.by for n in named(grounds.parsed, grounds.places, grounds.posts)}
    for n, mention in enumerate(mentions):
        at = (mention.start, mention.end)
        if mention.kind in ("place", "nationality"):
            yield from _of_place(grounds, mention, f"mentions[{n}]", places[at])
        else:
            yield from _of_name(grounds, mention, f"mentions[{n}]", names)


def _of_place(grounds: Grounds, mention: Mention, record: str, reason: PlaceReason) -> Iterator[Why]:
    text, at = grounds.parsed.text, (mention.start, mention.end)
    parts = "; ".join(f"{name} {value:+.1f}" for name, value in reason.speaks.items() if value)
    yield why(text, record, "kind", Because(mention.kind, f"mention.kind.{mention.kind}", (at,)), note=parts)
    if mention.id is not None:
        chosen = Because(mention.id, f"mention.place.{reason.choice}", (at,), mention.id)
        yield why(text, record, "id", chosen)


def _of_name(
    grounds: Grounds, mention: Mention, record: str, names: Mapping[Range, NamedBy]
) -> Iterator[Why]:
    text, at = grounds.parsed.text, (mention.start, mention.end)
    named = any((m.start, m.end, m.kind) == (*at, mention.kind) for m in grounds.names.mentions)
    rule = f"mention.name.{names[at]}" if named else "mention.kind.party"
    yield why(text, record, "kind", Because(mention.kind, rule, (at,)))
    if mention.actor is None:
        return
    if not named:
        yield why(text, record, "actor", grounds.names.party_because(*at))
        return
    same = [m for m in grounds.names.mentions if m.actor == mention.actor]
    fullest = max(same, key=lambda m: (len(m.text.split()), len(m.text), -m.start))
    words = (at, (fullest.start, fullest.end))
    yield why(text, record, "actor", Because(mention.actor, "mention.actor.same_name", words))
