"""Which digests in a determination are made, in part, of a text? Their salts go with the text."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile
from chapeau.determine.canonical import salted
from chapeau.pipeline.beneath import content_now
from chapeau.records import Determination, Finding, Incident, RestedOn


def bound_to(
    case: Casefile, made: Determination, documents: Collection[str], read: Collection[str]
) -> set[str]:
    """Ids of the records beneath `made` that held something of these texts, or of what was `read` from them.

    Such records may be gone, or known under other ids, since. By what the findings cited when it was determined: acts and
    statements of these texts; the incidents of every finding that cites one, but those that are now what they were then and
    hold none; and all patterns, since each may count what is withdrawn.
    """
    gone = _read_then(case, made, documents) | set(read)
    told = {i for f in _findings(case, made) if gone & set(_cited(f)) for i in f.incidents_for}
    salts = case.salts_of(made.id)
    return {
        r.id
        for r in made.rests_on
        if r.kind == "pattern"
        or r.id in gone
        or (r.kind == "incident" and _held(case, r, salts.get(r.id, b""), gone, told))
    }


def _read_then(case: Casefile, made: Determination, documents: Collection[str]) -> set[str]:
    """Acts and statements that stood in these texts when it was determined: a later reading may have found others."""
    then = case.find(kinds.SNAPSHOTS, made.snapshot or "")
    return set() if then is None else {c.record for c in then.cited if c.document in documents}


def _findings(case: Casefile, made: Determination) -> Iterator[Finding]:
    for part in made.parts:
        yield from part.findings
    then = case.find(kinds.SNAPSHOTS, made.snapshot or "")
    yield from () if then is None else then.findings


def _cited(finding: Finding) -> tuple[str, ...]:
    return (*finding.acts_for, *finding.acts_against, *finding.statements_against)


def _held(case: Casefile, incident: RestedOn, salt: bytes, gone: set[str], told: set[str]) -> bool:
    """Whether an incident held one of these acts; where that cannot be known any more, whether it may have."""
    now: Incident | None = case.find(kinds.INCIDENTS, incident.id)
    content = content_now(case, "incident", incident.id)
    if now is not None and content is not None and salted(salt, content) == incident.digest:
        return bool(gone & set(now.acts))
    return incident.id in told
