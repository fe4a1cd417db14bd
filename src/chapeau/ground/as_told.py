"""Is a deed told as done, and by somebody who knows it at first hand?"""

from __future__ import annotations

from chapeau.records import Basis, Certainty

TOLD_AS_DONE: tuple[Certainty, ...] = ("asserted", "possible")
"""What a text says was done, or was possibly done, the surer first: only this is weighed, and only this supports."""

FIRST_HAND: tuple[Basis, ...] = ("saw", "experienced", "document", "imagery", "forensic")
"""How those know it who do not go by another's word alone: they saw it or went through it, hold a document or a picture,
or examined what it left."""
