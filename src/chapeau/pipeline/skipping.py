"""What could not be taken, as a record: counted and shown, never dropped."""

from __future__ import annotations

from chapeau.errors import ChapeauError
from chapeau.ground.identity import record_id
from chapeau.records import Skipped


def skipped(step: str, what: str, error: ChapeauError, line: int | None = None, *, name: str = "") -> Skipped:
    """The record of something that a step could not take, and what to do about it.

    `name` is what people call the thing, where the error itself does not name it.
    """
    return Skipped(
        id=record_id("skip", step, what, error.reference, str(error), "" if line is None else line),
        step=step,
        what=what,
        reference=error.reference,
        message=f"{name}: {error}" if name else str(error),
        line=line,
    )
