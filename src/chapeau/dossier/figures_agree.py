"""Do the figures and states in a dossier agree with the lists that they were drawn from?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from chapeau.dossier.exports import LISTS
from chapeau.dossier.schema import Dossier
from chapeau.dossier.verify import Fault
from chapeau.records import Finding, Incident, Verdict

HINT = "Do not cite it: ask for the file as it was written, or check it in the case."

WITH_FORMER = frozenset({"documents", "statements", "acts", "responses", "mentions"})
"""Kinds that are counted with what earlier extractions gave, which a dossier does not print."""


def figures_that_do_not_agree(dossier: Dossier) -> Iterator[Fault]:
    """Counts, memberships and states that the records beside them do not bear out."""
    yield from _counts(dossier)
    origins = {rests.act: frozenset(rests.origins) for rests in dossier.rests_on}
    incidents = {incident.id: incident for incident in dossier.incidents}
    yield from _once("an incident", (act for i in dossier.incidents for act in i.acts))
    yield from _once("an origin", (m.document for o in dossier.origins for m in o.members))
    yield from _once("a person", (e for p in dossier.persons for e in (*p.listed, *p.victims)))
    yield from _once("a place where it rests", (rests.act for rests in dossier.rests_on))
    for rests in dossier.rests_on:
        if not rests.origins:
            yield from _told(rests.act, ["it rests on no origin"])
    for incident in dossier.incidents:
        yield from _told(incident.id, _of_incident(incident, origins))
    for finding in dossier.findings:
        yield from _told(finding.id, _of_finding(finding, incidents, origins))
    for origin in dossier.origins:
        if origin.root is not None and origin.root not in {m.document for m in origin.members}:
            yield from _told(origin.id, ["its root is none of its members"])
    yield from _lists(dossier)
    yield from _of_determination(dossier)


def _told(record: str, whats: Iterable[str]) -> Iterator[Fault]:
    return (
        Fault(record=record, what=f"It does not agree with what it rests on: {what}.", hint=HINT)
        for what in whats
    )


def _counts(dossier: Dossier) -> Iterator[Fault]:
    """How many there are of each kind. Former extractions can only add to what is printed."""
    held = {kind: len(getattr(dossier, kind)) for kind in LISTS}
    former = dossier.counts.get("documents", 0) > held["documents"]
    for kind, count in sorted(dossier.counts.items()):
        there = held.get(kind, 0)
        if count != there and not (former and kind in WITH_FORMER and count > there):
            what = f"It counts {count:,} {kind.replace('_', ' ')}, and {there:,} are there."
            yield Fault(record="dossier.json", what=what, hint=HINT)


def _once(what: str, names: Iterable[str]) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if count > 1:
            yield from _told(name, [f"it stands in more than one list, where each has {what} of its own"])


def _of_incident(incident: Incident, origins: dict[str, frozenset[str]]) -> Iterator[str]:
    own = frozenset(incident.acts)
    told = {act for telling in incident.tellings for act in telling.acts}
    joined = {act for link in incident.links for act in (link.left, link.right)}
    again = {act for repeated in incident.repeated for act in (repeated.act, repeated.of)}
    if not (told | joined | again) <= own:
        yield "it counts or joins acts that are none of its own"
    if not frozenset(incident.origins) <= _origins_of(own, origins):
        yield "it names origins that none of its acts rests on"


def _of_finding(
    finding: Finding, incidents: dict[str, Incident], origins: dict[str, frozenset[str]]
) -> Iterator[str]:
    acts = frozenset(finding.acts_for)
    held = [frozenset(incidents[i].acts) for i in finding.incidents_for if i in incidents]
    if not acts <= frozenset().union(*held) or not all(acts & one for one in held):
        yield "its incidents are not those of its acts"
    if frozenset(finding.origins_for) != _origins_of(acts, origins):
        yield "its origins are not those that its acts rest on"
    if Counter(act for known in finding.known_by for act in known.acts) != Counter(finding.acts_for):
        yield "how its tellers know is not said of each of its acts once"
    yield from _states(finding)


def _states(finding: Finding) -> Iterator[str]:
    if (finding.alleged == "yes") != bool(finding.incidents_for):
        yield f"alleged is '{finding.alleged}', with {len(finding.incidents_for):,} incidents"
    fewest = {"none": 0, "one_origin": 1}.get(finding.support, 2)
    behind = len(finding.origins_for)
    if behind < fewest or (finding.support == "none" and behind):
        yield f"support is '{finding.support}', with {behind:,} origins"
    standing = finding.against == "none" and not finding.contested
    if standing and (finding.acts_against or finding.statements_against):
        yield "nothing is said to speak against it, and something is listed"


def _origins_of(acts: Iterable[str], origins: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(origins.get(act, frozenset()) for act in acts))


def _lists(dossier: Dossier) -> Iterator[Fault]:
    rows = Counter(row.list for row in dossier.listed)
    lists_of = {row.id: row.list for row in dossier.listed}
    for made in dossier.lists:
        if rows[made.id] != made.rows:
            yield from _told(made.id, [f"it has {made.rows:,} rows, and {rows[made.id]:,} are there"])
    for person in dossier.persons:
        if set(person.lists) != {lists_of[row] for row in person.listed if row in lists_of}:
            yield from _told(person.id, ["its lists are not those of its rows"])


def _of_determination(dossier: Dossier) -> Iterator[Fault]:
    """What stands at the head is the latest that is determined, or the draft over all findings; verdicts are those given there."""
    made = dossier.determination
    determined = [one for one in dossier.determinations if one.state == "determined"]
    latest = max(determined, key=lambda one: one.version, default=None)
    if made.state == "working_draft":
        if latest is not None:
            yield from _told(made.id, [f"it is a draft, and version {latest.version} is determined"])
        if made.findings != tuple(finding.id for finding in dossier.findings):
            yield from _told(made.id, ["it is a draft of other findings than those that are there"])
    elif made != latest:
        yield from _told(made.id, ["it is not the latest version that is determined"])
    given = {_given(finding.verdict) for part in made.parts for finding in part.findings}
    for finding in dossier.findings:
        if finding.verdict.value != "not_assessed" and _given(finding.verdict) not in given:
            yield from _told(finding.id, ["its verdict is none that was determined"])


def _given(verdict: Verdict) -> tuple[object, ...]:
    """A verdict without its reasons, in which names may be withheld in one place and not in the other."""
    return verdict.value, verdict.standard, verdict.who, verdict.when
