"""Does what a case holds follow from what it preserves? Made anew from nothing, and held against what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from chapeau.casefile import custody, kinds
from chapeau.casefile.kinds import Kind
from chapeau.casefile.repository import Casefile
from chapeau.dossier.verify import Checked, Fault
from chapeau.errors import EvidenceMismatch, InputUnreadable
from chapeau.ground.codec import from_json, to_json
from chapeau.pipeline.anew import MadeAgain, made_again
from chapeau.pipeline.case_settings import settings_of
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.progress import Progress
from chapeau.pipeline.published import MOVES, begun
from chapeau.pipeline.reviewed import after_review
from chapeau.pipeline.rules_in_use import program
from chapeau.pipeline.since_last_run import since_last_run
from chapeau.pipeline.take import archive_of
from chapeau.pipeline.undercount_of_case import kept_undercounted
from chapeau.pipeline.verify_published import published_by
from chapeau.preserve.formats.registry import format_of
from chapeau.preserve.receive import documents_of, sidecar_remark
from chapeau.records import Document, Source

NAMED = 5
"""Records of a kind that are named where they differ, and of each so many are counted: more do not help to see what happened."""

HINT = "Do not cite it: compare this case with a copy. Where nobody changed anything, it was made on a machine that calculates otherwise."

Differs = tuple[str, str]
"""A record's id, and how it differs, in words."""

READ: tuple[Kind[Any], ...] = (kinds.READINGS, kinds.STATEMENTS, kinds.ACTS, kinds.RESPONSES, kinds.MENTIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfKind:
    """Of one kind of record, by its name in plural: how many came out the same, and which did not, each with why."""

    kind: str
    same: int
    differ: tuple[Differs, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """What came out when a case was made anew, by kind, and what is to be said of it."""

    kinds: tuple[OfKind, ...]
    checked: Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class _Last:
    """What the last run had before it: the decisions that came `since`; `why_not` what it derived cannot be held against
    anything; whether it was by this version of the program, and its name."""

    since: frozenset[str] = frozenset()
    why_not: str | None = None
    by_this: bool = False
    program: str = "an earlier version"


def verify_anew(case: Casefile, occasion: Occasion, progress: Progress, jobs: int | None) -> Anew:
    """Texts taken from the preserved bytes again; readings, links, weights and findings from the texts.

    Raises NeedMissing where what compares lists is not installed, and what the reader raises.
    """
    texts, texts_remarks = _texts(case, progress)
    last = _last_run(case)
    settings = settings_of(case)
    with made_again(
        case, settings, occasion, progress, jobs, without=last.since, derived=last.why_not is None
    ) as again:
        read = tuple(_read(case, again))
        derived = () if last.why_not else tuple(_derived(case, again.case))
        remarks = (*texts_remarks, *_remarks(case, again, last))
    return Anew(
        kinds=(texts, *read, *derived),
        checked=Checked(
            faults=(*_faults((texts, *read)), *(_faults(derived) if last.by_this else ())),
            remarks=(*remarks, *(() if last.by_this else _moved(derived, last))),
        ),
    )


def _last_run(case: Casefile) -> _Last:
    at, made = begun(case), published_by(case)
    if at is not None:
        return _Last(why_not=f"a run that began at {at} did not come to its end")
    if made is None:
        if case.count(kinds.DETERMINATIONS) == 0:
            return _Last(why_not="no run has come to its end yet")
        return _Last(why_not=since_last_run(case, after_review(case)))
    _, entries = custody.since_last(case, "published")
    came = [e for e in entries if e.action in MOVES and e.action not in ("proposed", "signed", "determined")]
    if any(e.action != "decided" for e in came):
        return _Last(why_not=f"sources or lists came or went since the run of {made.at}")
    return _Last(
        since=frozenset(e.subject for e in came), by_this=made.rules == program(), program=made.program
    )


# --- texts


def _texts(case: Casefile, progress: Progress) -> tuple[OfKind, tuple[str, ...]]:
    """The texts of every source, taken from its bytes again by the extractors that took them, where they are still at hand."""
    same, otherwise = 0, 0
    differ: list[Differs] = []
    lists = {made.source for made in case.all(kinds.LISTS)}
    progress.begin("extract", case.count(kinds.SOURCES))
    for source in case.all(kinds.SOURCES):
        progress.advance()
        if source.id in lists or case.find(kinds.WITHDRAWALS, source.id) is not None:
            continue
        held = {d.id: d for d in case.of_source(source.id)}
        extractor, given = _taken_anew(case, source)
        if case.find(kinds.SKIPPED, sidecar_remark(source)) is not None:
            otherwise += len(held)
            continue
        ours = {name: d for name, d in held.items() if d.extractor == extractor}
        otherwise += len(held) - len(ours)
        if not ours and held:
            continue
        one = _held_against("documents", ours.items(), given.items())
        same += one.same
        differ += one.differ
    progress.end()
    said = f"Texts that another version took from their files, or beside a statement changed since ({otherwise:,}): they stand as they are kept."
    return OfKind(kind="documents", same=same, differ=tuple(differ)), (said,) if otherwise else ()


def _taken_anew(case: Casefile, source: Source) -> tuple[str | None, dict[str, Document]]:
    """The extractor of today and the texts that it takes; none where the bytes are not what they were, which is a fault of its own."""
    archive = archive_of(case)
    try:
        data = archive.read(source.blob, archive.keys.key(source))
        extraction = format_of(source.capture.name, data).extract(data, source.capture.name)
        items = documents_of(source, extraction)
        return extraction.extractor, {d.id: d for d in items if isinstance(d, Document)}
    except (EvidenceMismatch, InputUnreadable):
        return None, {}


# --- what was read, and what follows from it


def _read(case: Casefile, again: MadeAgain) -> Iterator[OfKind]:
    """Every record of the texts that were read anew."""
    for kind in READ:
        same = 0
        differ: list[Differs] = []
        for document in sorted(again.read):
            one = _held_against(kind.table, _of(case, kind, document), _of(again.case, kind, document))
            same += one.same
            differ += one.differ
        yield OfKind(kind=kind.table, same=same, differ=tuple(differ))


def _of(case: Casefile, kind: Kind[Any], document: str) -> Iterator[tuple[str, Any]]:
    if kind is kinds.READINGS:
        head = case.find(kind, document)
        yield from () if head is None else ((document, head),)
        return
    for number, record in enumerate(case.of_document(kind, document)):
        yield (f"{document} mention {number}" if kind is kinds.MENTIONS else kind.id_of(record)), record


def _derived(case: Casefile, again: Casefile) -> Iterator[OfKind]:
    for kind in kinds.DERIVED:
        yield _held_against(kind.table, _all(case, kind), _all(again, kind))
    yield _held_against("undercounts", _estimates(case), _estimates(again))


def _all(case: Casefile, kind: Kind[Any]) -> Iterator[tuple[str, Any]]:
    return ((kind.id_of(record), record) for record in case.all(kind))


def _estimates(case: Casefile) -> Iterator[tuple[str, Any]]:
    return ((made.id, made) for made in kept_undercounted(case))


def _held_against(kind: str, here: Iterable[tuple[str, Any]], anew: Iterable[tuple[str, Any]]) -> OfKind:
    """Two lists of one kind, record by record; those made anew are held as bytes."""
    expected = {name: to_json(record) for name, record in anew}
    same = 0
    differ: list[Differs] = []
    for name, record in here:
        made = expected.pop(name, None)
        if made == to_json(record):
            same += 1
        else:
            differ.append(
                (name, "made anew, it does not come out" if made is None else _otherwise(record, made))
            )
    differ += [(name, "made anew, it comes out, and is not in the case") for name in sorted(expected)]
    return OfKind(kind=kind, same=same, differ=tuple(sorted(differ)))


def _otherwise(here: Any, data: bytes) -> str:
    anew = from_json(type(here), data, what="A record made anew")
    names = [f.name for f in fields(here) if getattr(here, f.name) != getattr(anew, f.name)]
    return f"made anew, it comes out with another {', '.join(names)}"


# --- in words


def _faults(made: Iterable[OfKind]) -> Iterator[Fault]:
    for one in made:
        for name, what in one.differ[:NAMED]:
            yield Fault(record=name, what=f"Of the {_words(one.kind)}: {what}.", hint=HINT)
        if len(one.differ) > NAMED:
            what = f"Made anew, {len(one.differ) - NAMED:,} more of them are otherwise."
            yield Fault(record=_words(one.kind), what=what, hint=HINT)


def _moved(made: Iterable[OfKind], last: _Last) -> Iterator[str]:
    for one in made:
        if one.differ:
            named = ", ".join(name for name, _ in one.differ[:NAMED]) + (
                ", ..." if one.differ[NAMED:] else ""
            )
            yield (
                f"Made anew, these {_words(one.kind)} are otherwise than another build of the program ({last.program}) made them "
                f"({len(one.differ):,}): {named}. The next run puts the new ones in their place."
            )


def _remarks(case: Casefile, again: MadeAgain, last: _Last) -> Iterator[str]:
    kept = "their readings were taken as they are kept, and only what follows from them was made anew."
    if again.another:
        yield f"Texts that were read by another version of the reader ({again.another:,}): {kept}"
    if again.endpoint:
        yield f"Texts that a model of yours read, to which nothing is sent here ({again.endpoint:,}): {kept}"
    if last.why_not is not None:
        yield (
            f"What is linked, weighed and assessed was not made anew: {last.why_not}. "
            f"Run `chapeau run --case {case.folder}` first."
        )
    if last.since:
        yield f"Decisions since the last run ({len(last.since):,}) were left out, as that run did not know them."


def _words(table: str) -> str:
    return table.replace("_", " ")
