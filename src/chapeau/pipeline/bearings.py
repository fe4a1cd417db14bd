"""What in a case bears on modes of liability, as the case is now; and the words that stand where it is told."""

from __future__ import annotations

from chapeau.assess.case import Material
from chapeau.assess.modes import Bearings, modes
from chapeau.casefile import kinds
from chapeau.casefile.linked import Linked
from chapeau.casefile.repository import Casefile
from chapeau.determine.bears_on_modes import KnownModes
from chapeau.dossier.names_withheld import in_plain_words
from chapeau.dossier.view import CaseView
from chapeau.pipeline.reviewed import AfterReview
from chapeau.pipeline.standing import Standing
from chapeau.records import Act, Command, ModeBearing, Response

LONGEST = 200
"""Characters of a sentence in a sheet: two lines. What was cut, `chapeau show` prints whole."""


def bearings_of(case: Casefile, review: AfterReview) -> Bearings:
    """What bears on modes, over the acts, statements, commands and responses that stand."""
    standing = Standing(case, review, case.superseded())
    responses = (
        r for r in review.standing(case.all(kinds.RESPONSES)) if r.document not in standing.superseded
    )
    material = Material(
        incidents=(),
        acts=standing.acts(),
        statements=standing.statements(),
        actors=case.all(kinds.ACTORS),
        resolved=Linked(case).all_resolved(),
    )
    return Bearings(material, case.all(kinds.COMMANDS), responses)


def known_modes(case: Casefile, review: AfterReview, view: CaseView) -> KnownModes:
    """The modes for a sheet. `view` is the case with names withheld: its words are what the sheet quotes."""
    bearings, quoted = bearings_of(case, review), _Quoted(case, view)
    once: dict[str, tuple[ModeBearing, ...]] = {}

    def on(party: str) -> tuple[ModeBearing, ...]:
        if party not in once:
            once[party] = bearings.on(party)
        return once[party]

    return KnownModes(modes=tuple(known.mode for known in modes()), bearings=on, quoted=quoted.of)


class _Quoted:
    """Where a record stands, and in which words."""

    def __init__(self, case: Casefile, view: CaseView) -> None:
        self._case, self._view = case, view
        self._commands = {command.id: command for command in view.commands()}
        self._names = {actor.id: actor.name for actor in view.actors()}

    def of(self, record: str) -> str:
        if record in self._commands:
            return self._command(self._commands[record])
        if self._case.find(kinds.RESPONSES, record) is not None:
            return self._told(self._view.response(record))
        return self._told(self._view.act(record))

    def _command(self, command: Command) -> str:
        superior, subordinate = (self._names.get(a, a) for a in (command.superior, command.subordinate))
        return in_plain_words(
            f"{superior} over {subordinate} ({command.kind.replace('_', ' ')}; {command.source})"
        )

    def _told(self, record: Act | Response) -> str:
        source = self._view.source(self._view.document(record.document).source)
        words = in_plain_words(" ".join(record.evidence.text.split()))
        cut = words if len(words) <= LONGEST else f"{words[:LONGEST].rpartition(' ')[0]} ..."
        name = in_plain_words(source.capture.name)
        return f'{name} at {record.evidence.start}-{record.evidence.end}: "{cut}"'
