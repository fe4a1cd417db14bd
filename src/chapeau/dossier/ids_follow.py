"""Do the ids in a dossier follow from what stands beside them? Those that are made of content that the dossier holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from chapeau.dossier.exports import LISTS
from chapeau.dossier.names_withheld import VICTIM, WITNESS
from chapeau.dossier.schema import Dossier
from chapeau.dossier.verify import Fault
from chapeau.ground.identity import record_id, source_id
from chapeau.records import (
    CasualtyList,
    Command,
    Decision,
    Finding,
    Incident,
    LikenessModel,
    Listed,
    NamedVictim,
    Origin,
    Person,
    Source,
)

EMPTIED = "Emptied: "
"""How the reason of a decision begins whose own went with a source that was withdrawn."""

HINT = "Do not cite it: ask for the file as it was written, or check it in the case."


def ids_that_do_not_follow(dossier: Dossier) -> Iterator[Fault]:
    """Ids that two records of one list bear, and ids that their content does not give.

    Ids of texts and of what was read from them are checked with the texts; those of actors, patterns and differences are
    made of more than the dossier holds.
    """
    for kind in LISTS:
        records = getattr(dossier, kind)
        names = Counter(r.id for r in records if hasattr(r, "id") and kind != "mentions")
        yield from (
            Fault(record=name, what="Two records bear this id.", hint=HINT)
            for name, n in names.items()
            if n > 1
        )
    for kind, given in FROM_CONTENT.items():
        for record in getattr(dossier, kind):
            ids = given(record)
            if ids is not None and record.id not in ids:
                yield Fault(
                    record=record.id, what="The id does not follow from what the record says.", hint=HINT
                )
    yield from _draft(dossier)


def _source(source: Source) -> Iterable[str] | None:
    """None where its name is withheld, or the source was."""
    if source.size == 0 or _marked(source.capture.name, source.address):
        return None
    return (source_id(source.blob, source.capture.name, source.address),)


def _origin(origin: Origin) -> Iterable[str]:
    """That of the text told first, which is among its members."""
    return (record_id("ori", member.document) for member in origin.members)


def _incident(incident: Incident) -> Iterable[str]:
    """That of the first act that supports it, which is among its acts."""
    return (record_id("inc", act) for act in incident.acts)


def _finding(finding: Finding) -> Iterable[str]:
    cell = (finding.party, finding.provision, finding.element, *finding.period.ends, finding.area)
    return (record_id("fin", *cell),)


def _person(person: Person) -> Iterable[str]:
    entries = (*person.listed, *person.victims)
    return (record_id("person", min(entries)),) if entries else ()


def _victim(victim: NamedVictim) -> Iterable[str]:
    return (record_id("vic", victim.document, victim.start, victim.end),)


def _list(made: CasualtyList) -> Iterable[str]:
    return (record_id("list", made.source),)


def _row(row: Listed) -> Iterable[str]:
    return (record_id("row", row.list, row.position),)


def _command(command: Command) -> Iterable[str] | None:
    if command.document is not None:
        if command.start is None or command.end is None:
            return ()
        return (record_id("cmd", command.document, command.start, command.end),)
    if _marked(command.source, command.made_by):
        return None
    days = (command.low or "", command.high or "")
    return (
        record_id(
            "cmd", command.superior, command.subordinate, command.kind, *days, command.source, command.made_by
        ),
    )


def _model(model: LikenessModel) -> Iterable[str]:
    levels = (f"{level.comparison} {level.level} {level.m} {level.u}" for level in model.levels)
    return (record_id("model", model.made_by, model.entries, model.pairs, *levels),)


def _decision(decision: Decision) -> Iterable[str] | None:
    """None where it is emptied, or bears what is withheld."""
    said = (decision.why, decision.before, decision.after)
    if _marked(*said, decision.who) or decision.why.startswith(EMPTIED):
        return None
    about = (decision.kind, decision.record, decision.who, decision.when, decision.why)
    parts = (*about, decision.field, decision.before, decision.after, decision.other)
    return (record_id("dec", *(json.dumps(part, ensure_ascii=False) for part in parts)),)


FROM_CONTENT: dict[str, Callable[[Any], Iterable[str] | None]] = {
    "sources": _source,
    "origins": _origin,
    "incidents": _incident,
    "findings": _finding,
    "persons": _person,
    "named_victims": _victim,
    "lists": _list,
    "listed": _row,
    "commands": _command,
    "likeness_models": _model,
    "decisions": _decision,
}
"""By list, the ids of which a record's must be one; None where what it is made of is withheld."""


def _draft(dossier: Dossier) -> Iterator[Fault]:
    """A working draft bears the id of the findings that it is a draft of."""
    made = dossier.determination
    if made.state == "working_draft" and made.id != record_id("det", "working_draft", *made.findings):
        yield Fault(record=made.id, what="The id does not follow from the findings of the draft.", hint=HINT)


def _marked(*texts: str | None) -> bool:
    return bool({VICTIM, WITNESS} & set(chain.from_iterable(text or "" for text in texts)))
