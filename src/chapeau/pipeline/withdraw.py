"""Taking a source out: its content is destroyed, an entry says so, and what rested on it alone goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chapeau.casefile import custody, kinds
from chapeau.casefile.kinds import Kind
from chapeau.casefile.repository import Casefile, opened
from chapeau.errors import ChapeauError, UsageError
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.people import COMPARED
from chapeau.pipeline.progress import Progress
from chapeau.pipeline.publish import take_away
from chapeau.pipeline.published import forget_published
from chapeau.pipeline.reviewed import DECIDABLE
from chapeau.pipeline.run import RunReport, run
from chapeau.pipeline.salts import bound_to
from chapeau.pipeline.take import archive_of
from chapeau.pipeline.undercount_of_case import KEPT
from chapeau.pipeline.unfinished import Unfinished, note_unfinished, unfinished
from chapeau.records import Source, Withdrawal

NO_BLOB = "0" * 64
"""In place of the hash of what was withdrawn: with the hash, whoever guessed the bytes could know that it was they."""

EMPTIED = "Emptied: this decision was about content that was withdrawn since."
"""In place of a decision's reason, which may quote what was withdrawn; the custody log has an entry for each."""

MADE_OF_ROWS: tuple[Kind[Any], ...] = (
    kinds.NAMED_VICTIMS,
    kinds.PERSONS,
    kinds.PERSON_LINKS,
    kinds.LIKENESS_MODELS,
)
"""What is put together of lists and texts, and made whole by each run: it goes at once, before the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReport:
    """What was withdrawn; whether the bytes stay because another source holds the same; and the run that followed."""

    withdrawal: Withdrawal
    bytes_stay: bool
    run: RunReport


def withdraw(
    folder: Path, beginning: str, occasion: Occasion, *, why: str, progress: Progress | None = None
) -> WithdrawReport:
    """Destroy the content of the source whose id begins so, and carry what is left to a dossier.

    Interrupted, it is finished by the next run, or when it is asked for again. Raises RecordUnknown; UsageError where it
    is no source, was withdrawn before, or no reason is given; and what `opened` and `run` raise.
    """
    with opened(folder, write=True) as case:
        source = _source(case, beginning, why)
        if case.find(kinds.WITHDRAWALS, source.id) is None:
            _destroy(case, source, occasion, why)
        made = case.get(kinds.WITHDRAWALS, source.id)
        left = next(left for left in unfinished(case) if left.source == source.id)
    try:
        report = run((), folder, occasion, progress=progress)
    except ChapeauError as error:
        error.hint += (
            f" The content of {source.id} is destroyed; what followed from it goes with the next run."
        )
        raise
    return WithdrawReport(withdrawal=made, bytes_stay=left.bytes_stay, run=report)


def _source(case: Casefile, beginning: str, why: str) -> Source:
    source = case.named(beginning)[1]
    if not isinstance(source, Source):
        raise UsageError(
            f"{source.id} is no source: what is withdrawn is a source, with all that was read from it.",
            hint="`chapeau show` names the source that a record comes from (src-...).",
        )
    waiting = {left.source for left in unfinished(case)}
    if case.find(kinds.WITHDRAWALS, source.id) is not None and source.id not in waiting:
        raise UsageError(f"{source.id} was withdrawn before.", hint="Nothing is left of it to take out.")
    if not why.strip():
        raise UsageError(
            "A withdrawal needs its reason.", hint="Say why in a sentence, without naming anyone."
        )
    return source


def _destroy(case: Casefile, source: Source, occasion: Occasion, why: str) -> None:
    """Bytes first, then the dossier that prints it, then all that the database holds of it, with a note to finish it."""
    bytes_stay = _destroy_bytes(case, source)
    take_away(case.folder)
    with case.transaction():
        _take_out(case, source, occasion, why)
        note_unfinished(case, Unfinished(source=source.id, bytes_stay=bytes_stay))


def _destroy_bytes(case: Casefile, source: Source) -> bool:
    """First of all: a kill after this leaves a source that can be withdrawn again, never bytes that nobody knows of."""
    if any(other.blob == source.blob and other.id != source.id for other in case.all(kinds.SOURCES)):
        return True
    archive = archive_of(case)
    archive.destroy(source.blob, archive.keys.key(source))
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """Ids of what a case holds of one source: texts, what was read from them, lists with their rows, and who stands
    in nothing else."""

    documents: tuple[str, ...]
    read: frozenset[str]
    lists: tuple[str, ...]
    rows: tuple[str, ...]
    named: frozenset[str]

    @property
    def decidable(self) -> frozenset[str]:
        """All of it that a decision can be about."""
        return self.read | self.named | {*self.documents, *self.lists, *self.rows}


def _held_in(case: Casefile, source: Source) -> _Held:
    documents = tuple(document.id for document in case.of_source(source.id))
    lists = tuple(made.id for made in case.all(kinds.LISTS) if made.source == source.id)
    return _Held(
        documents=documents,
        read=frozenset(r.id for d in documents for kind in DECIDABLE for r in case.of_document(kind, d)),
        lists=lists,
        rows=tuple(row.id for row in case.all(kinds.LISTED) if row.list in lists) if lists else (),
        named=frozenset(_named_in(case, {*documents})),
    )


def _named_in(case: Casefile, documents: set[str]) -> Iterator[str]:
    """The victims whom these texts name, and the actors whom no other text does."""
    yield from (victim.id for victim in case.all(kinds.NAMED_VICTIMS) if victim.document in documents)
    for actor in case.all(kinds.ACTORS):
        told_in = {d for name in actor.names for d in name.documents}
        if told_in and told_in <= documents:
            yield from (actor.id, *actor.joined)


def _take_out(case: Casefile, source: Source, occasion: Occasion, why: str) -> None:
    """What the database holds of a source goes, and entries say so."""
    held = _held_in(case, source)
    emptied = _emptied_decisions(case, held.decidable)
    for made in case.all(kinds.PROPOSED):
        case.destroy_determination_salts(made.id, bound_to(case, made, held.documents, held.read))
    forget_published(case)
    case.take_out(source.id)
    case.forget_facts(COMPARED, KEPT)
    for kind in MADE_OF_ROWS:
        case.replace(kind, ())
    custody.destroy_salts(case, {source.id, *held.documents, *held.lists, *emptied})
    case.forget(kinds.SKIPPED, [s.id for s in case.all(kinds.SKIPPED) if s.what == source.capture.name])
    case.put(kinds.SOURCES, _stub(source))
    entry = Withdrawal(
        source=source.id,
        who=occasion.who,
        when=occasion.at,
        why=why,
        documents=tuple(sorted(held.documents)),
        lists=tuple(sorted(held.lists)),
    )
    case.keep(kinds.WITHDRAWALS, entry)
    for subject in (source.id, *entry.documents, *entry.lists, *emptied):
        custody.append(
            case, at=occasion.at, by=occasion.who, action="withdrawn", subject=subject, content=why.encode()
        )


def _emptied_decisions(case: Casefile, records: frozenset[str]) -> tuple[str, ...]:
    """Decisions on these records, and those that take them back, are kept without reasons and the values that they quote; their ids."""
    emptied: dict[str, None] = {}
    for decision in case.all(kinds.DECISIONS):
        if {decision.record, decision.other} & (records | emptied.keys()):
            emptied[decision.id] = None
    for name in emptied:
        found = case.get(kinds.DECISIONS, name)
        case.put(kinds.DECISIONS, replace(found, why=EMPTIED, before=None, after=None))
    return tuple(emptied)


def _stub(source: Source) -> Source:
    """What stays of a source: its id, and when and by whom it had been received."""
    return Source(
        id=source.id,
        blob=NO_BLOB,
        size=0,
        media_type=source.media_type,
        capture=replace(source.capture, name="withdrawn"),
        sensitivity=source.sensitivity,
    )
