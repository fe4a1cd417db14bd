"""Where? Names of places and of peoples in a text, each put on the map by the gazetteer."""

from __future__ import annotations

from chapeau.ground.gazetteer import Gazetteer
from chapeau.read.parsed import Parsed
from chapeau.records import Mention


def places(parsed: Parsed, gazetteer: Gazetteer, document: str = "") -> tuple[Mention, ...]:
    """Mentions of kind place and nationality, in order of offset, none overlapping another.

    A place that the gazetteer does not know is a mention without coordinates. `document` is the id
    that the mentions carry.
    """
    return ()
