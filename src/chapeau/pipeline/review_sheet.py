"""Decisions by spreadsheet: every field that a person can decide, one row each, out and in again.

Columns `kind` to `standing` say what there is; a person fills `decision`, `after` and `why`. A row
that comes back without them makes no decision; `seen` tells whether the field is still what the
person saw. A cell that a spreadsheet might take for a formula gets an apostrophe in front, which is
taken off again (the project OWASP describes this as CSV injection).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile, opened, writable
from chapeau.errors import ChapeauError, DataInvalid, UsageError
from chapeau.ground.codec import to_plain
from chapeau.pipeline.decide import Decidable, as_json, as_left, keep_decision, proposed
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.publish import not_written, spare_case, write_whole
from chapeau.pipeline.reviewed import CORRECTABLE, DECIDABLE, AfterReview, after_review
from chapeau.records import Act, CasualtyList, Decision, DecisionKind, IncidentLink, Response
from chapeau.review.apply import DECLARED, FIXED, Reviewable, withdrawn

COLUMNS = (
    "kind", "record", "other", "document", "sentence", "field", "value", "standing", "decision", "after", "why", "seen",
)  # fmt: skip
NEEDED = frozenset({"kind", "record", "field", "decision", "after", "why"})
NOT_DECIDED = frozenset({*FIXED, "score"})
"""A score is how sure the machine is: nothing that a person decides."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
OF_WHOLE: tuple[DecisionKind, ...] = ("accept", "reject")
OF_PAIR: tuple[DecisionKind, ...] = ("same", "not_same", "unsure")
OWNER_READS = 0o600
"""The sheet's rights: what is in it is for whoever may open the case."""

LONGEST_CELL = 2**31 - 1
"""Characters: the csv module's own limit of 131,072 is less than a long sentence's document may need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row that made no decision although it asked for one: its number in the file, and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReport:
    """What came of a sheet: the decisions it made, rows left as they were, rows refused."""

    decided: tuple[Decision, ...]
    unchanged: int
    refused: tuple[Refused, ...]

    @property
    def exit_code(self) -> int:
        """0, or 3 where some row was refused."""
        return 3 if self.refused else 0


# --- out ---------------------------------------------------------------------------------------------


def review_out(folder: Path, sheet: Path, occasion: Occasion) -> int:
    """Write the sheet, UTF-8 with a mark that spreadsheets know; how many rows.

    The sheet holds names, so it is readable by its owner alone, and the custody log says that it was
    taken out; a case on a medium that cannot be written keeps no log of it. Raises CaseMissing, CaseBusy; OutputIsInput where
    it would lie in the case.
    """
    spare_case(folder, sheet)
    logged = writable(folder)
    with opened(folder, write=logged) as case:
        rows, sha = 0, hashlib.sha256()

        def lines() -> Iterator[bytes]:
            nonlocal rows
            yield b"\xef\xbb\xbf" + _line(COLUMNS)
            for row in _rows(case, after_review(case)):
                rows += 1
                line = _line([guarded(row.get(column, "")) for column in COLUMNS])
                sha.update(line)
                yield line

        try:
            write_whole(sheet, lines(), mode=OWNER_READS)
        except OSError as error:
            raise not_written(sheet, error) from error
        if logged:
            _log_sheet(case, occasion, sha.digest())
        return rows


def _log_sheet(case: Casefile, occasion: Occasion, content: bytes) -> None:
    with case.transaction():
        custody.append(
            case, at=occasion.at, by=occasion.who, action="exported", subject="case", content=content,
            note="review-sheet-with-names",
        )  # fmt: skip
    custody.take_head(case)


def _line(cells: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode()


def _rows(case: Casefile, review: AfterReview) -> Iterator[dict[str, str]]:
    standing = {r.record: r.state for r in review.reviewed}
    for document in case.all(kinds.DOCUMENTS):
        for kind in DECIDABLE:
            for record in case.of_document(kind, document.id):
                state = standing.get(record.id, "machine")
                yield from _rows_of(review.of(record), document.text, state)
    for incident in case.all(kinds.INCIDENTS):
        for link in incident.links:
            yield _link_row(case, link)
    for made in case.all(kinds.LISTS):
        yield from _rows_of_list(review.of(made), standing.get(made.id, "machine"))
    taken_back = withdrawn(review.decisions)
    for decision in review.decisions:
        yield _decision_row(decision, taken_back)


def _rows_of(record: Decidable, text: str, standing: str) -> Iterator[dict[str, str]]:
    plain = to_plain(record)
    about = {
        "kind": _kind_name(type(record)),
        "record": record.id,
        "document": record.document,
        "sentence": _sentence(record, text),
        "standing": standing,
    }
    yield {**about, "field": "", "value": "", "seen": digest(_fields(plain))}
    for name in _fields(plain):
        yield {**about, "field": name, "value": as_json(plain[name]), "seen": digest(plain[name])}


def _rows_of_list(made: CasualtyList, standing: str) -> Iterator[dict[str, str]]:
    """What is declared of a list; a person declared it, so that no row accepts or rejects the whole."""
    about = {
        "kind": _kind_name(CasualtyList),
        "record": made.id,
        "standing": f"declared ({made.entered_by})" if standing == "machine" else standing,
    }
    plain = to_plain(made)
    for name in DECLARED:
        yield {**about, "field": name, "value": as_json(plain[name]), "seen": digest(plain[name])}


def _fields(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in plain.items() if name not in NOT_DECIDED}


def _link_row(case: Casefile, link: IncidentLink) -> dict[str, str]:
    left, right = case.get(kinds.ACTS, link.left), case.get(kinds.ACTS, link.right)
    return {
        "kind": "link",
        "record": link.left,
        "other": link.right,
        "document": left.document,
        "sentence": f"{left.evidence.text}\n{right.evidence.text}",
        "value": as_json(to_plain(link.score)),
        "standing": "machine" if link.decision is None else f"decided ({link.decision})",
    }


def _decision_row(decision: Decision, taken_back: frozenset[str]) -> dict[str, str]:
    """A decision, so that it can be withdrawn in the sheet."""
    return {
        "kind": "decision",
        "record": decision.id,
        "other": decision.record,
        "sentence": decision.why,
        "value": as_json(
            {"kind": decision.kind, "of": decision.field, "after": decision.after, "with": decision.other}
        ),
        "standing": f"{'withdrawn' if decision.id in taken_back else 'decided'} ({decision.who}, {decision.when})",
    }


def _kind_name(kind: type[Any]) -> str:
    return "list" if kind is CasualtyList else kind.__name__.lower()


def _sentence(record: Decidable, text: str) -> str:
    if isinstance(record, Act | Response):
        return record.evidence.text
    spans = [span for span in (record.speaker, record.cue, *record.content) if span is not None]
    return text[min(s.start for s in spans) : max(s.end for s in spans)] if spans else ""


# --- in ----------------------------------------------------------------------------------------------


def review_in(folder: Path, sheet: Path, occasion: Occasion) -> SheetReport:
    """Keep the decisions of a sheet, all in one transaction; a row that cannot be one is refused by number.

    Raises DataInvalid where the file is no such sheet; and what `opened` raises.
    """
    rows = _read(sheet)
    decided: list[Decision] = []
    refused: list[Refused] = []
    unchanged = 0
    with opened(folder, write=True) as case, case.transaction():
        for number, row in rows:
            try:
                made = _decision(case, row, occasion)
            except ChapeauError as error:
                refused.append(Refused(row=number, why=str(error)))
                continue
            if made is not None and keep_decision(case, made, occasion):
                decided.append(made)
            else:
                unchanged += 1
    return SheetReport(decided=tuple(decided), unchanged=unchanged, refused=tuple(refused))


def _decision(case: Casefile, row: dict[str, str], occasion: Occasion) -> Decision | None:
    kind, after = row["decision"].strip().lower().replace(" ", "_"), row["after"]
    if not kind and not after.strip():
        return None
    if row["kind"] == "link":
        return _pair_decision(case, row, kind, occasion)
    if row["kind"] == "decision":
        return _withdrawal(case, row, kind, occasion)
    record = case.get(_table(row), row["record"])
    left = as_left(case, record)
    if not row["field"]:
        return _whole_decision(case, row, record, kind, occasion)
    if kind not in ("", "correct"):
        raise UsageError(
            f"'{kind}' is no decision on one field.",
            hint="Write 'correct' and the new value; accept or reject in the record's first row.",
        )
    if _is_already(left, row["field"], after):
        return None
    _check_seen(row, to_plain(left).get(row["field"]))
    return proposed(case, record, "correct", occasion, why=row["why"], field=row["field"], after=after)


def _withdrawal(case: Casefile, row: dict[str, str], kind: str, occasion: Occasion) -> Decision | None:
    if kind != "withdraw":
        raise UsageError(f"'{kind}' is no decision on a decision.", hint="Write withdraw, and why.")
    taken_back = case.get(kinds.DECISIONS, row["record"])
    if taken_back.id in withdrawn(case.all(kinds.DECISIONS)):
        return None
    return proposed(case, taken_back, "withdraw", occasion, why=row["why"])


def _whole_decision(
    case: Casefile, row: dict[str, str], record: Decidable, kind: str, occasion: Occasion
) -> Decision | None:
    if kind not in OF_WHOLE or row["after"].strip():
        raise UsageError(
            f"'{kind or row['after']}' is no decision on a whole record.", hint="Write accept or reject."
        )
    made = proposed(case, record, kind, occasion, why=row["why"])
    return None if _stands(case, made) else made


def _pair_decision(case: Casefile, row: dict[str, str], kind: str, occasion: Occasion) -> Decision | None:
    if kind not in OF_PAIR:
        raise UsageError(f"'{kind}' is no decision on two acts.", hint="Write same, not_same or unsure.")
    left, right = case.named(row["record"])[1], case.named(row.get("other", ""))[1]
    made = proposed(case, left, kind, occasion, why=row["why"], other=right)
    return None if _stands(case, made) else made


def _stands(case: Casefile, made: Decision) -> bool:
    """Whether the latest decision on the same thing says the same already, by the same person."""
    names = {made.record, made.other}
    on_it = [
        d
        for name in sorted(name for name in names if name)
        for d in case.decisions_on(name)
        if {d.record, d.other} == names and d.field == made.field and d.kind in (*OF_WHOLE, *OF_PAIR)
    ]
    latest = max(on_it, key=lambda d: (d.when, d.id), default=None)
    if latest is None or latest.id in withdrawn(case.all(kinds.DECISIONS)):
        return False
    return (latest.kind, latest.who, latest.why) == (made.kind, made.who, made.why)


def _is_already(left: Reviewable, field: str, after: str) -> bool:
    value = to_plain(left).get(field)
    if isinstance(value, str) and value == after:
        return True
    try:
        return bool(json.loads(after) == value)
    except json.JSONDecodeError:
        return False


def _check_seen(row: dict[str, str], value: Any) -> None:
    if row.get("seen") and row["seen"] != digest(value):
        raise UsageError(
            f"{row['field']} of {row['record']} has changed since this sheet was written.",
            hint="Write the sheet anew (`chapeau review --out`) and look at the record again.",
        )


def _table(row: dict[str, str]) -> kinds.Kind[Any]:
    tables = {_kind_name(kind.type): kind for kind in CORRECTABLE}
    if row["kind"] not in tables:
        raise UsageError(
            f"'{row['kind']}' is no kind of record.",
            hint=f"Known: {', '.join(sorted(tables))}, link, decision.",
        )
    return tables[row["kind"]]


def _read(sheet: Path) -> list[tuple[int, dict[str, str]]]:
    """The sheet's rows with their numbers (the header is row 1). Raises DataInvalid."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        text = sheet.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _no_sheet(sheet, str(error.strerror)) from error
    except UnicodeDecodeError as error:
        raise _no_sheet(sheet, "it is not UTF-8") from error
    header = text.splitlines()[0] if text else ""
    delimiter = max(",;\t", key=header.count)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _no_sheet(sheet, f"it is no table ({error})") from error
    missing = NEEDED - set(rows[0] if rows else header.split(delimiter))
    if missing:
        raise _no_sheet(sheet, f"it lacks the columns {', '.join(sorted(missing))}")
    return [(number, _unguarded_row(row)) for number, row in enumerate(rows, start=2)]


def _unguarded_row(row: dict[str | None, Any]) -> dict[str, str]:
    return {name: unguarded(value or "") for name, value in row.items() if name is not None}


def _no_sheet(sheet: Path, why: str) -> DataInvalid:
    return DataInvalid(
        f"{sheet.name} cannot be taken as a review sheet: {why}.",
        hint="Begin from `chapeau review --out`, and save it as CSV in UTF-8.",
    )


def digest(value: Any) -> str:
    """Eight letters that change when a value does; a letter first, so that no spreadsheet sees a number."""
    return "v" + hashlib.sha256(as_json(value).encode()).hexdigest()[:8]


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    bare = cell.removeprefix("'")
    risky = cell.startswith(FORMULA) or (cell != bare and bare.startswith((*FORMULA, "'")))
    return "'" + cell if risky else cell


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell
