"""Records by hand, for tests of the casefile."""

from __future__ import annotations

from chapeau.ground.identity import act_id, document_id, source_id, statement_id, text_hash
from chapeau.records import (
    Act,
    Capture,
    Document,
    Mention,
    Reading,
    Source,
    Span,
    Statement,
)

TEXT = "Guards beat two men in Ostrey. A spokesman said nobody was hurt."


def a_source(name: str = "ostrey.txt", text: str = TEXT) -> Source:
    blob = text_hash(text)
    return Source(
        id=source_id(blob, name, None),
        blob=blob,
        size=len(text),
        media_type="text/plain",
        capture=Capture(name=name, by="A. Analyst", at="2031-05-02T09:00:00Z", clock="given", how="file"),
    )


def a_document(source: Source, text: str = TEXT, position: int = 0) -> Document:
    hashed = text_hash(text)
    return Document(
        id=document_id(source.id, position, "plain 0.1", hashed),
        source=source.id,
        position=position,
        extractor="plain 0.1",
        text_hash=hashed,
        text=text,
    )


def a_reading(document: Document, made_by: str = "rules 0.1", kind: str = "assault") -> Reading:
    evidence = Span(start=0, end=30, text=document.text[:30])
    act = Act(
        id=act_id(document.id, 7, 11),
        document=document.id,
        made_by=made_by,
        type=kind,
        triggers=(Span(start=7, end=11, text=document.text[7:11]),),
        evidence=evidence,
    )
    said = Statement(
        id=statement_id(document.id, 43, 47),
        document=document.id,
        made_by=made_by,
        speaker=None,
        cue=Span(start=43, end=47, text=document.text[43:47]),
        content=(Span(start=48, end=63, text=document.text[48:63]),),
        kind="indirect",
        stance="denies",
    )
    place = Mention(start=23, end=29, text=document.text[23:29], document=document.id, kind="place")
    return Reading(
        document=document.id,
        made_by=made_by,
        date=None,
        language="en",
        length=len(document.text),
        statements=(said,),
        acts=(act,),
        mentions=(place,),
    )
