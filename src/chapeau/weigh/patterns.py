"""How large, how spread, how well told, and how much is missing? All patterns of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chapeau.ground.settings import TestSetting
from chapeau.records import (
    Act,
    Actor,
    Dependence,
    Incident,
    Origin,
    Pattern,
    Person,
    PersonLink,
    RestsOn,
    Skipped,
)
from chapeau.weigh.corroboration import corroboration
from chapeau.weigh.counts import counts
from chapeau.weigh.extent import extent
from chapeau.weigh.missing import missing
from chapeau.weigh.named import named
from chapeau.weigh.regularity import regularity
from chapeau.weigh.told import Who


def patterns(
    incidents: Sequence[Incident],
    acts: Iterable[Act],
    origins: Sequence[Origin],
    resting: Iterable[RestsOn],
    *,
    dependences: Sequence[Dependence] = (),
    skipped: Sequence[Skipped] = (),
    languages: Sequence[tuple[str, str]] = (),
    languages_read: Sequence[str] = ("en",),
    persons: Sequence[Person] = (),
    person_links: Sequence[PersonLink] = (),
    actors: Sequence[Actor] = (),
    resolved: Mapping[tuple[str, str], str] | None = None,
    tests: Sequence[TestSetting] = (),
) -> tuple[Pattern, ...]:
    """All patterns, in order of id. `languages` are (document id, language) of all documents.

    `resolved` maps (document, in-document key) to the id of one of `actors`; `tests` are those that people named.
    """
    incidents = sorted(incidents, key=lambda i: i.id)
    by_id = {a.id: a for a in acts}
    resting = tuple(resting)
    rests_on = {r.act: r.origins for r in resting}
    who = Who(of=resolved or {}, actors={a.id: a for a in actors})
    made = (
        *corroboration(incidents, by_id.values(), origins, resting, dependences),
        *counts(incidents),
        *extent(incidents),
        *named(persons, person_links, incidents),
        *regularity(incidents, by_id, rests_on, who, tests),
        *missing(incidents, skipped, languages, languages_read),
    )
    return tuple(sorted(made, key=lambda p: p.id))
