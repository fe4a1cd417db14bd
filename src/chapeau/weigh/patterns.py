"""How large, how spread, how well told, and how much is missing? All patterns of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chapeau.ground.gazetteer import GazetteerPlace
from chapeau.ground.related import Related
from chapeau.ground.settings import PeriodSetting, TestSetting
from chapeau.ground.tellers import Tellers
from chapeau.records import (
    Act,
    Actor,
    Dependence,
    DocumentDate,
    Incident,
    Origin,
    Pattern,
    Person,
    PersonLink,
    RestsOn,
    Skipped,
    Statement,
)
from chapeau.weigh.blind_spots import blind_spots
from chapeau.weigh.corroboration import corroboration
from chapeau.weigh.counts import counts
from chapeau.weigh.extent import extent
from chapeau.weigh.missing import missing
from chapeau.weigh.named import named
from chapeau.weigh.never_there import first_texts, never_there
from chapeau.weigh.regularity import regularity
from chapeau.weigh.scale import scale
from chapeau.weigh.spread import spread
from chapeau.weigh.told import Who
from chapeau.weigh.untold import standing


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
    parties: Mapping[str, str] | None = None,
    publishers: Mapping[str, str] | None = None,
    dates: Mapping[str, DocumentDate | None] | None = None,
    regions: Mapping[str, str] | None = None,
    places: Sequence[GazetteerPlace] = (),
    actors: Sequence[Actor] = (),
    resolved: Mapping[tuple[str, str], str] | None = None,
    tests: Sequence[TestSetting] = (),
    periods: Sequence[PeriodSetting] = (),
    statements: Iterable[Statement] = (),
) -> tuple[Pattern, ...]:
    """All patterns, in order of id. `languages` are (document id, language) of all documents.

    `parties` are names of actors by id, `publishers` and `dates` those of documents; `regions` name the region of a
    place by its id, and `places` are the case's own. `resolved` maps (document, in-document key) to the id of one of
    `actors`; `tests` are those that people named, `periods` the settings'. What `statements` only ask about, doubt, deny or take back is weighed
    by none, and counted among what is missing.
    """
    resting = tuple(resting)
    rests_on = {r.act: r.origins for r in resting}
    who = Who(of=resolved or {}, actors={a.id: a for a in actors})
    tellers = Tellers(
        statements, actors=actors, resolved=resolved, origins=origins, rests_on=resting, publishers=publishers
    )
    read = {a.id: a for a in sorted(acts, key=lambda a: a.id)}
    stands = standing(sorted(incidents, key=lambda i: i.id), read, tellers, who)
    incidents, by_id, acts = stands.incidents, stands.acts, tuple(stands.acts.values())
    written = first_texts(incidents, by_id, dates or {})
    related = Related(dependences)
    made = (
        *corroboration(incidents, by_id.values(), origins, resting, related),
        *counts(incidents),
        *extent(incidents),
        *named(persons, person_links, incidents, by_id),
        *scale(incidents, related, parties, acts, persons, person_links),
        *spread(incidents, regions, written),
        *blind_spots(
            incidents,
            acts,
            origins,
            rests_on,
            related,
            publishers=publishers,
            languages=languages,
            regions=regions,
            dates=dates,
        ),
        *never_there(incidents, written, places, regions),
        *regularity(incidents, by_id, rests_on, who, tests, [i.id for i in stands.left], periods),
        *missing(incidents, stands.left, skipped, languages, languages_read),
    )
    return tuple(sorted(made, key=lambda p: p.id))
