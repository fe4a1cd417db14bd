"""How many origins stand behind each incident, and how many are proven to be different ones?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chapeau.ground.identity import record_id
from chapeau.ground.join import components
from chapeau.records import Act, Basis, Dependence, Incident, Origin, Pattern, RestsOn

FIRST_HAND: tuple[Basis, ...] = ("saw", "experienced", "imagery", "forensic", "document")

ASSUMED = (
    "Texts that share no words, credit, body or voice are counted as different origins.",
    "A text's own words are its publisher's, except where it says otherwise.",
)
CANNOT_SHOW = (
    "Whether two origins had different access: the same witness, video or official may stand behind both. "
    "That they are independent, a person finds."
)


def told_as_done(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """The incidents that some text tells as done, or as possibly done: the only ones that are weighed."""
    return tuple(i for i in incidents if i.certainty in ("asserted", "possible"))


def groups_behind(origins: Iterable[str], dependences: Iterable[Dependence]) -> tuple[tuple[str, ...], ...]:
    """The origins, those between which dependence was found in one group: never more than are proven."""
    ids = set(origins)
    found = [
        (d.left, d.right) for d in dependences if d.state == "found" and d.left in ids and d.right in ids
    ]
    return components(ids, found)


def are_independent(origins: Iterable[str], dependences: Iterable[Dependence]) -> bool:
    """Whether a person found two of these origins independent."""
    ids = set(origins)
    decided = ((d.left, d.right) for d in dependences if d.state == "independent")
    return any(left in ids and right in ids and left != right for left, right in decided)


def corroboration(
    incidents: Sequence[Incident],
    acts: Iterable[Act],
    origins: Sequence[Origin],
    resting: Iterable[RestsOn],
    dependences: Sequence[Dependence],
) -> Iterator[Pattern]:
    """Incidents by what stands behind them; first-hand tellings; copies."""
    told = told_as_done(incidents)
    between = by_origin(dependences)
    known = {i.id: among(i.origins, between) for i in told}
    behind = {i.id: groups_behind(i.origins, known[i.id]) for i in told}
    proven = {i.id for i in told if are_independent(i.origins, known[i.id])}
    one = tuple(i.id for i in told if len(behind[i.id]) <= 1 and i.id not in proven)
    several = tuple(i.id for i in told if len(behind[i.id]) > 1 and i.id not in proven)
    yield _share("one_origin", one, told, "rest on one origin, however many texts carry it")
    yield _share(
        "several_origins", several, told, "rest on two or more origins between which no dependence was found"
    )
    yield _share(
        "independent_origins", tuple(sorted(proven)), told, "rest on origins that a person found independent"
    )
    yield _first_hand(told, acts, {r.act: r.origins for r in resting})
    yield _copies(origins)


Between = Mapping[str, Mapping[str, Dependence]]


def by_origin(dependences: Iterable[Dependence]) -> Between:
    """What is said between each origin and those after it in order of id, by the other one."""
    of: defaultdict[str, dict[str, Dependence]] = defaultdict(dict)
    for d in dependences:
        of[d.left][d.right] = d
    return of


def among(origins: Iterable[str], between: Between) -> list[Dependence]:
    """What is said between any two of these origins."""
    ids = sorted(set(origins))
    if len(ids) < 2:
        return []
    return [told[o] for told in (between[o] for o in ids if o in between) for o in ids if o in told]


def _share(name: str, those: tuple[str, ...], of: Sequence[Incident], words: str) -> Pattern:
    return Pattern(
        id=record_id("pat", name),
        name=name,
        of="incidents",
        unit="incidents",
        value=float(len(those)),
        low=None,
        high=None,
        words=f"{len(those)} of {len(of)} incidents {words}.",
        null_hypothesis=None,
        assumptions=ASSUMED,
        cannot_show=CANNOT_SHOW,
        rests_on=those,
    )


def _first_hand(
    told: Sequence[Incident], acts: Iterable[Act], resting: Mapping[str, tuple[str, ...]]
) -> Pattern:
    seen = {a.id for a in acts if a.basis in FIRST_HAND and a.certainty in ("asserted", "possible")}
    those = tuple(i.id for i in told if any(resting.get(a) for a in i.first_told if a in seen))
    return _share(
        "first_hand", those, told, "have a telling by someone who says how they know it at first hand"
    )


def _copies(origins: Sequence[Origin]) -> Pattern:
    carried = [m.document for o in origins for m in o.members if o.root != m.document]
    total = sum(len(o.members) for o in origins)
    return Pattern(
        id=record_id("pat", "copies"),
        name="copies",
        of="documents",
        unit="documents",
        value=float(len(carried)),
        low=None,
        high=None,
        words=f"{total} documents go back to {len(origins)} origins; {len(carried)} of them carry what another told.",
        null_hypothesis=None,
        assumptions=ASSUMED[:1],
        cannot_show="Dependence that leaves no trace in the text.",
        rests_on=tuple(sorted(o.id for o in origins)),
    )
