"""What stands on the pages? Frozen contexts for the templates, composed from a `CaseView`."""

from __future__ import annotations

from chapeau.dossier.view import CaseView, Making, ReadFact, Rule

__all__ = ["CaseView", "Making", "ReadFact", "Rule"]
