"""Do the signatures hold, is what was signed still what it was, and do the records beneath it still stand?"""

from __future__ import annotations

from collections.abc import Iterator

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile
from chapeau.determine.canonical import digest_of_determination, salted
from chapeau.dossier.verify import Fault
from chapeau.ground.identity import record_id
from chapeau.pipeline.beneath import content_now
from chapeau.pipeline.versions import is_logged, is_snapshot, signatures_on_file, versions, why_not
from chapeau.records import Determination, Signature

CHANGED = "Do not cite it: compare with a signed copy of the dossier, or with a copy of this case."


def signature_faults(case: Casefile) -> Iterator[Fault]:
    """Determinations and snapshots that are not what their ids were made of, and signatures that do not count."""
    signed = signatures_on_file(case)
    for made in case.all(kinds.PROPOSED):
        yield from (
            Fault(record=made.id, what=what, hint=CHANGED)
            for what in _faults(case, made, signed.pop(made.id, []))
        )
    for name, left in signed.items():
        what = f"{len(left)} signatures stand over a determination that is not here."
        yield Fault(record=name, what=what, hint=CHANGED)


def _faults(case: Casefile, made: Determination, signatures: list[Signature]) -> Iterator[str]:
    told = f"ersion {made.version}"
    if made.id != record_id("det", digest_of_determination(made)):
        yield f"V{told} is no longer what was proposed."
    held = case.find(kinds.SNAPSHOTS, made.snapshot or "")
    if held is None:
        yield f"What the case held when v{told} was proposed is gone."
    elif not is_snapshot(held, made.snapshot or ""):
        yield f"What the case held when v{told} was proposed was changed."
    if not any(entry.action == "proposed" for entry in custody.entries_on(case, made.id)):
        yield f"V{told} was never proposed in this case: the custody log knows nothing of it."
    keys = [signature.public_key for signature in signatures]
    for signature in signatures:
        why = why_not(signature, made)
        if why is None and not is_logged(case, made, signature):
            why = "the custody log does not know that it was given here"
        if why is None and keys.count(signature.public_key) > 1:
            why = "its key signed under another name too, and one key cannot be two people"
        if why is not None:
            yield f"The signature of {signature.signer} on v{told} does not hold: {why}."


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
        "untold": "can be compared no more: their salts are gone, though nothing was withdrawn from this case",
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
        return "withdrawn" if case.count(kinds.WITHDRAWALS) else "untold"
    content = content_now(case, kind, name)  # type: ignore[arg-type]
    if content is None:
        return "gone"
    return "as it was" if salted(salt, content) == digest else "changed"
