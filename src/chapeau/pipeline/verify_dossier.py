"""What can a stranger check who has nothing but `dossier.json`? Shape, ids, figures, quotations and signatures, without the case."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from chapeau import __version__
from chapeau.assess.modes import modes
from chapeau.assess.rules import rules
from chapeau.determine.canonical import digest_of_determination
from chapeau.determine.signing import holds, not_of_its_key
from chapeau.dossier.cited import cited_and_not_there
from chapeau.dossier.figures_agree import figures_that_do_not_agree
from chapeau.dossier.ids_follow import ids_that_do_not_follow
from chapeau.dossier.names_withheld import VICTIM, WITNESS
from chapeau.dossier.received import (
    is_as_written,
    is_meant_as_one,
    is_of_another_format,
    shape,
    text_faults,
    without_names,
)
from chapeau.dossier.schema import FORMAT, Dossier
from chapeau.dossier.verify import Fault
from chapeau.dossier.words import notice
from chapeau.errors import DataInvalid, EvidenceMismatch, InputUnreadable, UsageError
from chapeau.ground.codec import to_json
from chapeau.ground.identity import record_id
from chapeau.pipeline.laws import packaged
from chapeau.records import Determination, Signature

ASK = "Do not rely on it: ask for the file as it was written, and compare its SHA-256 with what `chapeau verify CASE` prints."

NOT_WITHOUT_THE_CASE = (
    "whether a word, a day or a state was changed on which no id, figure or signature hangs: compare the SHA-256 above with what "
    "`chapeau verify CASE` prints",
    "whether the texts are those that were preserved: their bytes, and the hashes of these, are with the case",
    "whether something was left out: the custody log, and the root over it, are with the case",
    "whether each record beneath a signature is still what it was when it was signed: the salts of their digests are with the case",
    "whether the texts were read, linked and assessed as the program would: `chapeau verify CASE --anew` says so",
    "whose the keys are: compare each fingerprint with its owner, by voice or on paper",
)
"""What nobody can check by a dossier alone, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedBy:
    """Who signed which version, with which key."""

    version: int
    signer: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReport:
    """What was checked of a dossier by itself: the SHA-256 of its file, what does not hold, whose signatures do, and what is to be
    said."""

    sha256: str
    faults: tuple[Fault, ...]
    signed: tuple[SignedBy, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, or that of EvidenceMismatch."""
        return EvidenceMismatch.exit_code if self.faults else 0


def verify_dossier(path: Path) -> DossierReport:
    """Check a `dossier.json` by itself. Raises InputUnreadable; UsageError where it is no dossier, DataInvalid where it is one of another
    format.
    """
    data = _read(path)
    sha256 = hashlib.sha256(data).hexdigest()
    dossier, faults = shape(data)
    if dossier is None or faults:
        return DossierReport(sha256=sha256, faults=faults)
    found = (
        *_notice(dossier),
        *ids_that_do_not_follow(dossier),
        *text_faults(dossier),
        *cited_and_not_there(dossier),
        *figures_that_do_not_agree(dossier),
        *(fault for made in dossier.determinations for fault in _signed(dossier, made)),
    )
    return DossierReport(
        sha256=sha256,
        faults=found,
        signed=tuple(_signers(dossier)),
        remarks=tuple(_remarks(data, dossier)),
    )


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputUnreadable(
            f"{path.name} cannot be read: {error.strerror}.", hint="Check the path and its rights."
        ) from error
    if not is_meant_as_one(data):
        raise UsageError(
            f"{path.name} is neither a case nor a dossier.",
            hint="Name the folder of a case, or the file dossier.json. An export has its hashes in SHA256SUMS: sha256sum --check.",
        )
    if is_of_another_format(data):
        raise DataInvalid(
            f"{path.name} is a dossier of another format than '{FORMAT}'.",
            hint="Check it with the version of Chapeau that wrote it; it is named in the file, under making.",
        )
    return data


def _by_this(dossier: Dossier) -> bool:
    return dossier.making.program == f"Chapeau {__version__}"


def _notice(dossier: Dossier) -> Iterator[Fault]:
    """The words at the head are those of the state in which it is, as far as the same version wrote them."""
    state = dossier.determination.state
    fitting = {notice(state), *((notice("moved"),) if state == "determined" else ())}
    if _by_this(dossier) and dossier.notice not in fitting:
        what = f"The notice at its head is not that of '{state}'."
        yield Fault(record="dossier.json", what=what, hint=ASK)


# --- signatures


def _signed(dossier: Dossier, made: Determination) -> Iterator[Fault]:
    """What does not hold of a version that people proposed, and of the signatures on it."""
    told = f"ersion {made.version}"
    if not _marked(dossier, made) and made.id != record_id("det", digest_of_determination(made)):
        yield Fault(record=made.id, what=f"V{told} is not what its id was made of.", hint=ASK)
    for signature in made.signatures:
        why = _why_not(dossier, made, signature)
        if why is not None:
            what = f"The signature of {signature.signer} on v{told} does not hold: {why}."
            yield Fault(record=made.id, what=what, hint=ASK)
    complete = _complete(made)
    if (made.state == "determined") != complete:
        missing = ", ".join(sorted(set(made.signers) - {s.signer for s in made.signatures})) or "nobody"
        what = f"V{told} is said to be {made.state}; missing among its signatures: {missing}."
        yield Fault(record=made.id, what=what, hint=ASK)


def _complete(made: Determination) -> bool:
    """Whether everybody named has signed, each with a key of their own, and as many as are wanted."""
    given = {s.signer: s.public_key for s in made.signatures}
    return (
        bool(given)
        and set(made.signers) == set(given)
        and len(set(given.values())) == len(made.signatures) >= made.wanted
    )


def _why_not(dossier: Dossier, made: Determination, signature: Signature) -> str | None:
    """Why a signature does not count; of a version with names left out, as far as the digest that it states can tell."""
    if signature.signer not in made.signers:
        return f"{signature.signer} is not among those who are to sign"
    if not _marked(dossier, made):
        return holds(signature, made)
    if signature.determination != made.id or made.id != record_id("det", signature.digest):
        return "it was made over other content"
    return not_of_its_key(signature)


def _marked(dossier: Dossier, made: Determination) -> bool:
    """Whether names are left out of what was signed, so that nobody can hold it against its digest."""
    words = to_json(replace(made, signatures=())).decode() if dossier.names == "withheld" else ""
    return VICTIM in words or WITNESS in words


def _signers(dossier: Dossier) -> Iterator[SignedBy]:
    for made in dossier.determinations:
        for signature in made.signatures:
            if _why_not(dossier, made, signature) is None:
                yield SignedBy(
                    version=made.version, signer=signature.signer, fingerprint=signature.fingerprint
                )


# --- what is to be said


def _remarks(data: bytes, dossier: Dossier) -> Iterator[str]:
    if not is_as_written(data, dossier):
        yield "It holds these records in other bytes than a run writes them in: somebody laid it out anew, or another version wrote it."
    yield from _names_left_out(dossier)
    yield from _several_keys(dossier)
    yield from _other_words(dossier)


def _names_left_out(dossier: Dossier) -> Iterator[str]:
    texts = without_names(dossier)
    if texts:
        yield (
            f"Names are left out of {texts:,} of {len(dossier.documents):,} texts: these cannot be held against their hashes. "
            "The case has them whole, as has `chapeau export --with-names`."
        )
    marked = [made.version for made in dossier.determinations if _marked(dossier, made)]
    if marked:
        yield (
            f"Names are left out of version {', '.join(map(str, marked))}: each signature is its key's, over the digest that it states; that "
            "this digest is of what stands here cannot be told."
        )


def _several_keys(dossier: Dossier) -> Iterator[str]:
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for made in dossier.determinations:
        for signature in made.signatures:
            keys[signature.signer].add(signature.fingerprint)
    for signer, found in sorted(keys.items()):
        if len(found) > 1:
            yield f"{signer} signed with {len(found)} keys: ask which are theirs ({', '.join(sorted(found))})."


def _other_words(dossier: Dossier) -> Iterator[str]:
    """Law and rules that this version of the program words otherwise, or does not know: a case may bring its own."""
    here = {to_json(p) for p in packaged().provisions}
    other = [p.id for p in dossier.provisions if to_json(p) not in here]
    known = {to_json(mode.mode) for mode in modes()}
    other += [mode.id for mode in dossier.modes if to_json(mode) not in known]
    said = {(rule.id, rule.field, rule.words) for rule in rules().rules}
    other += [rule.id for rule in dossier.rules if (rule.id, rule.field, rule.words) not in said]
    if other:
        named = ", ".join(other[:5]) + (", ..." if other[5:] else "")
        yield (
            f"Of the law, the modes and the rules that it prints, {len(other):,} are not those of Chapeau {__version__}, which is at hand here "
            f"({named}): the case brought them, {dossier.making.program} worded them so, or somebody changed them."
        )
