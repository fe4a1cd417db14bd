"""Is a withdrawal still to be finished? What followed from the content stands until the next run has ended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chapeau.casefile.repository import Casefile, opened
from chapeau.errors import UsageError
from chapeau.ground.codec import from_json, to_json

FACT = "withdrawals_unfinished"
"""The fact that is noted with a withdrawal, and forgotten once nothing that followed from the content is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A source whose content is destroyed; whether its bytes stay for another source."""

    source: str
    bytes_stay: bool


def unfinished(case: Casefile) -> tuple[Unfinished, ...]:
    """The withdrawals after which no run has come to its end."""
    kept = case.fact(FACT)
    return () if kept is None else from_json(tuple[Unfinished, ...], kept, what="The unfinished withdrawals")


def note_unfinished(case: Casefile, left: Unfinished) -> None:
    """Called in the transaction that destroys the content."""
    case.note_fact(FACT, to_json((*unfinished(case), left)))


def finish(folder: Path) -> None:
    """After a run: write the database anew, so that nothing of what was withdrawn stays in unused pages."""
    with opened(folder, write=True) as case:
        case.scrub()
        case.forget_facts(FACT)


def refuse_unfinished(case: Casefile) -> None:
    """Raises UsageError where what is still derived from withdrawn content would be handed out."""
    if left := unfinished(case):
        raise UsageError(
            f"The withdrawal of {left[0].source} is not finished: what follows from its content is still in the case.",
            hint=f"Run: chapeau run --case {case.folder}",
        )
