"""What does one document bring to the findings on all events that it tells of? Looked up once, however many these are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chapeau.assess.case import Case
from chapeau.assess.explanations import Explanation, on_which_it_bears
from chapeau.assess.predicates import is_of
from chapeau.records import Act, Statement


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
        self._of_type: dict[str, tuple[str, ...]] = {}

    def of(self, documents: Iterable[str]) -> tuple[OfDocument, ...]:
        """What each of these brings, once."""
        return tuple(self._of(document) for document in sorted(set(documents)))

    def _of(self, document: str) -> OfDocument:
        if document not in self._found:
            said = self._case.statements_of.get(document, ())
            shown = self._case.rules.stances_shown
            self._found[document] = OfDocument(
                judging=frozenset(s.id for s in said if s.characterises),
                said_beside=frozenset(s.id for s in said if s.stance in shown),
                bearing=self._bearing(self._case.acts_of.get(document, ()), said),
            )
        return self._found[document]

    def _bearing(self, acts: Iterable[Act], said: Iterable[Statement]) -> Mapping[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for act in acts:
            for key in self._by_type(act.type):
                found[key].add(act.id)
        for statement in said:
            for key in on_which_it_bears(self._known, statement):
                found[key].add(statement.id)
        return {key: frozenset(ids) for key, ids in found.items()}

    def _by_type(self, act_type: str) -> tuple[str, ...]:
        """The explanations on which acts of this type bear, whatever event they are of."""
        if act_type not in self._of_type:
            self._of_type[act_type] = tuple(
                e.key for e in self._known if is_of(act_type, e.bears_on.acts_told)
            )
        return self._of_type[act_type]
