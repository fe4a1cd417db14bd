"""Who runs a command, and when: what a step is told instead of asking the machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from chapeau.errors import UsageError

UNNAMED = "unnamed"
"""Who acted, where nobody said: the machine's user name is never taken, since it may name a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One call of a command. `at` is RFC 3339 in UTC to the second; `clock` says whose word that is."""

    who: str
    at: str
    clock: Literal["system", "given"]


def occasion(who: str | None, now: str | None) -> Occasion:
    """The occasion of a call; without `now`, the machine's clock. Raises UsageError."""
    name = (who or "").strip() or UNNAMED
    if now is None:
        return Occasion(who=name, at=_printed(datetime.now(UTC)), clock="system")
    return Occasion(who=name, at=_printed(_given(now)), clock="given")


def _given(now: str) -> datetime:
    try:
        moment = datetime.fromisoformat(now)
    except ValueError as error:
        raise _no_time(now) from error
    if moment.tzinfo is None:
        raise _no_time(now)
    return moment.astimezone(UTC)


def _printed(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _no_time(now: str) -> UsageError:
    return UsageError(
        f"{now!r} is no time with an offset.", hint="Write it as RFC 3339: 2031-05-02T09:00:00Z."
    )
