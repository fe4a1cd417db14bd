"""From what was read to the draft: link, weigh, assess, determine, each from all that stands in the case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace

from chapeau.assess.codes import law_of
from chapeau.assess.findings import Material
from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile
from chapeau.determine.draft import draft
from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.settings import Settings
from chapeau.ground.uncollected import uncollected
from chapeau.link.actors import Resolved
from chapeau.link.commands import with_commanded
from chapeau.pipeline.assessing import Assessing
from chapeau.pipeline.chains import chains_of
from chapeau.pipeline.linking import LinkedCase, Linking
from chapeau.pipeline.people import People, keep_people, people_of
from chapeau.pipeline.progress import Progress, step
from chapeau.pipeline.reviewed import AfterReview
from chapeau.pipeline.skipping import REMARKS
from chapeau.pipeline.standing import Standing
from chapeau.pipeline.undercount_of_case import keep_undercounted
from chapeau.records import Act, Incident, Pattern, Statement
from chapeau.weigh.patterns import patterns


def derive(
    case: Casefile,
    review: AfterReview,
    settings: Settings,
    gazetteer: Gazetteer,
    progress: Progress,
    jobs: int | None = 1,
) -> None:
    """Put everything that follows from the documents in place of what followed before, all or nothing.

    Which texts share what is found first, and kept as it is found.
    """
    with uncollected():
        _derive(case, review, settings, gazetteer, progress, jobs)


def _derive(
    case: Casefile,
    review: AfterReview,
    settings: Settings,
    gazetteer: Gazetteer,
    progress: Progress,
    jobs: int | None,
) -> None:
    """All of it; what was held of the case is let go on return, before anything looks for circles in it."""
    standing = Standing(case, review, case.superseded())
    linking = Linking(standing, settings, gazetteer, jobs)
    with step(progress, "link"), ExitStack() as whole:
        linking.compare()
        whole.enter_context(case.transaction())
        linking.take_up()
        rest = whole.pop_all()
    with rest:
        case.replace(kinds.REVIEWED, review.reviewed)
        linked = command(standing, linking.linked(), settings)
        acts, said = tuple(standing.acts()), tuple(standing.statements())
        people = people_of(case, acts, linked.incidents, standing.lists(), review.pairs)
        keep_people(case, people)
        keep_undercounted(standing, people.found.persons, people.found.links)
        with step(progress, "weigh"):
            made = weighed(standing, linked, acts, said, people, settings, gazetteer)
            case.renew(kinds.PATTERNS, made, case.ids(kinds.PATTERNS))
        with step(progress, "assess"):
            assess(standing, linked, acts, said, settings)


def link(standing: Standing, settings: Settings, gazetteer: Gazetteer, jobs: int | None = 1) -> None:
    """Which documents are one telling, which acts one event, who is the same: brought up to date in the case."""
    linking = Linking(standing, settings, gazetteer, jobs)
    with uncollected():
        linking.compare()
        with standing.case.transaction():
            linking.take_up()


def command(standing: Standing, linked: LinkedCase, settings: Settings) -> LinkedCase:
    """Who stands under whom; the case's actors, with those whom only its settings name."""
    case = standing.case
    resolved = Resolved(actors=linked.actors, of=linked.resolved)
    chains = chains_of(case, settings, resolved, standing.superseded)
    actors = with_commanded(linked.actors, settings, chains)
    told = {actor.id for actor in linked.actors}
    case.renew(kinds.ACTORS, (a for a in actors if a.id not in told), ())
    case.replace(kinds.COMMANDS, chains)
    return replace(linked, actors=actors)


def weighed(
    standing: Standing,
    linked: LinkedCase,
    acts: Sequence[Act],
    said: Sequence[Statement],
    people: People,
    settings: Settings,
    gazetteer: Gazetteer,
) -> tuple[Pattern, ...]:
    """How much stands behind it, how large, spread and regular it is, and how much is missing: in order of id."""
    return patterns(
        linked.incidents,
        acts,
        linked.origins,
        linked.resting,
        dependences=linked.dependences,
        persons=people.found.persons,
        person_links=people.found.links,
        skipped=tuple(s for s in standing.case.all(kinds.SKIPPED) if s.reference not in REMARKS),
        languages=standing.languages(),
        parties={a.id: a.name for a in linked.actors},
        publishers=standing.publishers,
        dates=standing.dates,
        regions=regions_of(linked.incidents, gazetteer),
        places=gazetteer.own,
        actors=linked.actors,
        resolved=linked.resolved,
        tests=settings.tests,
        periods=settings.periods,
        statements=said,
    )


def regions_of(incidents: Iterable[Incident], gazetteer: Gazetteer) -> dict[str, str]:
    """The region of each place of these incidents, by the place's id, as far as the gazetteer gives one."""
    places = {i.place.id: i.place.text for i in incidents if i.place is not None and i.place.id is not None}
    found = {key: gazetteer.region_of(key, name) for key, name in places.items()}
    return {key: region for key, region in found.items() if region is not None}


def assess(
    standing: Standing,
    linked: LinkedCase,
    acts: Sequence[Act],
    said: Sequence[Statement],
    settings: Settings,
) -> None:
    """What supports each element and what speaks against it, as a working draft."""
    told_in = {act.document for act in acts}
    material = Material(
        incidents=linked.incidents,
        acts=acts,
        statements=(s for s in said if s.document in told_in),
        origins=linked.origins,
        rests_on=linked.resting,
        dependences=linked.dependences,
        actors=linked.actors,
        resolved=linked.resolved,
        publishers=standing.publishers,
        bodies=settings.bodies,
        dates={document: date for document, date in standing.dates.items() if date is not None},
    )
    Assessing(standing.case, law_of(settings), settings).take_up(material)
    standing.case.replace(kinds.DETERMINATIONS, (draft(standing.case.all(kinds.FINDINGS)),))
