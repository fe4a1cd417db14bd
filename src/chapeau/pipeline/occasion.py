"""Who runs a command, and when: what a step is told instead of asking the machine."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from chapeau.errors import UsageError

UNNAMED = "unnamed"
"""Who acted, where nobody said: the machine's user name is never taken, since it may name a person."""

LONGEST_NAME = 200
"""Characters: more than any name with rank and office, and little enough to be printed in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One call of a command. `at` is RFC 3339 in UTC to the second; `clock` says whose word that is.

    `random` gives so many random bytes, for keys and salts; the machine's own unless a test brings another.
    """

    who: str
    at: str
    clock: Literal["system", "given"]
    random: Callable[[int], bytes] = field(default=secrets.token_bytes, compare=False, repr=False)


def occasion(who: str | None, now: str | None) -> Occasion:
    """The occasion of a call; without `now`, the machine's clock. Raises UsageError."""
    name = _name(who)
    if now is None:
        return Occasion(who=name, at=_printed(datetime.now(UTC)), clock="system")
    return Occasion(who=name, at=_printed(_given(now)), clock="given")


def _name(who: str | None) -> str:
    name = (who or "").strip() or UNNAMED
    if not name.isprintable() or len(name) > LONGEST_NAME:
        raise UsageError(
            f"What was given with --as is no name: {name[:LONGEST_NAME]!r}.",
            hint=f"Write it in one line of at most {LONGEST_NAME} characters.",
        )
    return name


def _given(now: str) -> datetime:
    try:
        moment = datetime.fromisoformat(now)
        if moment.tzinfo is None:
            raise _no_time(now)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _no_time(now) from error


def _printed(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _no_time(now: str) -> UsageError:
    return UsageError(
        f"{now!r} is no time with an offset.", hint="Write it as RFC 3339: 2031-05-02T09:00:00Z."
    )
