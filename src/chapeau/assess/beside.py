"""What is shown beside a finding and supports nothing: bare denials, silence, doubt, words that judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chapeau.assess.case import Case
from chapeau.assess.events import Event
from chapeau.assess.predicates import is_of
from chapeau.records import Act, Element, Statement


def shown_beside(
    case: Case, element: Element, events: Iterable[Event], types: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of what is shown, in order, and the rules by which it is.

    With material elements: denials, doubt, silence, retractions, corrections, and acts that are not
    asserted, name nobody or were taken back. With the others: words that judge.
    """
    told = tuple(events)
    if element.kind != "material":
        judging = _of_documents(case, told, lambda s: bool(s.characterises))
        return judging, ("beside.characterisation",) if judging else ()
    shown = {
        "against.bare_denial": _of_documents(case, told, lambda s: s.stance in case.rules.stances_shown),
        "beside.not_asserted": _acts(types, (act for event in told for act in event.unasserted)),
        "beside.names_nobody": _acts(types, (act for event in told for act in event.nameless)),
        "beside.taken_back": _acts(types, (act for event in told for act in event.taken_back)),
    }
    ids = sorted({one for ids in shown.values() for one in ids})
    return tuple(ids), tuple(rule for rule, ids_of_rule in shown.items() if ids_of_rule)


def statements_beside(case: Case, events: Iterable[Event]) -> tuple[Statement, ...]:
    """All statements of the documents that tell of these events, in order of document and id."""
    documents = sorted({act.document for event in events for act in case.acts_in(event.incident)})
    return tuple(statement for document in documents for statement in case.statements_of.get(document, ()))


def _of_documents(
    case: Case, events: Iterable[Event], wanted: Callable[[Statement], bool]
) -> tuple[str, ...]:
    return tuple(sorted(statement.id for statement in statements_beside(case, events) if wanted(statement)))


def _acts(types: tuple[str, ...], acts: Iterable[Act]) -> tuple[str, ...]:
    return tuple(sorted({act.id for act in acts if is_of(act.type, types)}))
