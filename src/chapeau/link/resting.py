"""On which origins does each act rest, and which origins depend on one another?"""

from __future__ import annotations

from collections.abc import Iterable

from chapeau.ground.settings import Settings
from chapeau.link.actors import Resolved
from chapeau.link.origins import OriginLink
from chapeau.records import Act, Decision, Dependence, Document, Origin, RestsOn, Statement


def rests_on(
    acts: Iterable[Act],
    statements: Iterable[Statement],
    documents: Iterable[Document],
    origins: Iterable[Origin],
    links: Iterable[OriginLink],
    resolved: Resolved,
    settings: Settings,
) -> tuple[RestsOn, ...]:
    """One entry an act, in order of act id; never more origins than are proven."""
    raise NotImplementedError


def dependences(
    origins: Iterable[Origin],
    links: Iterable[OriginLink],
    resting: Iterable[RestsOn],
    decisions: Iterable[Decision] = (),
    *,
    among: Iterable[tuple[str, ...]] = (),
) -> tuple[Dependence, ...]:
    """Dependence found; and, for origins that stand together behind something, found or not found.

    `among` holds the groups of origins to compare (the origins of each incident). Independent is a
    person's decision: not_same, with `field` 'independent', on a document of each.
    """
    raise NotImplementedError
