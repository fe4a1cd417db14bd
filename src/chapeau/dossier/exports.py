"""What does a machine get? `dossier.json`: the draft or determination with all records it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from chapeau.dossier.compose import CaseView


def dossier_json(view: CaseView, *, names: bool = False) -> Iterator[bytes]:
    """`dossier.json` in pieces, keys and records in a fixed order; validates against the schema.

    Without `names`, each character of a victim's or witness's name is replaced by one '█', so that
    every offset still holds; `text_hash` stays that of the text as preserved.
    """
    raise NotImplementedError
