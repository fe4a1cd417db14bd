"""How large, how spread, how well told, and how much is missing? All patterns of a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chapeau.records import Act, Dependence, Incident, Origin, Pattern, Person, PersonLink, RestsOn, Skipped
from chapeau.weigh.corroboration import corroboration
from chapeau.weigh.counts import counts
from chapeau.weigh.extent import extent
from chapeau.weigh.missing import missing
from chapeau.weigh.named import named


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
) -> tuple[Pattern, ...]:
    """All patterns, in order of id. `languages` are (document id, language) of all documents."""
    incidents = sorted(incidents, key=lambda i: i.id)
    made = (
        *corroboration(incidents, acts, origins, resting, dependences),
        *counts(incidents),
        *extent(incidents),
        *named(persons, person_links, incidents),
        *missing(incidents, skipped, languages, languages_read),
    )
    return tuple(sorted(made, key=lambda p: p.id))
