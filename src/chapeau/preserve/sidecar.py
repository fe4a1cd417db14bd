"""What a person states about a source in a file beside it: `NAME.capture.toml` for `NAME`.

    sensitivity = "limited"            # open, limited or restricted
    address = "https://..."            # where it was captured from
    publisher = "..."
    author = "..."
    published = 2031-03-04
    language = "en"

    [consent]                          # what the giver allowed
    uses = ["analysis"]
    date = 2031-03-05
    conditions = "..."

    [account]                          # the circumstances of a testimony
    witness = "W-17"                   # a pseudonym, never a name
    taken_by = "..."
    interpreted = true
    language = "ov"
    form = "summary"                   # verbatim or summary
    read_back = true

    [translation_of]                   # it is a translation
    source = "minutes.txt"             # of this: a file's name, a source's id, or the SHA-256 of its bytes
    by = "..."                         # the translator, or a machine's name
    state = "draft"                    # draft or certified

    [grade]                            # a person's grading of the source
    reliability = "B"
    credibility = "3"
    reasons = "..."
    by = "..."

A sidecar with a mistake in it is never half believed: the source it speaks of is not taken, since the
misspelt word might have been the one that says 'restricted'.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from chapeau.errors import DataInvalid, InputUnreadable
from chapeau.ground.codec import from_plain
from chapeau.preserve.formats.base import is_day
from chapeau.records import Account, Consent, Grade, Sensitivity, Translation

SUFFIX = ".capture.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What a person states about a source; everything may be absent."""

    sensitivity: Sensitivity = "open"
    address: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    consent: Consent | None = None
    account: Account | None = None
    translation_of: Translation | None = None
    grade: Grade | None = None


NESTED = {"consent": Consent, "account": Account, "translation_of": Translation, "grade": Grade}


def read_sidecar(data: bytes, name: str) -> Sidecar:
    """The statements in a sidecar's bytes; `name` is its bare file name. Raises InputUnreadable."""
    try:
        plain = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _refused(name, f"it is not TOML ({error})") from error
    plain = _dates_as_text(plain)
    _refuse_unknown(plain, name)
    try:
        sidecar = from_plain(Sidecar, plain, what="It")
    except DataInvalid as error:
        raise _refused(name, error.message) from error
    _refuse_no_days(sidecar, name)
    return sidecar


def _dates_as_text(value: Any) -> Any:
    """TOML's own dates as ISO 8601."""
    if isinstance(value, dict):
        return {key: _dates_as_text(inner) for key, inner in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _refuse_unknown(plain: dict[str, Any], name: str) -> None:
    known = {"": Sidecar, **NESTED}
    for table, kind in known.items():
        keys = plain if not table else plain.get(table, {})
        unknown = sorted(set(keys) - {field.name for field in fields(kind)}) if isinstance(keys, dict) else []
        if unknown:
            raise _refused(name, f"nothing is called '{unknown[0]}' in it")


def _refuse_no_days(sidecar: Sidecar, name: str) -> None:
    consent = sidecar.consent.date if sidecar.consent else None
    for day in (sidecar.published, consent):
        if day is not None and not is_day(day):
            raise _refused(name, f"'{day}' is no day")


def _refused(name: str, why: str) -> InputUnreadable:
    return InputUnreadable(
        f"{name.removesuffix(SUFFIX)} was not taken, because {name} cannot be read: {why}.",
        hint="Mend the file beside it (docs/preserve.md says what it may hold), then run again.",
    )
