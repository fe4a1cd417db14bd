"""Which other explanations are there, and does anything in the case bear on them?

They are data (`hypotheses.yaml`) and asked of every party alike. That nothing bears on one does not
make it wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from chapeau.assess.case import Case
from chapeau.assess.events import Event
from chapeau.assess.told_words import tells_with
from chapeau.errors import DataInvalid
from chapeau.ground.codec import from_plain
from chapeau.records import Act, Family, Stance, Statement, VictimStatus

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


def bearing_on(case: Case, known: Iterable[Explanation], event: Event) -> dict[str, tuple[str, ...]]:
    """What an event's own tellings say that bears on each explanation on which any does: of its victims and doers, of how
    it came about."""
    patterns = case.rules.told_words
    every = [word for words in patterns.values() for word in words]
    with_words = [act for act in (*event.acts, *event.nameless, *event.others) if tells_with(act, every)]
    found = {e.key: _bearing(e.bears_on, event) | _told_with(patterns, e.bears_on, with_words) for e in known}
    return {key: tuple(sorted(ids)) for key, ids in found.items() if ids}


def _told_with(patterns: Mapping[str, tuple[str, ...]], wanted: BearsOn, acts: Iterable[Act]) -> set[str]:
    """Those of the tellings that say so in their own sentence."""
    words = [word for key in wanted.words for word in patterns.get(key, ())]
    return {act.id for act in acts if tells_with(act, words)}


def _bearing(wanted: BearsOn, event: Event) -> set[str]:
    found = {
        act.id for act in _of_event(event) if any(v.status_at_time in wanted.victims_are for v in act.victims)
    }
    if wanted.other_party:
        found |= {act.id for act in event.others}
    return found


def on_which_it_bears(known: Iterable[Explanation], statement: Statement) -> Iterator[str]:
    """The explanations on which a statement bears, of any event that its document tells of."""
    words = {word.key for word in statement.characterises if not word.negated}
    for explanation in known:
        wanted = explanation.bears_on
        if statement.stance in wanted.stances or not words.isdisjoint(wanted.words):
            yield explanation.key


def _of_event(event: Event) -> Iterator[Act]:
    yield from (*event.acts, *event.nameless, *event.others, *event.unasserted)


def looked_for(wanted: BearsOn) -> tuple[str, ...]:
    """In words, what was searched for."""
    return (
        *(f"tellings of {_plain(kind)}" for kind in wanted.acts_told),
        *(f"victims told to be {_plain(status)}" for status in wanted.victims_are),
        *(("tellings that name another party",) if wanted.other_party else ()),
        *(f"statements that {_STANCES.get(stance, _plain(stance))}" for stance in wanted.stances),
        *(f"words like '{_plain(word)}'" for word in wanted.words),
    )


_STANCES = {"denies": "deny", "admits": "admit", "doubts": "doubt"}


def _plain(key: str) -> str:
    return key.replace("_", " ").replace(".", ", ")
