"""Signing: a named person's key over the latest proposed determination, once nothing is in its way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile, opened
from chapeau.determine.propose import obstacles
from chapeau.determine.signing import Key, holds, one_name, sign
from chapeau.errors import SigningRefused
from chapeau.pipeline.case_settings import settings_of
from chapeau.pipeline.determine import blocks_of
from chapeau.pipeline.keys import key_in
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.reviewed import after_review
from chapeau.pipeline.since_last_run import since_last_run
from chapeau.pipeline.versions import Determined, versions, with_signatures
from chapeau.records import Determination, FindingMove, Signature

SHOWN = 10
"""Obstacles that a message names; `determine --apply` lists them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignReport:
    """What was signed, by which key, and who has still to sign.

    `other_key` is the fingerprint of another key under which the same name signed an earlier version, if any did.
    """

    made: Determination
    signature: Signature
    missing: tuple[str, ...]
    other_key: str | None = None


def sign_latest(
    folder: Path, key_file: Path, occasion: Occasion, *, passphrase: str | None = None
) -> SignReport:
    """Sign the latest proposed determination with the key in a file, and keep signature and custody entry.

    Raises SigningRefused, which says what to do first; KeyUnusable; and what `opened` raises.
    """
    key = key_in(key_file, passphrase)
    with opened(folder, write=True) as case:
        made = _to_sign(case)
        _check(case, made, key)
        other_key = _other_key(case, key)
        _check_whose(case, key, other_key)
        signature = sign(made, key, occasion.at)
        signed = with_signatures(made, (*made.signatures, signature))
        _keep(case, signed, signature)
        custody.take_head(case)
    have = {s.signer for s in signed.signatures}
    missing = tuple(name for name in signed.signers if name not in have)
    return SignReport(made=signed, signature=signature, missing=missing, other_key=other_key)


def _check_whose(case: Casefile, key: Key, other_key: str | None) -> None:
    """A name signs with the keys that the case names for it; where it names none, with the one that it signed with before."""
    known = {
        k.fingerprint for k in settings_of(case).determination.keys if one_name(k.name) == one_name(key.name)
    }
    if known and key.fingerprint not in known:
        raise SigningRefused(
            f"This key ({key.fingerprint}) is none that the case names for {key.name}.",
            hint="Compare fingerprints by voice or on paper. If it is theirs, name it under [[determination.keys]] in the settings.",
        )
    if not known and other_key is not None:
        raise SigningRefused(
            f"{key.name} signed an earlier version with another key ({other_key}), not with this one ({key.fingerprint}).",
            hint="Compare fingerprints by voice or on paper. If this one is theirs too, name it under [[determination.keys]] in the "
            "settings, and give these to `chapeau run`.",
        )


def _other_key(case: Casefile, key: Key) -> str | None:
    """The fingerprint of another key that the same name signed with: only one of them may be that person's."""
    given = (
        s for made in versions(case) for s in made.signatures if one_name(s.signer) == one_name(key.name)
    )
    return next((s.fingerprint for s in given if s.fingerprint != key.fingerprint), None)


def _to_sign(case: Casefile) -> Determination:
    found = Determined(case, after_review(case)).versions
    if not found:
        raise SigningRefused(
            "Nothing is proposed in this case.",
            hint="Write a sheet (`chapeau determine CASE --sheet FILE`), fill it, and take it in with --apply.",
        )
    if found[-1].state == "determined":
        raise SigningRefused(
            f"Version {found[-1].version} is signed by all who were named, and nothing is proposed after it.",
            hint="Propose a further version with `chapeau determine`.",
        )
    return found[-1]


def _check(case: Casefile, made: Determination, key: Key) -> None:
    if key.name not in made.signers:
        raise SigningRefused(
            f"{key.name} is not named as a signer of version {made.version}.",
            hint=f"Named are: {', '.join(made.signers) or 'nobody'}. Name the signer in the sheet and apply it again.",
        )
    for given in made.signatures:
        if given.signer == key.name:
            raise SigningRefused(
                f"{key.name} has signed version {made.version}.", hint="Nothing is left to do."
            )
        if given.public_key == key.public.hex():
            raise SigningRefused(
                f"This key has signed already, as {given.signer}: one key cannot be two people.",
                hint="Each signer makes a key of their own: chapeau key new.",
            )
        fault = holds(given, made)
        if fault is not None:
            raise SigningRefused(
                f"The signature of {given.signer} does not hold: {fault}.",
                hint="Run `chapeau verify` on the case.",
            )
    wanted = max(made.wanted, settings_of(case).determination.signers)
    _check_ready(replace(made, wanted=wanted))
    _check_unmoved(case, made)


def _check_ready(made: Determination) -> None:
    found = obstacles(made)
    if found:
        more = f" And {len(found) - SHOWN} more." if len(found) > SHOWN else ""
        raise SigningRefused(
            f"Version {made.version} cannot be signed yet. " + " ".join(found[:SHOWN]) + more,
            hint="Fill these in the sheet and apply it again.",
        )


def _check_unmoved(case: Casefile, made: Determination) -> None:
    waiting = since_last_run(case, after_review(case))
    if waiting is not None:
        raise SigningRefused(
            f"Since the last run {waiting}: whether a finding moved is not known.",
            hint="Run `chapeau run --case CASE` first; then `chapeau diff` says what moved.",
        )
    since = Determined(case, after_review(case))
    found = since.between(since.at(made), since.now)
    moved = [move for move in found.moves if move.finding in made.findings]
    if moved:
        raise SigningRefused(
            f"Findings have moved since version {made.version} was proposed: {'; '.join(_told(case, made, moved))}.",
            hint="See `chapeau diff`; then write the sheet anew with --carry, and apply it.",
        )
    if found.bearing:
        titles = {(p.party, p.crime): f"{p.title}, {p.party_name}" for p in made.parts}
        told = dict.fromkeys(f"'{b.wording}' ({titles[b.party, b.provision]})" for b in found.bearing)
        raise SigningRefused(
            f"More bears on explanations than when version {made.version} answered them: {'; '.join(told)}.",
            hint="See `chapeau diff`; then write the sheet anew with --carry, look at what bears on them, and apply it.",
        )


def _told(case: Casefile, made: Determination, moved: list[FindingMove]) -> list[str]:
    """The moved findings' blocks, each once, with the elements that moved."""
    titles = {f.id: b.told for b in blocks_of(case) for f in b.findings}
    titles |= {
        f.id: f"{p.title}, {p.party_name}" for p in made.parts for f in p.findings if f.id not in titles
    }
    by: dict[str, list[str]] = {}
    for move in moved:
        by.setdefault(titles[move.finding], []).append(move.element)
    return [f"{title} ({', '.join(elements)})" for title, elements in by.items()]


def _keep(case: Casefile, signed: Determination, signature: Signature) -> None:
    with case.transaction():
        case.keep(kinds.SIGNATURES, signature)
        custody.append(
            case, at=signature.at, by=signature.signer, action="signed", subject=signed.id,
            content=custody.content_of(signature), note=signature.public_key,
        )  # fmt: skip
        if signed.state == "determined":
            custody.append(
                case, at=signature.at, by=signature.signer, action="determined", subject=signed.id,
                content=signature.digest.encode(), note=f"version:{signed.version}",
            )  # fmt: skip
