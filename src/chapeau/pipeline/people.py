"""The persons behind the rows of lists and the victims whom texts name: linked, and linked anew only where new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chapeau.casefile import kinds
from chapeau.casefile.join import join, record_digest
from chapeau.casefile.repository import Casefile
from chapeau.ground.codec import from_json, to_json
from chapeau.ground.identity import digest_of
from chapeau.link.entries import entry_of
from chapeau.link.persons import Persons, persons
from chapeau.link.splink_model import Scored, need_splink, scored
from chapeau.link.victims import VictimLinker, named_victims
from chapeau.pipeline.rules_in_use import linking_rules
from chapeau.records import (
    Act,
    CasualtyList,
    Decision,
    Incident,
    LikenessModel,
    Listed,
    NamedVictim,
    PersonLink,
)

COMPARED = "people_compared"
"""The fact under which the last comparison of lists stands, with the digest of what was compared."""

TEXTS_KEPT = 64
"""Texts of documents held while their victims are looked up, since acts come in order of id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What link made of the persons of a case."""

    victims: tuple[NamedVictim, ...]
    found: Persons
    models: tuple[LikenessModel, ...]


def need_for_lists(case: Casefile) -> None:
    """Raises NeedMissing at once where a case holds lists and what compares them is not installed."""
    if case.count(kinds.LISTS):
        need_splink()


def people_of(
    case: Casefile,
    acts: Iterable[Act],
    incidents: Iterable[Incident],
    lists: Iterable[CasualtyList],
    decisions: Iterable[Decision],
) -> People:
    """The persons behind all rows and named victims of a case, whose `lists` are as people left them. Raises NeedMissing."""
    victims = named_victims(acts, _text_of(case))
    digests = {v.id: record_digest(v) for v in victims}
    joined = join(
        case.connection,
        {v.id: v for v in victims},
        VictimLinker(),
        PersonLink,
        linking_rules(),
        digests=digests,
    )
    rows = tuple(case.all(kinds.LISTED))
    models: tuple[LikenessModel, ...] = ()
    links: tuple[PersonLink, ...] = joined.links
    if rows:
        as_of = {made.id: made.as_of for made in lists}
        compared = _compared(case, rows, victims, digests, as_of)
        links, models = (*links, *compared.links), (compared.model,)
    elif case.fact(COMPARED):
        case.note_fact(COMPARED, b"")
    return People(
        victims=victims, found=persons((*rows, *victims), links, decisions, incidents), models=models
    )


def keep_people(case: Casefile, made: People) -> None:
    """Put them in place of what was there before. Called inside a transaction."""
    case.replace(kinds.NAMED_VICTIMS, made.victims)
    case.replace(kinds.PERSONS, made.found.persons)
    case.replace(kinds.PERSON_LINKS, made.found.links)
    case.replace(kinds.LIKENESS_MODELS, made.models)


def _compared(
    case: Casefile,
    rows: Sequence[Listed],
    victims: Sequence[NamedVictim],
    digests: Mapping[str, str],
    as_of: Mapping[str, str | None],
) -> Scored:
    """The comparison of these rows and victims: the one on file where nothing of them has changed.

    `digests` are those of the victims, `as_of` the days of the lists: an entry follows from its record, the day of its list
    and the rules alone.
    """
    given = digest_of(
        need_splink(),
        linking_rules(),
        *(f"{record_digest(row)} {as_of.get(row.list)}" for row in rows),
        *(digests[victim.id] for victim in victims),
    )
    kept = case.fact(COMPARED)
    if kept is not None and kept.startswith(given.encode()):
        return from_json(Scored, kept[len(given) :], what="The comparison of lists kept with the case")
    made = scored([*(entry_of(r, as_of.get(r.list)) for r in rows), *map(entry_of, victims)])
    case.note_fact(COMPARED, given.encode() + to_json(made))
    return made


def _text_of(case: Casefile) -> Callable[[str], str]:
    """The text of a document by its id, a few held at a time."""
    return lru_cache(TEXTS_KEPT)(lambda document: case.get(kinds.DOCUMENTS, document).text)
