"""What was determined in a case, version by version, and what has moved since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from chapeau.assess import codes
from chapeau.assess.elements import Law
from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile
from chapeau.determine.canonical import digest_of_determination, digest_of_snapshot
from chapeau.determine.differences import Version, difference, renamed
from chapeau.determine.signing import holds
from chapeau.determine.snapshots import snapshot
from chapeau.errors import EvidenceMismatch, RecordUnknown
from chapeau.ground.codec import to_json
from chapeau.ground.identity import record_id
from chapeau.pipeline.case_settings import settings_of
from chapeau.pipeline.reviewed import AfterReview
from chapeau.pipeline.rules_in_use import assessing_rules
from chapeau.pipeline.standing import Standing
from chapeau.records import (
    Cited,
    Determination,
    Difference,
    Finding,
    HeldDocument,
    Signature,
    Snapshot,
    Verdict,
)

SHOWN = 12
"""Hex digits of a digest that stands beside an edition: 48 bits tell any two editions apart."""


def law_of(case: Casefile) -> Law:
    """The law that a case is assessed under: the packaged body, and the codes that the case brings."""
    return codes.law_of(settings_of(case))


def with_signatures(made: Determination, signatures: Iterable[Signature]) -> Determination:
    """The determination with those of these signatures that count: determined once every signer named has signed, each with a
    key of their own, and as many as are wanted.
    """
    counted: dict[str, Signature] = {}
    for signature in sorted(signatures, key=lambda s: (s.at, s.signer)):
        if why_not(signature, made) is None and all(s.signer != signature.signer for s in counted.values()):
            counted.setdefault(signature.public_key, signature)
    given = tuple(counted.values())
    missing = set(made.signers) - {s.signer for s in given}
    complete = bool(given) and not missing and len(given) >= made.wanted
    return replace(made, signatures=given, state="determined" if complete else "proposed")


def why_not(signature: Signature, made: Determination) -> str | None:
    """Why a signature does not count, in words; None where it is one of a named signer over this very content."""
    unheld = holds(signature, made)
    if unheld is not None:
        return unheld
    if made.id != record_id("det", digest_of_determination(made)):
        return "the determination does not bear the id of its content"
    return (
        None if signature.signer in made.signers else f"{signature.signer} is not among those who are to sign"
    )


def signatures_on_file(case: Casefile) -> dict[str, list[Signature]]:
    """Every signature that a case keeps, whether it counts or not, by determination."""
    signed: dict[str, list[Signature]] = {}
    for signature in case.all(kinds.SIGNATURES):
        signed.setdefault(signature.determination, []).append(signature)
    return signed


def versions(case: Casefile) -> tuple[Determination, ...]:
    """Every determination that was proposed, in order of version, with the signatures that count: they hold, and the custody log
    of this case says that they were given here.
    """
    signed = signatures_on_file(case)
    return tuple(
        with_signatures(made, (s for s in signed.get(made.id, ()) if is_logged(case, made, s)))
        for made in case.all(kinds.PROPOSED)
    )


def is_logged(case: Casefile, made: Determination, signature: Signature) -> bool:
    """Whether the custody log holds both the proposal and this signature: rows of another case have no entry in this one's."""
    entries = {(e.action, e.note) for e in custody.entries_on(case, made.id)}
    return ("signed", signature.public_key) in entries and ("proposed", f"version:{made.version}") in entries


def is_snapshot(held: Snapshot, name: str) -> bool:
    """Whether this is the snapshot of that id: ids are made of content."""
    return held.id == name == record_id("snp", digest_of_snapshot(held))


def snapshot_now(case: Casefile, review: AfterReview) -> Snapshot:
    """What the case holds now, as its last run left it. To accept what was read moves nothing, and is in no snapshot."""
    findings = tuple(case.all(kinds.FINDINGS))
    return snapshot(
        findings,
        _documents(case, review),
        _cited(case, findings),
        decisions=[d.id for d in review.decisions if d.kind != "accept"],
        law=f"{law_of(case).title} ({_digest(law_of(case).provisions)})",
        rules=assessing_rules(),
    )


def _documents(case: Casefile, review: AfterReview) -> Iterator[HeldDocument]:
    origin_of = {m.document: origin.id for origin in case.all(kinds.ORIGINS) for m in origin.members}
    read = case.read_under()
    for document in Standing(case, review, case.superseded()).documents():
        yield HeldDocument(
            document=document.id,
            source=document.source,
            origin=origin_of.get(document.id),
            reading=read.get(document.id),
        )


def _cited(case: Casefile, findings: Iterable[Finding]) -> Iterator[Cited]:
    acts = {a for f in findings for a in (*f.acts_for, *f.acts_against)}
    said = {s for f in findings for s in f.statements_against}
    bearing = {r for f in findings for h in f.hypotheses for r in h.bears_on}
    yield from cited(case, acts | said | bearing)


def cited(case: Casefile, names: Iterable[str]) -> Iterator[Cited]:
    """Acts and statements of these ids, with the texts in which they stand, and the origins that acts rest on."""
    for name in sorted(names):
        act = case.find(kinds.ACTS, name)
        if act is not None:
            rests = case.find(kinds.RESTS_ON, name)
            yield Cited(record=name, document=act.document, origins=rests.origins if rests else ())
            continue
        statement = case.find(kinds.STATEMENTS, name)
        if statement is not None:
            yield Cited(record=name, document=statement.document)


def _digest(record: object) -> str:
    return hashlib.sha256(to_json(record)).hexdigest()[:SHOWN]


@dataclass
class Determined:
    """What was determined in a case, looked up once and only when it is asked for; with `left_out`, as if nothing was."""

    case: Casefile
    review: AfterReview
    left_out: bool = False

    @cached_property
    def versions(self) -> tuple[Determination, ...]:
        """Every version, in order, with its signatures."""
        return () if self.left_out else versions(self.case)

    @cached_property
    def latest(self) -> Determination | None:
        """The latest that is determined, if any is."""
        return next((made for made in reversed(self.versions) if made.state == "determined"), None)

    @cached_property
    def now(self) -> Version:
        """The case as it is, undetermined."""
        return Version(snapshot_now(self.case, self.review))

    @cached_property
    def since(self) -> Difference | None:
        """What has moved since the latest determination; None where there is none."""
        return None if self.latest is None else self.between(self.at(self.latest), self.now)

    def between(self, earlier: Version, later: Version) -> Difference:
        """What moved from one to the other, and by which of the case's decisions, if by one."""
        return difference(earlier, later, self.review.decisions)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """From each determination to the next, and from the latest to now where something moved."""
        determined = [made for made in self.versions if made.state == "determined"]
        made = [self.between(self.at(a), self.at(b)) for a, b in pairwise(determined)]
        since = self.since
        moved = since is not None and (since.moves or since.came or since.went or since.law or since.bearing)
        return (*made, *((since,) if since is not None and moved else ()))

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Verdicts of the latest determination, by finding, but for findings that have moved since."""
        if self.latest is None or self.since is None:
            return {}
        moved = {move.finding for move in self.since.moves}
        found = {f.id: f.verdict for part in self.latest.parts for f in part.findings}
        now = renamed(self.at(self.latest).snapshot, self.now.snapshot)
        return {now.get(name, name): verdict for name, verdict in found.items() if name not in moved}

    def decided(self, finding: Finding) -> Finding:
        """The finding with its verdict, where people gave one and nothing of it has moved since."""
        verdict = self.verdicts.get(finding.id)
        return finding if verdict is None else replace(finding, verdict=verdict)

    def at(self, made: Determination) -> Version:
        """That version of the case. Raises EvidenceMismatch where what the case held then is gone or was changed."""
        held = self.case.find(kinds.SNAPSHOTS, made.snapshot or "")
        if held is None or not is_snapshot(held, made.snapshot or ""):
            raise EvidenceMismatch(
                f"What the case held when version {made.version} was proposed is {'gone' if held is None else 'no longer what it was'}.",
                hint="Nobody can say what moved since. Compare this case with a copy of it.",
            )
        return Version(held, made)

    def numbered(self, number: int) -> Version:
        """The version of this number; 0: the case as it is now. Raises RecordUnknown."""
        if number == 0:
            return self.now
        for made in self.versions:
            if made.version == number:
                return self.at(made)
        known = ", ".join(str(made.version) for made in self.versions) or "none"
        raise RecordUnknown(
            f"There is no version {number} of this case.",
            hint=f"Versions: {known}; 0 is the case as it is now.",
        )
