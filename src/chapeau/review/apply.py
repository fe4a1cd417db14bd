"""What did people accept, change, reject? Decisions applied to records, before link, weigh and assess.

Nothing here edits what was found: a corrected record is a further record under the same id, whose
`made_by` names the person; of a list, which nobody but people declared, the decision alone says who. A decision that cannot be applied (its record is gone, its field is not
there, the value it saw is no longer the value) is listed with the reason, never dropped. The order
in which decisions are given does not matter: they count in order of `when`, then `id`. The records
given are always those that the reader found, so that applying again gives the same.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from chapeau.errors import DataInvalid
from chapeau.ground.codec import from_plain, to_plain
from chapeau.records import Act, CasualtyList, Decision, Response, Reviewed, Statement

Reviewable = Act | Statement | Response | CasualtyList
R = TypeVar("R", Act, Statement, Response, Reviewable)

ABOUT_PAIRS = ("same", "not_same", "unsure")
FIXED = ("id", "document", "made_by")
DECLARED = ("name", "scope", "inclusion", "as_of", "kind")
"""All that can be corrected of a list, which is what people declare of it: its columns and rows are what its bytes say."""

OF_A_SPAN = ("start", "end", "text")
FIELD_PATH = re.compile(r"[a-z_]+(\[\d+\])*(\.[a-z_]+(\[\d+\])*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanchored:
    """A decision that could not be applied, and why: shown to people, never dropped."""

    decision: str
    record: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied(Generic[R]):
    """Records after decisions, in the order given, rejected ones included (`rejected` has their ids).

    `reviewed` holds one entry for every record that some decision touched. `pairs` are the decisions
    on two records (same, not_same, unsure) that stand, the latest for each pair: for `link`.
    """

    records: tuple[R, ...]
    reviewed: tuple[Reviewed, ...]
    unanchored: tuple[Unanchored, ...]
    rejected: frozenset[str]
    pairs: tuple[Decision, ...]

    @property
    def standing(self) -> tuple[R, ...]:
        """The records that nobody rejected: what link, weigh and assess take."""
        return tuple(r for r in self.records if r.id not in self.rejected)


def apply(records: Iterable[R], decisions: Iterable[Decision], *, others: Iterable[str] = ()) -> Applied[R]:
    """The records as people left them.

    `others` are ids of further records that decisions may name (documents, for decisions on
    origins), so that a decision on them is not taken for one whose anchor has gone.
    """
    given = list(records)
    standing, unanchored = _not_withdrawn(sorted({d.id: d for d in decisions}.values(), key=_order))
    known = {r.id for r in given} | set(others)
    pairs = _latest_pairs([d for d in standing if d.kind in ABOUT_PAIRS and _both_known(d, known)])
    unanchored += [_gone(d) for d in standing if not _both_known(d, known)]
    of: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in standing:
        if decision.kind not in ABOUT_PAIRS:
            of[decision.record].append(decision)
    outcomes = [_outcome(record, of[record.id]) if record.id in of else _Outcome(record) for record in given]
    return Applied(
        records=tuple(o.record for o in outcomes),
        reviewed=tuple(_reviewed(o) for o in outcomes if o.decisions),
        unanchored=tuple(
            sorted(unanchored + [u for o in outcomes for u in o.failed], key=lambda u: u.decision)
        ),
        rejected=frozenset(o.record.id for o in outcomes if o.rejected),
        pairs=pairs,
    )


def withdrawn(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of the decisions that a later one took back; a withdrawal that was itself taken back takes nothing."""
    given = {d.id: d for d in decisions}
    standing = {d.id for d in _not_withdrawn(sorted(given.values(), key=_order))[0]}
    return frozenset(i for i, d in given.items() if d.kind != "withdraw" and i not in standing)


# --- which decisions stand ---------------------------------------------------------------------------


def _order(decision: Decision) -> tuple[str, str]:
    return (decision.when, decision.id)


def _not_withdrawn(decisions: list[Decision]) -> tuple[list[Decision], list[Unanchored]]:
    """The decisions that nobody took back; a withdrawal can itself be withdrawn by a later one."""
    ids = {d.id for d in decisions}
    withdrawn: set[str] = set()
    for decision in reversed(decisions):
        if decision.kind == "withdraw" and decision.id not in withdrawn:
            withdrawn.add(decision.record)
    standing = [d for d in decisions if d.id not in withdrawn and d.kind != "withdraw"]
    lost = [d for d in decisions if d.kind == "withdraw" and d.record not in ids]
    return standing, [_unanchored(d, "The decision that it takes back is not in the case.") for d in lost]


def _both_known(decision: Decision, known: set[str]) -> bool:
    return decision.record in known and (decision.kind not in ABOUT_PAIRS or decision.other in known)


def _latest_pairs(decisions: list[Decision]) -> tuple[Decision, ...]:
    latest: dict[tuple[str, ...], Decision] = {}
    for d in decisions:
        latest[(*sorted((d.record, d.other or "")), d.field or "")] = d
    return tuple(latest[k] for k in sorted(latest))


def _gone(decision: Decision) -> Unanchored:
    return _unanchored(decision, "A record that it names is not, or no longer, among the records.")


def _unanchored(decision: Decision, why: str) -> Unanchored:
    return Unanchored(decision=decision.id, record=decision.record, why=why)


# --- what they make of one record ----------------------------------------------------------------------


@dataclass(slots=True)
class _Outcome(Generic[R]):
    record: R
    decisions: list[str] = field(default_factory=list)
    failed: list[Unanchored] = field(default_factory=list)
    state: Literal["machine", "accepted", "corrected", "rejected"] = "machine"
    corrected: bool = False

    @property
    def rejected(self) -> bool:
        return self.state == "rejected"


def _outcome(record: R, decisions: list[Decision]) -> _Outcome[R]:
    """Accept and reject: the latest counts. Corrections: one after the other, the latest of a field last."""
    outcome: _Outcome[R] = _Outcome(record)
    plain = to_plain(record)
    for decision in decisions:
        if decision.kind == "correct":
            plain = _corrected(outcome, plain, decision)
        else:
            outcome.state = "accepted" if decision.kind == "accept" else "rejected"
            outcome.decisions.append(decision.id)
    if outcome.corrected:
        outcome.record = from_plain(type(record), plain, what=f"The corrected record {record.id}")
    return outcome


def _corrected(outcome: _Outcome[R], plain: Any, decision: Decision) -> Any:
    """The record in plain form after one correction, or as it was, with the reason noted."""
    try:
        steps = _steps(outcome.record, decision.field)
        changed = _with_value(plain, to_plain(outcome.record), decision, steps)
        if "made_by" in changed:
            changed["made_by"] = decision.who
        from_plain(type(outcome.record), changed, what="The corrected record")
    except _NotApplicableError as error:
        outcome.failed.append(_unanchored(decision, str(error)))
    except DataInvalid as error:
        outcome.failed.append(
            _unanchored(decision, f"The new value cannot stand in this field: {error.message}")
        )
    else:
        outcome.corrected = True
        outcome.decisions.append(decision.id)
        outcome.state = "rejected" if outcome.rejected else "corrected"
        return changed
    return plain


def _reviewed(outcome: _Outcome[R]) -> Reviewed:
    return Reviewed(record=outcome.record.id, state=outcome.state, decisions=tuple(outcome.decisions))


# --- field paths ---------------------------------------------------------------------------------------


class _NotApplicableError(Exception):
    """A correction does not fit its record; the message says why, for a person."""


def _with_value(plain: Any, machine: Any, decision: Decision, steps: list[str | int]) -> Any:
    """A copy of the plain record with the field changed from `before` to `after`.

    `before` is the field as it stands, or as the machine gave it: whoever decided later without
    having seen an earlier correction still outranks it.
    """
    before, after = _json(decision.before, "before"), _json(decision.after, "after")
    changed, machine = json.loads(json.dumps(plain)), json.loads(json.dumps(machine))
    holder: Any = changed
    for step in steps[:-1]:
        holder = _at(holder, step, decision)
    current = _at(holder, steps[-1], decision)
    if before not in (current, _found(machine, steps)) and current != after:
        raise _NotApplicableError(
            f"'{decision.field}' was {json.dumps(before, ensure_ascii=False)} when this was decided and is "
            f"{json.dumps(current, ensure_ascii=False)} now. Look at the record again and decide anew."
        )
    holder[steps[-1]] = after
    return changed


def _steps(record: Reviewable, path: str | None) -> list[str | int]:
    """'perpetrators[0].actor' becomes ['perpetrators', 0, 'actor']."""
    if not path or not FIELD_PATH.fullmatch(path):
        raise _NotApplicableError(f"'{path}' names no field. Write it as in perpetrators[0].actor.")
    first = path.split("[")[0].split(".")[0]
    if isinstance(record, CasualtyList) and first not in DECLARED:
        raise _NotApplicableError(f"Of a list, {', '.join(DECLARED)} can be corrected, and '{path}' cannot.")
    if first in FIXED:
        raise _NotApplicableError(f"'{path}' is part of what makes the record this record, and stays.")
    steps = [int(s) if s.isdigit() else s for s in re.findall(r"\w+", path)]
    if steps[-1] in OF_A_SPAN:
        raise _NotApplicableError(
            f"'{path}' is what the document says there. Replace the whole entry instead."
        )
    return steps


def _found(machine: Any, steps: list[str | int]) -> Any:
    for step in steps:
        try:
            machine = machine[step]
        except (KeyError, IndexError, TypeError):
            return None
    return machine


def _at(holder: Any, step: str | int, decision: Decision) -> Any:
    try:
        return holder[step]
    except (KeyError, IndexError, TypeError):
        raise _NotApplicableError(f"The record has no field '{decision.field}'.") from None


def _json(text: str | None, side: str) -> Any:
    try:
        return json.loads(text if text is not None else "null")
    except json.JSONDecodeError:
        raise _NotApplicableError(f"'{side}' is not JSON: {text!r}.") from None
