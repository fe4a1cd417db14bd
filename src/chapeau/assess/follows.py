"""From what exactly does it follow what an incident brings? A digest: while it stays the same, so does the answer."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from chapeau.assess.brought import Asked
from chapeau.assess.case import Case
from chapeau.assess.cells import Cell
from chapeau.assess.explanations import explanations
from chapeau.ground.codec import to_json
from chapeau.ground.related import Related
from chapeau.ground.taken_back import retracting_elsewhere
from chapeau.records import Incident

METHOD = 5
"""Raised where the program makes other findings of the same records, or keeps something else of an incident: what was
assessed before is then assessed anew."""


class Follows:
    """Digests over one case; what several incidents rest on is looked at once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._of_document: dict[str, bytes] = {}

    def of_incident(self, incident: Incident) -> str:
        """Over the incident without its links, the texts that tell of it or take it back, with all that is said in them, what contains it
        there, and the parts of its parts."""
        acts = self._case.acts_in(incident)
        around = [act.id for act in self._case.told_around(incident)]
        against = (self._case.acts[act] for act in retracting_elsewhere(incident) if act in self._case.acts)
        documents = sorted({*self._case.carriers(incident, acts), *(act.document for act in against)})
        further = sorted(set(self._case.parts_of(incident)) ^ set(incident.contains))
        own = to_json((replace(incident, links=()), [act.id for act in acts], around, further))
        return _digest(own, *(self._document(document) for document in documents))

    def _document(self, document: str) -> bytes:
        if document not in self._of_document:
            told = to_json(self._case.told_by(document))
            self._of_document[document] = sha256(told).digest()
        return self._of_document[document]


def of_law(asked: Asked, settings: Any, opened: tuple[str, ...]) -> bytes:
    """Over the method, the law, the rules, the explanations, the settings and what people opened."""
    law = (asked.law.bodies, asked.law.provisions, sorted(asked.law.opened_by_a_person))
    return _digest(to_json((METHOD, law, asked.by, explanations(), settings, opened))).encode()


def of_cell(cell: Cell, incidents: dict[str, str], related: Related, party: str) -> str:
    """Over what a cell's incidents follow from (their digests by id), what is known between their origins, and the
    party's name, by which people name it."""
    told = [(one.of.incident, incidents[one.of.incident]) for one in cell.told]
    origins = {o for one in cell.told for fact in one.brought.facts for o in fact.origins}
    return _digest(to_json((cell.party, party, cell.area, cell.period, told, related.among(origins))))


def _digest(*parts: bytes) -> str:
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()
