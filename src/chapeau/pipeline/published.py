"""What did the last run publish beside the case, and has anything come to the case since that only a run takes up?"""

from __future__ import annotations

from collections import Counter

from chapeau import __version__
from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile
from chapeau.ground.identity import record_id
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.rules_in_use import program
from chapeau.records import CustodyAction, CustodyEntry, Published, PublishedFile

BEGUN = "run_begun"
"""The fact that a run has begun and not come to its end: what the case holds, its dossier may not say yet."""

MOVES: dict[CustodyAction, str] = {
    "received": "received",
    "extracted": "taken as a text or list",
    "read": "read",
    "decided": "decided",
    "withdrawn": "withdrawn",
    "proposed": "proposed",
    "signed": "signed",
    "determined": "determined",
}
"""What moves a dossier, in the log's words and in words to print."""


def note_begun(case: Casefile, occasion: Occasion) -> None:
    """A run has begun."""
    case.note_fact(BEGUN, occasion.at.encode())


def note_published(case: Casefile, occasion: Occasion, files: tuple[PublishedFile, ...]) -> None:
    """These files are about to be put in their place; the custody log says so, where they are others than before."""
    about = (occasion.at, occasion.who, f"Chapeau {__version__}", program())
    own = record_id("pub", *about, *(part for file in files for part in (file.name, file.sha256)))
    at, by, name, rules = about
    made = Published(id=own, at=at, by=by, program=name, rules=rules, files=files)
    last, _ = custody.since_last(case, "published")
    with case.transaction():
        case.keep(kinds.PUBLISHED, made)
        if last is None or last.subject != own:
            custody.append(
                case, at=at, by=by, action="published", subject=own, content=custody.content_of(made)
            )


def settle(case: Casefile) -> None:
    """The files that were noted last lie in their place: the run is at its end."""
    last, _ = custody.since_last(case, "published")
    with case.transaction():
        former = [made.id for made in case.all(kinds.PUBLISHED) if last is None or made.id != last.subject]
        case.forget(kinds.PUBLISHED, former)
        case.forget_facts(BEGUN)


def forget_published(case: Casefile) -> None:
    """The dossier is taken away, with what was withdrawn. Called inside a transaction."""
    case.replace(kinds.PUBLISHED, ())
    custody.destroy_salts(case, {e.subject for e in case.all(kinds.CUSTODY) if e.action == "published"})


def begun(case: Casefile) -> str | None:
    """When a run began that did not come to its end; None where none did."""
    at = case.fact(BEGUN)
    return None if at is None else at.decode()


def came_since(since: tuple[CustodyEntry, ...]) -> str | None:
    """What of these entries moves a dossier, in words; None where nothing does."""
    counts = Counter(entry.action for entry in since if entry.action in MOVES)
    return (
        ", ".join(f"{counts[action]:,} {words}" for action, words in MOVES.items() if counts[action]) or None
    )
