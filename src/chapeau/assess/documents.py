"""What does one document bring to the findings on all events that it tells of? Looked up once, however many these are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chapeau.assess.case import Case
from chapeau.assess.explanations import Explanation, told_in


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDocument:
    """The document's statements that judge and those shown beside a finding, and what of it bears on each other
    explanation on which anything does: all by id."""

    judging: frozenset[str]
    said_beside: frozenset[str]
    bearing: Mapping[str, frozenset[str]]


class Documents:
    """What the documents of a case bring."""

    def __init__(self, case: Case, known: Sequence[Explanation]) -> None:
        self._case, self._known = case, known
        self._found: dict[str, OfDocument] = {}

    def of(self, documents: Iterable[str]) -> tuple[OfDocument, ...]:
        """What each of these brings, once."""
        return tuple(self._of(document) for document in sorted(set(documents)))

    def _of(self, document: str) -> OfDocument:
        if document not in self._found:
            acts, said = self._case.acts_of.get(document, ()), self._case.statements_of.get(document, ())
            bearing = {e.key: told_in(e.bears_on, acts, said) for e in self._known}
            shown = self._case.rules.stances_shown
            self._found[document] = OfDocument(
                judging=frozenset(s.id for s in said if s.characterises),
                said_beside=frozenset(s.id for s in said if s.stance in shown),
                bearing={key: ids for key, ids in bearing.items() if ids},
            )
        return self._found[document]
