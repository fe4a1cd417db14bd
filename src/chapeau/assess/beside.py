"""What is shown beside a finding and supports nothing: bare denials, silence, doubt, words that judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from chapeau.assess.brought import Brought, Shown
from chapeau.assess.documents import OfDocument
from chapeau.assess.predicates import is_of
from chapeau.records import Element


def shown_beside(
    element: Element, brought: Sequence[Brought], documents: Iterable[OfDocument], types: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of what is shown, in order, and the rules by which it is.

    `documents`: what those bring that tell of these. With material elements: denials, doubt, silence, retractions, corrections, and acts that are not
    asserted, name nobody or were taken back. With the others: words that judge.
    """
    if element.kind != "material":
        judging = tuple(sorted({said for one in documents for said in one.judging}))
        return judging, ("beside.characterisation",) if judging else ()
    shown = {
        "against.bare_denial": {said for one in documents for said in one.said_beside},
        "beside.not_asserted": _acts(types, brought, lambda one: one.unasserted),
        "beside.names_nobody": _acts(types, brought, lambda one: one.nameless),
        "beside.taken_back": _acts(types, brought, lambda one: one.taken_back),
    }
    ids = sorted(set().union(*shown.values()))
    return tuple(ids), tuple(rule for rule, ids_of_rule in shown.items() if ids_of_rule)


def _acts(
    types: tuple[str, ...], brought: Iterable[Brought], kind: Callable[[Brought], tuple[Shown, ...]]
) -> set[str]:
    return {shown.act for one in brought for shown in kind(one) if is_of(shown.type, types)}
