"""Do the signatures hold, is what was signed still what it was, and do the records beneath it still stand?"""

from __future__ import annotations

from collections.abc import Iterator

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile
from chapeau.determine.canonical import digest_of_determination, digest_of_snapshot, salted
from chapeau.determine.signing import holds
from chapeau.dossier.verify import Fault
from chapeau.ground.identity import record_id
from chapeau.pipeline.determine import content_now
from chapeau.pipeline.versions import versions
from chapeau.records import Determination

CHANGED = "Do not cite it: compare with a signed copy of the dossier, or with a copy of this case."


def signature_faults(case: Casefile) -> Iterator[Fault]:
    """Determinations and snapshots that are not what their ids were made of, and signatures that do not hold."""
    for snapshot in case.all(kinds.SNAPSHOTS):
        if snapshot.id != record_id("snp", digest_of_snapshot(snapshot)):
            yield Fault(
                record=snapshot.id,
                what="What the case held when it was determined was changed.",
                hint=CHANGED,
            )
    for made in versions(case):
        if made.id != record_id("det", digest_of_determination(made)):
            yield Fault(
                record=made.id, what=f"Version {made.version} is no longer what was proposed.", hint=CHANGED
            )
        for signature in made.signatures:
            fault = holds(signature, made)
            if fault is not None:
                what = (
                    f"The signature of {signature.signer} on version {made.version} does not hold: {fault}."
                )
                yield Fault(record=made.id, what=what, hint=CHANGED)


def since_signed(case: Casefile) -> Iterator[str]:
    """For each signed version, how many of the records that it rests on have changed, gone or can be told no more."""
    for made in versions(case):
        if made.signatures:
            yield from _since(case, made)


def _since(case: Casefile, made: Determination) -> Iterator[str]:
    salts = case.salts_of(made.id)
    states = [_state(case, salts.get(r.id), r.kind, r.id, r.digest) for r in made.rests_on]
    told = {
        "changed": "are no longer as they were when it was signed",
        "gone": "are gone",
        "withdrawn": "rested on content that was withdrawn",
    }
    for state, words in told.items():
        count = states.count(state)
        if count:
            yield (
                f"Version {made.version} rests on {len(made.rests_on)} records, of which {count} {words}: "
                "the signatures stand over what was signed; `chapeau diff` says what moved."
            )


def _state(case: Casefile, salt: bytes | None, kind: str, name: str, digest: str) -> str:
    if salt is None:
        return "withdrawn"
    content = content_now(case, kind, name)  # type: ignore[arg-type]
    if content is None:
        return "gone"
    return "as it was" if salted(salt, content) == digest else "changed"
