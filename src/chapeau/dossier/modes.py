"""What bears on a mode of liability that people set? Records to look at, each down to its sentence, and no answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chapeau.dossier.addresses import Addresses
from chapeau.dossier.catalogue import Catalogue
from chapeau.dossier.figures import Figure, counted_words
from chapeau.dossier.view import CaseView
from chapeau.dossier.words import short_citation
from chapeau.records import DeterminedPart, Mode, ModeBearing

SHOWN = 6
"""Records shown with their sentence; `dossier.json` names all of them under `mode_bearings`."""


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A record: its words, in whose text, and where they stand. `document` is empty where no text says it."""

    id: str
    words: str
    cited: str
    href: str


@dataclass(frozen=True, slots=True)
class BearingLine:
    """Records of one kind that bear on a mode: what they are, how many, and the first of them."""

    words: str
    figure: Figure
    told: tuple[ToldLine, ...]


@dataclass(frozen=True, slots=True)
class ModeContext:
    """A mode as people set it, what it asks, and what in the case bears on it now; `lines` is empty where nothing is listed."""

    name: str
    questions: tuple[str, ...]
    lines: tuple[BearingLine, ...]


def modes_set(part: DeterminedPart, known: Iterable[Mode]) -> tuple[Mode, ...]:
    """The modes of the statute that a part names, by citation ('25(3)(a)', which is several) or by id."""
    if part.kind != "provision":
        return ()
    named = frozenset(part.modes)
    return tuple(mode for mode in known if named & {mode.id, short_citation(mode.citation)})


class BearingOnModes:
    """Looks up what bears on the modes of a part."""

    def __init__(self, view: CaseView, facts: Catalogue, at: Addresses) -> None:
        self._view, self._facts, self._at = view, facts, at
        self._modes = tuple(view.modes())
        self._bearings = {(b.mode, b.subject): b for b in view.mode_bearings()}
        self._commands = {command.id: command for command in view.commands()}

    def of(self, part: DeterminedPart) -> tuple[ModeContext, ...]:
        """Each mode that was set, with what bears on it; a mode that the case knows nothing of stands alone."""
        return tuple(
            ModeContext(
                f"{short_citation(mode.citation)} {mode.title}",
                tuple(q.wording for q in mode.questions),
                tuple(self._lines(part, self._bearings.get((mode.id, part.party)))),
            )
            for mode in modes_set(part, self._modes)
        )

    def _lines(self, part: DeterminedPart, bearing: ModeBearing | None) -> Iterator[BearingLine]:
        if bearing is None:
            return
        here = {act for f in part.findings for act in f.acts_for}
        for words, one, records in (
            ("Told of it, among what the elements rest on", "telling", [a for a in bearing.acts if a in here]),
            ("Told of those under it, among what the elements rest on", "telling",
             [a for a in bearing.done_below if a in here]),
            ("Told of it elsewhere in the case", "telling", [a for a in bearing.acts if a not in here]),
            ("Told of those under it elsewhere", "telling", [a for a in bearing.done_below if a not in here]),
            ("It stands above, as said", "command", bearing.commands),
            ("What it or its side answered", "response", bearing.responses),
        ):  # fmt: skip
            if records:
                told = tuple(self._told(record) for record in records[:SHOWN])
                yield BearingLine(words, counted_words(tuple(records), one), told)

    def _told(self, record: str) -> ToldLine:
        command = self._commands.get(record)
        if command is not None:
            return ToldLine(record, command.source, "", self._at.making(record))
        found = self._view.act(record) if record in self._facts.acts else self._view.response(record)
        fact = self._facts.documents[found.document]
        return ToldLine(record, found.evidence.text, fact.cited, self._at.in_text(record, found.document))
