"""Findings brought up to date: only incidents that changed are looked at anew, and only cells in which one did.

What comes out are the records that assessing everything from nothing would give.
"""

from __future__ import annotations

from collections.abc import Sequence

from chapeau.assess.brought import Asked, OfIncident, of_incident
from chapeau.assess.case import Case, Material
from chapeau.assess.cells import Cell, cells
from chapeau.assess.documents import Documents
from chapeau.assess.elements import Law
from chapeau.assess.explanations import explanations
from chapeau.assess.findings import findings_in
from chapeau.assess.follows import Follows, of_cell, of_law
from chapeau.assess.rules import rules
from chapeau.assess.set_by_people import SetByPeople
from chapeau.casefile import kinds
from chapeau.casefile.assessed import Assessed
from chapeau.casefile.repository import Casefile
from chapeau.ground.codec import from_json, to_json
from chapeau.ground.identity import record_id
from chapeau.ground.related import Related
from chapeau.ground.settings import Settings
from chapeau.records import Finding


class Assessing:
    """One bringing up to date of a case's findings. Called inside a transaction."""

    def __init__(self, case: Casefile, law: Law, settings: Settings, opened: tuple[str, ...] = ()) -> None:
        self._case, self._settings, self._opened = case, settings, opened
        self._asked = Asked(law, rules())
        self._on_file = Assessed(case)

    def take_up(self, material: Material) -> tuple[str, ...]:
        """Bring the findings up to date; the ids of all, in order."""
        self._on_file.start_on(of_law(self._asked, self._settings, self._opened))
        case = Case(material, self._asked.by)
        brought, digests = self._brought(case)
        related = Related(material.dependences)
        people = SetByPeople(self._settings, case.name_of)
        documents = Documents(case, explanations())
        return self._findings(cells(brought, self._settings.periods), digests, documents, related, people)

    def _brought(self, case: Case) -> tuple[list[OfIncident], dict[str, str]]:
        """What each incident brings, in order of incident; and the digests of what that follows from."""
        before, follows = self._on_file.incidents(), Follows(case)
        brought: list[OfIncident] = []
        digests: dict[str, str] = {}
        rows: list[tuple[str, str, bytes]] = []
        for incident in case.incidents:
            digest = digests[incident.id] = follows.of_incident(incident)
            stood, data = before.get(incident.id, ("", b""))
            if stood == digest:
                brought.append(from_json(OfIncident, data, what=f"What {incident.id} brings"))
                continue
            brought.append(of_incident(case, self._asked, explanations(), incident))
            rows.append((incident.id, digest, to_json(brought[-1])))
        self._on_file.put_incidents(rows, before.keys() - digests.keys())
        return brought, digests

    def _findings(
        self,
        made: Sequence[Cell],
        digests: dict[str, str],
        documents: Documents,
        related: Related,
        people: SetByPeople,
    ) -> tuple[str, ...]:
        before = self._on_file.cells()
        rows: list[tuple[str, str, bytes]] = []
        ids: list[str] = []
        for cell in made:
            name, digest = _name(cell), of_cell(cell, digests, related, people.name_of(cell.party))
            stood, known = before.pop(name, ("", b"[]"))
            former = from_json(tuple[str, ...], known, what=f"The findings of {name}")
            if stood != digest:
                found = findings_in(self._asked, cell, documents, related, people, self._opened)
                former = self._put(found, former)
                rows.append((name, digest, to_json(former)))
            ids.extend(former)
        gone = [i for _, known in before.values() for i in from_json(tuple[str, ...], known, what="Findings")]
        self._case.forget(kinds.FINDINGS, sorted(set(gone) - set(ids)))
        self._on_file.put_cells(rows, before)
        return tuple(sorted(ids))

    def _put(self, found: Sequence[Finding], former: Sequence[str]) -> tuple[str, ...]:
        self._case.renew(kinds.FINDINGS, found, former)
        return tuple(finding.id for finding in found)


def _name(cell: Cell) -> str:
    return record_id("cell", cell.party, cell.area, *cell.period.ends)
