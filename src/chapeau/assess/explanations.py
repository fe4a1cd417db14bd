"""Which other explanations are there, and does anything in the case bear on them?

They are data (`hypotheses.yaml`) and asked of every party alike. That nothing bears on one does not
make it wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from chapeau.assess.beside import statements_beside
from chapeau.assess.case import Case
from chapeau.assess.events import Event
from chapeau.assess.predicates import is_of
from chapeau.errors import DataInvalid
from chapeau.ground.codec import from_plain
from chapeau.records import Act, Family, Hypothesis, Stance, Statement, VictimStatus

FILE = "hypotheses.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class BearsOn:
    """What in a case bears on an explanation: types told, status of victims, other parties, statements."""

    acts_told: tuple[str, ...] = ()
    victims_are: tuple[VictimStatus, ...] = ()
    other_party: bool = False
    stances: tuple[Stance, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Another explanation, the families of acts for which it is asked, and what bears on it."""

    key: str
    wording: str
    predicts: str
    families: tuple[Family, ...]
    bears_on: BearsOn


@cache
def explanations() -> tuple[Explanation, ...]:
    """The packaged explanations, in the file's order. Raises DataInvalid."""
    return read_explanations(resources.files("chapeau.assess").joinpath(FILE).read_text("utf-8"))


def read_explanations(text: str) -> tuple[Explanation, ...]:
    """The explanations in this YAML text. Raises DataInvalid."""
    try:
        plain = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise DataInvalid(f"{FILE} is no YAML: {error}.", hint="Mend the file.") from error
    return from_plain(tuple[Explanation, ...], plain, what=FILE)


def hypotheses(
    case: Case, known: Iterable[Explanation], events: tuple[Event, ...], families: frozenset[str]
) -> tuple[Hypothesis, ...]:
    """The explanations asked for these families of acts, each with the acts and statements that bear on it."""
    asked = [explanation for explanation in known if families & set(explanation.families)]
    statements = statements_beside(case, events)
    acts = _acts_of_documents(case, events)
    return tuple(
        Hypothesis(
            key=explanation.key,
            wording=explanation.wording,
            predicts=explanation.predicts,
            bears_on=_bearing(explanation.bears_on, events, acts, statements),
        )
        for explanation in asked
    )


def _acts_of_documents(case: Case, events: Iterable[Event]) -> tuple[Act, ...]:
    documents = {act.document for event in events for act in case.acts_in(event.incident)}
    return tuple(act for document in sorted(documents) for act in case.acts_of[document])


def _bearing(
    wanted: BearsOn, events: Iterable[Event], acts: Iterable[Act], statements: Iterable[Statement]
) -> tuple[str, ...]:
    found = {act.id for act in acts if is_of(act.type, wanted.acts_told)}
    found |= {
        act.id
        for act in _of_events(events)
        if any(v.status_at_time in wanted.victims_are for v in act.victims)
    }
    if wanted.other_party:
        found |= {act.id for event in events for act in event.others}
    found |= {statement.id for statement in statements if _says(wanted, statement)}
    return tuple(sorted(found))


def _of_events(events: Iterable[Event]) -> Iterator[Act]:
    for event in events:
        yield from (*event.acts, *event.nameless, *event.others, *event.unasserted)


def _says(wanted: BearsOn, statement: Statement) -> bool:
    return statement.stance in wanted.stances or any(
        word.key in wanted.words and not word.negated for word in statement.characterises
    )
