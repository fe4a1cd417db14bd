"""Who signed it, and does the signature hold? Ed25519 (RFC 8032), by the library cryptography.

Keys are made from random bytes that are handed in. A stranger checks a signature with the public key, which stands in
it, over `signed_bytes`; whose key it is, the fingerprint says, compared over another way (by voice, on paper).
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from chapeau.determine.canonical import canonical, digest_of_determination
from chapeau.errors import KeyUnusable
from chapeau.records import Determination, Signature

SEED_BYTES = 32
"""Random bytes that an Ed25519 private key is (RFC 8032, 5.1.5)."""

NAME = "Name: "
WARNING = (
    "This is a private key: whoever has it can sign in this name. Keep it off the case, and never send it."
)


@dataclass(frozen=True, slots=True)
class Key:
    """A private key and the name of the person whose it is."""

    name: str
    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The public key's 32 bytes."""
        return self.private.public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw
        )

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key, hex."""
        return fingerprint(self.public)


def one_name(name: str) -> str:
    """What all ways of writing one name have in common: capitals, spaces and widths are none of it."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def fingerprint(public: bytes) -> str:
    """SHA-256 of a public key's bytes, hex."""
    return hashlib.sha256(public).hexdigest()


def key_of(seed: bytes, name: str) -> Key:
    """The key that these 32 random bytes are."""
    return Key(name, Ed25519PrivateKey.from_private_bytes(seed))


def public_file(key: Key) -> bytes:
    """What stands in a public key's file: name and fingerprint, then the key in PEM."""
    pem = key.private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return f"{NAME}{key.name}\nFingerprint: {key.fingerprint}\n".encode() + pem


def is_sealed(data: bytes) -> bool:
    """Whether a private key's file needs a passphrase."""
    return b"-----BEGIN ENCRYPTED PRIVATE KEY-----" in data


def read_private(data: bytes, passphrase: bytes | None, *, what: str) -> Key:
    """The key in a private key's file. Raises KeyUnusable where it is none, or the passphrase does not open it."""
    head, begin, rest = data.partition(b"-----BEGIN")
    try:
        private = serialization.load_pem_private_key(begin + rest, passphrase)
        name = next(line[len(NAME) :] for line in head.decode().splitlines() if line.startswith(NAME))
    except (ValueError, TypeError, StopIteration) as error:
        hint = (
            "Give the passphrase it was sealed with."
            if is_sealed(data)
            else "Make one with `chapeau key new`."
        )
        raise KeyUnusable(f"{what} holds no key that can be used.", hint=hint) from error
    except UnsupportedAlgorithm as error:
        raise KeyUnusable(
            f"{what} holds a key of another kind.", hint="Make one with `chapeau key new`."
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyUnusable(f"{what} holds a key of another kind.", hint="Make one with `chapeau key new`.")
    return Key(name, private)


def sign(made: Determination, key: Key, at: str) -> Signature:
    """The signature of the key's holder over a determination, at a time (RFC 3339)."""
    unsigned = Signature(
        determination=made.id,
        digest=digest_of_determination(made),
        signer=key.name,
        at=at,
        public_key=key.public.hex(),
        fingerprint=key.fingerprint,
        signature="",
    )
    signed = key.private.sign(signed_bytes(unsigned))
    return Signature(
        determination=unsigned.determination,
        digest=unsigned.digest,
        signer=unsigned.signer,
        at=at,
        public_key=unsigned.public_key,
        fingerprint=unsigned.fingerprint,
        signature=signed.hex(),
    )


def signed_bytes(signature: Signature) -> bytes:
    """What is signed: RFC 8785 JSON of `at`, `determination`, `digest`, `public_key` and `signer`."""
    return canonical(
        {
            "at": signature.at,
            "determination": signature.determination,
            "digest": signature.digest,
            "public_key": signature.public_key,
            "signer": signature.signer,
        }
    )


def holds(signature: Signature, made: Determination) -> str | None:
    """None where the signature is its signer's over this determination; else what does not hold, in words."""
    if signature.determination != made.id or signature.digest != digest_of_determination(made):
        return "it was made over other content"
    return not_of_its_key(signature)


def not_of_its_key(signature: Signature) -> str | None:
    """None where the key in the signature made it over the digest in it, whatever that is of; else what does not hold, in words."""
    try:
        public = bytes.fromhex(signature.public_key)
        Ed25519PublicKey.from_public_bytes(public).verify(
            bytes.fromhex(signature.signature), signed_bytes(signature)
        )
    except (InvalidSignature, ValueError):
        return "the signature is not this key's"
    return None if fingerprint(public) == signature.fingerprint else "the fingerprint is not this key's"
