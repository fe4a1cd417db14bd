"""Which entries - rows of lists, victims whom texts name - are one person's?

Links come in, the surest first; what a person decided outranks them, and no two entries that somebody kept apart ever
come together through a third. What lies between the two thresholds joins nobody: it is set before a person.
A person's id is made of its first entry, so that it stays while that entry stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chapeau.ground.dates import common, days_apart, widest
from chapeau.ground.identity import record_id
from chapeau.link.gather import Pair, gathered, pair
from chapeau.records import (
    Contradiction,
    Decision,
    Incident,
    Listed,
    NamedVictim,
    Part,
    Period,
    Person,
    PersonLink,
    Score,
    Sex,
)

Entry = Listed | NamedVictim

APART_IN_AGE = 12
"""Years: two entries with ages further apart are not joined through a third (father and son, namesakes)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """The persons, and every link with the state that it has after decisions."""

    persons: tuple[Person, ...] = ()
    links: tuple[PersonLink, ...] = ()


def persons(
    entries: Iterable[Entry],
    links: Iterable[PersonLink],
    decisions: Iterable[Decision] = (),
    incidents: Iterable[Incident] = (),
) -> Persons:
    """The persons behind all entries, in order of id, whatever the order of what is given."""
    known = {e.id: e for e in entries}
    decided = _decided(decisions, known)
    best = _best(links, known)
    same = [p for p, d in sorted(decided.items()) if d.kind == "same"]
    apart = frozenset(p for p, d in decided.items() if d.kind == "not_same")
    usable = sorted(
        (k for k in best.values() if k.state == "one_person" and (k.left, k.right) not in decided),
        key=lambda k: (-k.score.value, k.left, k.right),
    )
    groups = gathered(
        known, same, [(k.left, k.right) for k in usable], apart, lambda x, y: _excluded(known[x], known[y])
    )
    of_act = {act: i.id for i in incidents for act in i.acts}
    made = (_person([known[i] for i in group], of_act) for group in groups)
    after = {**best, **{p: _by_person(d, best.get(p)) for p, d in decided.items()}}
    return Persons(
        persons=tuple(sorted(made, key=lambda p: p.id)),
        links=tuple(after[p] for p in sorted(after)),
    )


# --- links and decisions --------------------------------------------------------------------------------


def _decided(decisions: Iterable[Decision], known: Mapping[str, Entry]) -> dict[Pair, Decision]:
    """The latest decision on each pair of entries."""
    latest: dict[Pair, Decision] = {}
    for d in sorted(decisions, key=lambda d: (d.when, d.id)):
        about = d.kind in ("same", "not_same", "unsure")
        if about and d.record in known and d.other is not None and d.other in known:
            latest[pair(d.record, d.other)] = d
    return latest


def _best(links: Iterable[PersonLink], known: Mapping[str, Entry]) -> dict[Pair, PersonLink]:
    """The surest link of each pair."""
    best: dict[Pair, PersonLink] = {}
    for link in links:
        at = pair(link.left, link.right)
        if at[0] in known and at[1] in known and (at not in best or _rank(link) > _rank(best[at])):
            best[at] = link
    return best


def _rank(link: PersonLink) -> tuple[bool, float, int]:
    return (link.state == "one_person", link.score.value, len(link.score.parts))


def _by_person(decision: Decision, link: PersonLink | None) -> PersonLink:
    left, right = pair(decision.record, decision.other or "")
    why = f"{decision.who} decided '{decision.kind.replace('_', ' ')}' on {decision.when}: {decision.why}"
    value = {"same": 1.0, "not_same": 0.0}.get(decision.kind, link.score.value if link else 0.5)
    part = Part(name="decision", value=value, why=why, left=left, right=right)
    found = link or PersonLink(left=left, right=right, score=Score(value=value, parts=()), state="kept_apart")
    return replace(
        found,
        score=Score(value=value, parts=(*found.score.parts, part)),
        state={"same": "one_person", "not_same": "kept_apart"}.get(decision.kind, "for_a_person_to_decide"),  # type: ignore[arg-type]
        decision=decision.id,
    )


def _excluded(a: Entry, b: Entry) -> bool:
    """What no third entry brings together: another sex, ages too far apart, two known days of birth of other years."""
    if "unknown" not in (a.sex, b.sex) and a.sex != b.sex and a.name != b.name:
        return True
    if a.age_low is not None and b.age_low is not None and a.age_high is not None and b.age_high is not None:
        return max(a.age_low - b.age_high, b.age_low - a.age_high) > APART_IN_AGE
    return False


# --- the persons ----------------------------------------------------------------------------------------


def _person(entries: Sequence[Entry], of_act: Mapping[str, str]) -> Person:
    rows = [e for e in entries if isinstance(e, Listed)]
    victims = [e for e in entries if isinstance(e, NamedVictim)]
    acts = sorted({act for v in victims for act in v.acts})
    ages = [(e.age_low, e.age_high) for e in entries if e.age_low is not None and e.age_high is not None]
    return Person(
        id=record_id("person", min(e.id for e in entries)),
        name=_name(entries),
        names=tuple(sorted({e.name for e in entries})),
        listed=tuple(sorted(r.id for r in rows)),
        victims=tuple(sorted(v.id for v in victims)),
        lists=tuple(sorted({r.list for r in rows})),
        acts=tuple(acts),
        incidents=tuple(sorted({of_act[a] for a in acts if a in of_act})),
        sex=_sex(entries),
        age_low=min((low for low, _ in ages), default=None),
        age_high=max((high for _, high in ages), default=None),
        born=_together([r.born for r in rows if r.born]),
        died=_together([e.died for e in entries if e.died]),
        place=_most([e.place for e in entries if e.place]),
        contradictions=tuple(_contradictions(entries)),
    )


def _name(entries: Sequence[Entry]) -> str:
    """The name that most entries print; of equals the fullest, then the first in order of letters."""
    printed = Counter(e.name for e in entries)
    return min(printed, key=lambda n: (-printed[n], "," in n, -len(n.split()), -len(n), n))


def _most(values: Sequence[str]) -> str | None:
    counted = Counter(values)
    return min(counted, key=lambda v: (-counted[v], v), default=None)


def _sex(entries: Sequence[Entry]) -> Sex:
    told = {e.sex for e in entries} - {"unknown"}
    return told.pop() if len(told) == 1 else "unknown"


def _together(periods: Sequence[Period]) -> Period | None:
    return common(periods) or widest(periods)


def _contradictions(entries: Sequence[Entry]) -> list[Contradiction]:
    """Each field in which two entries cannot both be right: the first pair of entries for each."""
    found: dict[str, Contradiction] = {}
    ordered = sorted(entries, key=lambda e: e.id)
    for n, a in enumerate(ordered):
        for b in ordered[n + 1 :]:
            for field, why in _disagree(a, b):
                found.setdefault(field, Contradiction(field=field, left=a.id, right=b.id, why=why))
    return [found[field] for field in sorted(found)]


def _disagree(a: Entry, b: Entry) -> Iterable[tuple[str, str]]:
    if "unknown" not in (a.sex, b.sex) and a.sex != b.sex:
        yield "sex", f"{a.sex} and {b.sex}"
    if a.age_low is not None and b.age_low is not None and abs(a.age_low - b.age_low) > 1:
        yield "age", f"{a.age_low} and {b.age_low} years"
    if a.died and b.died and (gap := days_apart(a.died, b.died)):
        yield "died", f"{gap} day(s) apart: {a.died.low} and {b.died.low}"
    if isinstance(a, Listed) and isinstance(b, Listed) and a.born and b.born and days_apart(a.born, b.born):
        yield "born", f"{a.born.low} and {b.born.low}"
