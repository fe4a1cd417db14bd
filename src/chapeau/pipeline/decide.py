"""What a person decides, checked against the record before it is kept, with its custody entry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile, opened
from chapeau.errors import RecordUnknown, UsageError
from chapeau.ground.codec import to_plain
from chapeau.ground.identity import record_id
from chapeau.pipeline.declared_list import check_value
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.reviewed import CORRECTABLE
from chapeau.records import (
    Act,
    Actor,
    CasualtyList,
    Decision,
    DecisionKind,
    Document,
    Listed,
    NamedVictim,
    Response,
    Statement,
)
from chapeau.review.apply import ABOUT_PAIRS, Reviewable, apply

Decidable = Act | Statement | Response


def decide(
    folder: Path,
    beginning: str,
    kind: DecisionKind,
    occasion: Occasion,
    *,
    why: str,
    field: str | None = None,
    after: str | None = None,
    other: str | None = None,
) -> Decision:
    """Keep one decision on the record whose id begins so.

    `after` is JSON, or words where the field holds words. Raises RecordUnknown; UsageError where the
    decision does not fit the record; and what `opened` raises.
    """
    with opened(folder, write=True) as case:
        record = _named(case, beginning)
        second = None if other is None else _named(case, other)
        made = proposed(case, record, kind, occasion, why=why, field=field, after=after, other=second)
        with case.transaction():
            keep_decision(case, made, occasion)
        return made


def _named(case: Casefile, beginning: str) -> Any:
    """The record that was meant; for an id under which an actor's name stood before it was joined, that actor."""
    try:
        return case.named(beginning)[1]
    except RecordUnknown:
        joined = [
            (a, name) for a in case.all(kinds.ACTORS) for name in a.joined if name.startswith(beginning)
        ]
        if len(joined) != 1:
            raise
        return replace(joined[0][0], id=joined[0][1])


def proposed(
    case: Casefile,
    record: Any,
    kind: DecisionKind,
    occasion: Occasion,
    *,
    why: str,
    field: str | None = None,
    after: str | None = None,
    other: Any = None,
) -> Decision:
    """The decision, checked and not yet kept. Raises UsageError."""
    _check_kind(record, kind, other)
    if kind != "correct":
        return _made(record, kind, occasion, case, why=why, field=field, other=other)
    if field is None or after is None:
        raise UsageError(
            "A correction needs the field and its new value.",
            hint="Give --field and --to; or accept, or reject.",
        )
    return _fitting(case, record, occasion, field=field, after=after, why=why)


def keep_decision(case: Casefile, made: Decision, occasion: Occasion) -> bool:
    """Keep a decision and log it; whether it is new. Called inside a transaction."""
    if not case.keep_decision(made):
        return False
    custody.append(
        case,
        at=occasion.at,
        by=occasion.who,
        action="decided",
        subject=made.id,
        content=custody.content_of(made),
    )
    return True


def as_left(case: Casefile, record: Reviewable) -> Reviewable:
    """A record as earlier decisions left it."""
    return apply([record], _on(case, record.id)).records[0]


def value_at(record: Reviewable, field: str) -> str:
    """A field's value as JSON text; 'null' where there is no such field."""
    value: Any = to_plain(record)
    for step in field.replace("]", "").replace("[", ".").split("."):
        try:
            value = value[int(step)] if isinstance(value, (list, tuple)) else value[step]
        except (KeyError, IndexError, ValueError, TypeError):
            return "null"
    return as_json(value)


def as_json(value: Any) -> str:
    """JSON text, in one form for one value."""
    return json.dumps(value, ensure_ascii=False)


def _fitting(
    case: Casefile, record: Reviewable, occasion: Occasion, *, field: str, after: str, why: str
) -> Decision:
    before = value_at(as_left(case, record), field)
    reason = ""
    for candidate in _readings_of(after):
        made = _made(record, "correct", occasion, case, why=why, field=field, before=before, after=candidate)
        unanchored = [
            u for u in apply([record], [*_on(case, record.id), made]).unanchored if u.decision == made.id
        ]
        if not unanchored:
            if isinstance(record, CasualtyList):
                check_value(field, json.loads(candidate))
            return made
        reason = reason or unanchored[0].why
    raise UsageError(
        f"{record.id} was not changed. {reason}",
        hint=f"`chapeau show` prints the record; {field} is {before} now.",
    )


def _readings_of(after: str) -> Iterator[str]:
    """What was typed as JSON if it is, and as plain words."""
    with suppress(json.JSONDecodeError):
        yield as_json(json.loads(after))
    yield as_json(after)


def _on(case: Casefile, record: str) -> list[Decision]:
    """Decisions on one record, and those that take them back."""
    found = list(case.decisions_on(record))
    for decision in found:
        found += case.decisions_on(decision.id)
    return [d for d in found if d.kind not in ABOUT_PAIRS]


def _made(
    record: Any,
    kind: DecisionKind,
    occasion: Occasion,
    case: Casefile,
    *,
    why: str,
    field: str | None = None,
    before: str | None = None,
    after: str | None = None,
    other: Any = None,
) -> Decision:
    if not why.strip() and kind != "accept":
        raise UsageError("A decision needs its reason.", hint="Say why in a sentence.")
    when = moment_of(case, occasion)
    second = None if other is None else str(other.id)
    parts = [kind, record.id, occasion.who, when, why, field, before, after, second]
    return Decision(
        id=record_id("dec", *(as_json(part) for part in parts)),
        kind=kind,
        record=record.id,
        who=occasion.who,
        when=when,
        why=why,
        field=field,
        before=before,
        after=after,
        other=second,
    )


def moment_of(case: Casefile, occasion: Occasion) -> str:
    """The time of the next decision: microseconds count decisions, so that those of one second keep their order."""
    return f"{occasion.at.removesuffix('Z')}.{case.count(kinds.DECISIONS) % 1_000_000:06}Z"


def _check_kind(record: Any, kind: DecisionKind, other: Any) -> None:
    if kind in ABOUT_PAIRS:
        fitting: tuple[Any, ...] = (Act, Document, Actor, (Listed, NamedVictim))
        if not any(isinstance(record, k) and isinstance(other, k) for k in fitting) or record.id == other.id:
            raise UsageError(
                f"'{kind}' is decided of two acts, two documents, two actors, or two entries of persons.",
                hint="Name the second with --other.",
            )
    elif kind == "withdraw":
        if not isinstance(record, Decision):
            raise UsageError(f"{record.id} is no decision.", hint="Name the decision to take back (dec-...).")
    elif isinstance(record, CasualtyList) and kind != "correct":
        raise UsageError(
            f"{record.id} is a list: what is declared of it can be corrected, and it is neither accepted nor rejected.",
            hint="Declare it as drawn from news (correct --field kind --to news), or take its source out (`chapeau withdraw`).",
        )
    elif not isinstance(record, tuple(k.type for k in CORRECTABLE)):
        raise UsageError(
            f"{record.id} is no act, statement or response, nor a list: those alone are decided on by themselves.",
            hint="Decide on those that it rests on, or that rest on it (`chapeau show` lists them).",
        )
