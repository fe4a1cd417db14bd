"""How sure is the text? Whether it says that a deed was done, and what the teller goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapeau.records import Certainty

if TYPE_CHECKING:
    from spacy.tokens import Token


def certainty(trigger: Token) -> Certainty:
    """What the sentence makes of the deed: told as done, or as possible, denied, feared, planned."""
    return "asserted"
