"""What did the heads of the learned model decide, and how sure were they? Reasons by what they labelled."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, takewhile

from chapeau.read.about_told import SURE, main_event
from chapeau.read.because import Range
from chapeau.read.cues import Attribution
from chapeau.read.heads import ROLES
from chapeau.read.labelled import Labelled
from chapeau.read.rules import Grounds
from chapeau.read.stretches import Stretch, stretches
from chapeau.read.who_said import sources
from chapeau.read.why.reason import Why, by_head
from chapeau.records import Act, Reading, Span, Statement

Field = tuple[str, str]
Mark = tuple[Stretch, Range]


def why_heads(grounds: Grounds, reading: Reading, by_rules: Collection[Field]) -> Iterator[Why]:
    """The reasons of the heads; none where no encoder analysed the text.

    `by_rules` are the fields, with their records, that rules have given reasons for: an act's parties that
    grammar ties to it are the rules', though a head may mark them too.
    """
    labelled = grounds.parsed.doc.labelled
    if labelled is None:
        return
    yield from _of_statements(grounds, reading, labelled)
    yield from _of_acts(grounds, reading.acts, labelled, by_rules)
    yield from _of_about(reading, labelled)


def _of_statements(grounds: Grounds, reading: Reading, labelled: Labelled) -> Iterator[Why]:
    made_of = sources(grounds.parsed, grounds.names, grounds.posts, grounds.date, reading.document)
    doc = grounds.parsed.doc
    marks = [(s, s.range(doc)) for s in stretches(doc, labelled.said, labelled)]
    for statement in reading.statements:
        source = made_of[statement.id]
        if isinstance(source, Attribution) and source.heard is not None:
            yield from _heard(statement, marks)


def _heard(statement: Statement, marks: Sequence[Mark]) -> Iterator[Why]:
    parts = {"speaker": statement.speaker, "cue": statement.cue}
    parts |= {f"content[{n}]": content for n, content in enumerate(statement.content)}
    kinds = {"speaker": "source", "cue": "cue"}
    for field, part in parts.items():
        kind = kinds.get(field, "content")
        mark = None if part is None else _mark(part, (kind,), marks)
        if part is not None and mark is not None:
            yield by_head(statement.id, field, (part,), "said", mark.score)


def _mark(part: Span, kinds: Collection[str], marks: Sequence[Mark]) -> Stretch | None:
    """The first stretch of these kinds that a part shares words with: contents and phrases are tidied after they are marked."""
    first = bisect_right(marks, part.start, key=lambda mark: mark[1][1])
    near = takewhile(lambda mark: mark[1][0] < part.end, islice(marks, first, None))
    return next((stretch for stretch, _ in near if stretch.kind in kinds), None)


def _of_acts(
    grounds: Grounds, acts: Sequence[Act], labelled: Labelled, by_rules: Collection[Field]
) -> Iterator[Why]:
    doc = grounds.parsed.doc
    marks = [(s, s.range(doc)) for s in stretches(doc, labelled.role, labelled)]
    for act in acts:
        for name in ("methods", "perpetrators", "victims"):
            for n, part in enumerate(getattr(act, name)):
                mark, field = _mark(part, ROLES, marks), f"{name}[{n}]"
                if mark is None or (act.id, field) in by_rules:
                    continue
                yield by_head(act.id, field, (part,), "role", mark.score)
                if name != "methods":
                    yield by_head(act.id, f"{field}.kind", (part,), "role", mark.score)


def _of_about(reading: Reading, labelled: Labelled) -> Iterator[Why]:
    """Kinds of which the model is so sure that it lists them, whatever the rules hold of them."""
    likely = main_event(labelled) or {}
    kinds = {a.id: a.family for a in reading.acts}
    for n, act in enumerate(reading.about.acts):
        probability = likely.get(kinds[act], 0.0)
        if probability >= SURE:
            yield by_head("about", f"acts[{n}]", (), "families", probability)
