"""What could not be taken, as a record: counted and shown, never dropped."""

from __future__ import annotations

from chapeau.errors import ChapeauError
from chapeau.ground.identity import record_id
from chapeau.preserve.formats import base
from chapeau.records import Skipped

ANSWER_DROPPED = "endpoint-dropped"
"""Reference of a remark: parts of a model's answer do not stand in the text, and were dropped."""

ANSWER_OTHERWISE = "endpoint-otherwise"
"""Reference of a remark: the rule reader reads a document otherwise than the model that was asked."""

REMARKS = base.REMARKS | {ANSWER_DROPPED, ANSWER_OTHERWISE}
"""References of what is said of a document that was itself taken and read; all others mean: not taken."""


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


def remark(step: str, what: str, reference: str, sentence: str, *, name: str) -> Skipped:
    """The record of something to be said of what a step did take."""
    return Skipped(
        id=record_id("skip", step, what, reference, sentence, ""),
        step=step,
        what=what,
        reference=reference,
        message=f"{name}: {sentence}",
    )
