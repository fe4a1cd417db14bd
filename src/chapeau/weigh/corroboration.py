"""How many origins stand behind each incident, and how many are proven to be different ones?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chapeau.ground.as_told import FIRST_HAND, TOLD_AS_DONE
from chapeau.ground.related import Related
from chapeau.records import Act, Incident, Origin, Pattern, RestsOn
from chapeau.weigh.figure import figure

ASSUMED = (
    "Texts that share no words, credit, body or voice are counted as different origins; two that depend on a third as one.",
    "A text's own words are its publisher's, except where it says otherwise.",
)
CANNOT_SHOW = (
    "Whether two origins had different access: the same witness, video or official may stand behind both. "
    "That they are independent, a person finds."
)


def told_as_done(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """The incidents that some text tells as done, or as possibly done: the only ones that are weighed."""
    return tuple(i for i in incidents if i.certainty in TOLD_AS_DONE)


def corroboration(
    incidents: Sequence[Incident],
    acts: Iterable[Act],
    origins: Sequence[Origin],
    resting: Iterable[RestsOn],
    related: Related,
) -> Iterator[Pattern]:
    """Incidents by what stands behind them; first-hand tellings; copies."""
    told = told_as_done(incidents)
    proven = {i.id for i in told if related.independent(i.origins)}
    two = {i.id for i in told if related.several(i.origins)}
    one = tuple(i.id for i in told if i.id not in two)
    not_proven = two - proven
    several = tuple(i.id for i in told if i.id in not_proven)
    yield _share("one_origin", one, told, "rest on one origin, however many texts carry it")
    yield _share(
        "several_origins", several, told, "rest on two or more origins between which no dependence was found"
    )
    yield _share(
        "independent_origins", tuple(sorted(proven)), told, "rest on origins that a person found independent"
    )
    yield _first_hand(told, acts, {r.act: r.origins for r in resting})
    yield _copies(origins)


def _share(name: str, those: tuple[str, ...], of: Sequence[Incident], words: str) -> Pattern:
    return figure(
        name, "incidents", f"{len(those)} of {len(of)} incidents {words}.", value=float(len(those)), rests_on=those,
        assumptions=ASSUMED, cannot_show=CANNOT_SHOW,
    )  # fmt: skip


def _first_hand(
    told: Sequence[Incident], acts: Iterable[Act], resting: Mapping[str, tuple[str, ...]]
) -> Pattern:
    seen = {a.id for a in acts if a.basis in FIRST_HAND and a.certainty in TOLD_AS_DONE}
    those = tuple(i.id for i in told if any(resting.get(a) for a in i.first_told if a in seen))
    return _share(
        "first_hand", those, told, "have a telling by someone who says how they know it at first hand"
    )


def _copies(origins: Sequence[Origin]) -> Pattern:
    carried = [m.document for o in origins for m in o.members if o.root != m.document]
    total = sum(len(o.members) for o in origins)
    return figure(
        "copies", "documents",
        f"{total} documents go back to {len(origins)} origins; {len(carried)} of them carry what another told.",
        of="documents", value=float(len(carried)), rests_on=(o.id for o in origins),
        assumptions=ASSUMED[:1], cannot_show="Dependence that leaves no trace in the text.",
    )  # fmt: skip
