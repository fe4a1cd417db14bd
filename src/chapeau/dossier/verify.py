"""Can a stranger check it? Pure checks: every quote equals its span, ids and hashes come from content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Protocol

from chapeau.dossier.compose import CaseView
from chapeau.errors import RecordUnknown
from chapeau.ground.identity import act_id, document_id, response_id, statement_id, text_hash
from chapeau.records import Act, Document, Mention, Response, Span, Statement

CHANGED = "Do not cite it: compare with the preserved source, then run the reading step again."
MISSING = "Do not cite it: the record it rests on is not in the case."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that does not hold: the record, what is wrong with it, and what to do."""

    record: str
    what: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What does not hold, and what is to be said although nothing is wrong."""

    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()


class ReadOf(Protocol):
    """What was read from each document."""

    def statements_of(self, document: str, /) -> tuple[Statement, ...]: ...

    def acts_of(self, document: str, /) -> tuple[Act, ...]: ...

    def responses_of(self, document: str, /) -> tuple[Response, ...]: ...

    def mentions_of(self, document: str, /) -> tuple[Mention, ...]: ...


def document_faults(view: ReadOf, document: Document, *, text_whole: bool = True) -> Iterator[Fault]:
    """Faults of one document and of all that was read from it; of a text without its names, whose hash is that of the whole, all
    but the hash.
    """
    yield from _document(document, text_whole=text_whole)
    for statement in view.statements_of(document.id):
        yield from _read(statement, document, _statement_id(statement))
    for act in view.acts_of(document.id):
        yield from _read(act, document, _act_id(act))
    for response in view.responses_of(document.id):
        given = response_id(document.id, response.kind, response.evidence.start, response.evidence.end)
        yield from _read(response, document, given)
    for mention in view.mentions_of(document.id):
        yield from _quotes(f"mention {mention.start}:{mention.end} of {document.id}", mention, document)


def faults(view: CaseView) -> Iterator[Fault]:
    """Every fault of a case's records, documents first, then what links, findings and origins cite.

    Holds one document's records at a time. Blobs and the custody log are preserve's to check.
    """
    for document in view.documents():
        yield from _known(view.source, document.source, document.id)
        yield from document_faults(view, document)
    for cited_by, act in _acts_cited(view):
        yield from _known(view.act, act, cited_by)
    for cited_by, name in _documents_cited(view):
        yield from _known(view.document, name, cited_by)
    yield from _findings(view)


def _document(document: Document, *, text_whole: bool) -> Iterator[Fault]:
    if text_whole and text_hash(document.text) != document.text_hash:
        yield Fault(record=document.id, what="The text no longer matches the hash taken of it.", hint=CHANGED)
    if document_id(document.source, document.position, document.extractor, document.text_hash) != document.id:
        yield Fault(
            record=document.id, what="The id does not follow from source, position and text.", hint=CHANGED
        )


def _read(record: Act | Statement | Response, document: Document, given: str) -> Iterator[Fault]:
    if given != record.id:
        yield Fault(
            record=record.id, what="The id does not follow from its place in the document.", hint=CHANGED
        )
    yield from _quotes(record.id, record, document)


def _act_id(act: Act) -> str:
    first = min(act.triggers, key=lambda t: (t.start, t.end))
    return act.id if act.id == _of(act, act.triggers[0]) else _of(act, first)


def _of(act: Act, trigger: Span) -> str:
    return act_id(act.document, trigger.start, trigger.end)


def _statement_id(statement: Statement) -> str:
    anchor = statement.cue or statement.content[0]
    return statement_id(statement.document, anchor.start, anchor.end)


def _quotes(record: str, value: Any, document: Document) -> Iterator[Fault]:
    for span in spans_of(value):
        if not 0 <= span.start <= span.end <= len(document.text):
            what = f"The span {span.start}:{span.end} lies outside the text of {document.id}."
            yield Fault(record=record, what=what, hint=CHANGED)
        elif document.text[span.start : span.end] != span.text:
            what = f"The quote at {span.start}:{span.end} is not what {document.id} says there."
            yield Fault(record=record, what=what, hint=CHANGED)


def spans_of(value: Any) -> Iterator[Span]:
    """Every span in a record, however deep."""
    if isinstance(value, Span):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans_of(getattr(value, field.name))


def _known(look_up: Callable[[str], object], record: str, cited_by: str) -> Iterator[Fault]:
    try:
        look_up(record)
    except RecordUnknown:
        yield Fault(record=cited_by, what=f"It rests on {record}, which is not there.", hint=MISSING)


def _acts_cited(view: CaseView) -> Iterator[tuple[str, str]]:
    for rests in view.rests_on():
        yield rests.act, rests.act
    for incident in view.incidents():
        yield from ((incident.id, act) for act in incident.acts)
    for finding in view.findings():
        yield from ((finding.id, act) for act in (*finding.acts_for, *finding.acts_against))


def _documents_cited(view: CaseView) -> Iterator[tuple[str, str]]:
    for origin in view.origins():
        yield from ((origin.id, member.document) for member in origin.members)
    for mention in view.mentions():
        yield f"a mention at {mention.start}", mention.document


def _findings(view: CaseView) -> Iterator[Fault]:
    incidents = frozenset(i.id for i in view.incidents())
    origins = frozenset(o.id for o in view.origins())
    for finding in view.findings():
        yield from _among(finding.incidents_for, incidents, finding.id)
        yield from _among((*finding.origins_for, *finding.origins_against), origins, finding.id)
    if view.determination.state != "working_draft":
        return  # a determination holds its findings as they stood when it was signed
    determined = frozenset(view.determination.findings)
    yield from _among(sorted(determined), frozenset(f.id for f in view.findings()), view.determination.id)


def _among(cited: Iterable[str], known: frozenset[str], cited_by: str) -> Iterator[Fault]:
    for record in cited:
        if record not in known:
            yield Fault(record=cited_by, what=f"It rests on {record}, which is not there.", hint=MISSING)
