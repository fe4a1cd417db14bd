"""What did the case hold at one moment? Ids alone, so that a later moment can be compared with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chapeau.determine.canonical import digest_of_snapshot
from chapeau.ground.identity import record_id
from chapeau.records import Cited, Finding, HeldDocument, Snapshot, Verdict


def snapshot(
    findings: Iterable[Finding],
    documents: Iterable[HeldDocument],
    cited: Iterable[Cited],
    *,
    decisions: Iterable[str],
    law: str,
    rules: str,
) -> Snapshot:
    """The snapshot of these records, whose id is made from its content; findings without verdicts, in order of id."""
    bare = (replace(f, verdict=Verdict()) for f in findings)
    made = Snapshot(
        id="",
        findings=tuple(sorted(bare, key=lambda f: f.id)),
        documents=tuple(sorted(documents, key=lambda d: d.document)),
        cited=tuple(sorted(cited, key=lambda c: c.record)),
        decisions=tuple(decisions),
        law=law,
        rules=rules,
    )
    return replace(made, id=record_id("snp", digest_of_snapshot(made)))
