"""How many stand on no list, from a table of overlaps? Never part of any count."""

from __future__ import annotations

import csv
import io
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chapeau.errors import InputUnreadable, PathMissing, UsageError
from chapeau.ground.codec import from_plain
from chapeau.preserve.formats.decoding import decoded
from chapeau.preserve.receive import bare_name, read_steadily
from chapeau.records import Estimate
from chapeau.weigh.undercount.methods import estimates
from chapeau.weigh.undercount.table import Overlaps, from_patterns

BESIDE = ".undercount.toml"
"""What stands behind the name of the table that it declares, beside it."""

COUNT = "count"
"""The column that says how many persons have a pattern."""

MOST_LISTS = 10
"""Lists in a table: with more there are over 1,023 patterns, most of them with nobody, and no method says anything."""

SEPARATORS = ",;\t|"

NO_LIST = "reports are no list of identified victims, and nothing is estimated from them"
WHY_NO_LIST = "Reports copy each other and go where reporters go."


@dataclass(frozen=True, slots=True, kw_only=True)
class OneList:
    """What is declared of one list. `kind` 'news' says that reports made it, and refuses it."""

    inclusion: str | None = None
    kind: str = "identified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a person says of the lists: the scope that all share, the rule of inclusion (of all, or of each), and who says it."""

    scope: str | None = None
    inclusion: str | None = None
    declared_by: str | None = None
    lists: Mapping[str, OneList] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undercount:
    """A table, what is declared of it, and what every method says. `joined` is the number of persons observed if every likeness that
    waits for a person joined two; None where there was nothing to join. `refused` are lists of the case by which nothing is estimated."""

    name: str
    table: Overlaps
    declared: Declaration
    undeclared: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    seed: int
    joined: int | None = None
    refused: tuple[str, ...] = ()


def undercount(path: Path, typed: Declaration, *, seed: int) -> Undercount:
    """What every method says of the table in `path`. Raises PathMissing, InputUnreadable, UsageError."""
    if not path.exists():
        raise PathMissing(f"There is no {path}.", hint="Name a table in CSV, or a case's folder.")
    name = bare_name(path.name)
    table = read_table(decoded(read_steadily(path), name), name)
    declared = _together(_beside(path, table.lists), typed)
    _refuse_news(declared)
    return Undercount(
        name=name,
        table=table,
        declared=declared,
        undeclared=tuple(_missing(declared, table.lists)),
        estimates=estimates(table, seed),
        seed=seed,
    )


# --- the table ------------------------------------------------------------------------------------------


def read_table(text: str, name: str) -> Overlaps:
    """A column a list (1 or 0), and `count`: how many persons have that pattern. Raises InputUnreadable."""
    head = text.partition("\n")[0]
    mark = max(SEPARATORS, key=lambda m: (head.count(m), -SEPARATORS.index(m)))
    rows = [
        (number, [cell.strip() for cell in row])
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark), start=1)
        if any(cell.strip() for cell in row)
    ]
    if len(rows) < 2:
        raise _refused(
            f"{name} has no rows below a header.", "Give a column for each list and one called 'count'."
        )
    headers = rows[0][1]
    at = _count_column(headers, name)
    lists = [h for k, h in enumerate(headers) if k != at]
    found: dict[int, tuple[int, int]] = {}
    for number, row in rows[1:]:
        pattern, persons = _row(row, headers, at, f"{name}, line {number}")
        if pattern in found:
            raise _refused(
                f"{name}, line {number} has the pattern of line {found[pattern][1]} again.",
                "Write each pattern once, with all its persons.",
            )
        found[pattern] = (persons, number)
    if not sum(persons for persons, _ in found.values()):
        raise _refused(f"{name} counts nobody.", "Give the number of persons with each pattern.")
    return from_patterns(lists, {pattern: persons for pattern, (persons, _) in found.items()})


def _count_column(headers: Sequence[str], name: str) -> int:
    folded = [h.casefold() for h in headers]
    if folded.count(COUNT) != 1:
        raise _refused(
            f"{name} has {folded.count(COUNT) or 'no'} column{'s' * (COUNT in folded)} called 'count'.",
            "Name the column that says how many persons have a pattern 'count'; the others are lists.",
        )
    if twice := next((h for h in headers if headers.count(h) > 1 or not h), None):
        raise _refused(f"{name} has the column '{twice}' twice.", "Give each list a name of its own.")
    if "" in headers:
        raise _refused(f"{name} has a column without a name.", "Give each list a name of its own.")
    if len(headers) - 1 > MOST_LISTS:
        raise _refused(
            f"{name} has {len(headers) - 1} lists, more than {MOST_LISTS}.",
            "Merge lists that work alike, and say so.",
        )
    return folded.index(COUNT)


def _row(row: Sequence[str], headers: Sequence[str], at: int, where: str) -> tuple[int, int]:
    if len(row) != len(headers):
        raise _refused(
            f"{where} has {len(row)} cells under {len(headers)} headers.", "Give each line a cell a column."
        )
    if not row[at].isascii() or not row[at].isdigit():
        raise _refused(
            f"{where}: '{row[at]}' is no number of persons.",
            "Write whole numbers from 0, in digits, without separators.",
        )
    pattern = 0
    for place, (header, cell) in enumerate(
        (h, c) for k, (h, c) in enumerate(zip(headers, row, strict=True)) if k != at
    ):
        if cell not in ("0", "1"):
            raise _refused(
                f"{where}: '{cell}' under '{header}' is neither 0 nor 1.",
                "Every column but 'count' is a list: 1 for those on it, 0 for those not. Take other columns out.",
            )
        pattern |= int(cell) << place
    if pattern == 0 and row[at].strip("0"):
        raise _refused(
            f"{where} counts persons on no list.", "Take the line out: nobody knows how many they are."
        )
    return pattern, int(row[at])


def _refused(message: str, hint: str) -> InputUnreadable:
    return InputUnreadable(message, hint=f"{hint} See docs/undercount.md.")


# --- what is declared -----------------------------------------------------------------------------------


def _beside(path: Path, lists: Sequence[str]) -> Declaration:
    beside = path.with_name(path.name + BESIDE)
    if not os.path.lexists(beside):
        return Declaration()
    try:
        plain = tomllib.loads(read_steadily(beside).decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _refused(f"{beside.name} is not TOML: {error}.", "Mend it, then run again.") from error
    if unknown := sorted(set(plain) - set(Declaration.__dataclass_fields__)):
        raise _refused(
            f"{beside.name}: nothing is called '{unknown[0]}' in it.",
            f"It may hold: {', '.join(sorted(Declaration.__dataclass_fields__))}.",
        )
    declared = from_plain(Declaration, plain, what=beside.name)
    for name, one in declared.lists.items():
        if name not in lists:
            raise _refused(
                f"{beside.name} declares a list '{name}' that the table lacks.",
                "Write it as its header does.",
            )
        if one.kind not in ("identified", "news"):
            raise _refused(
                f"{beside.name}: '{one.kind}' is no kind of list.", "Write 'identified' or 'news'."
            )
    return declared


def _together(beside: Declaration, typed: Declaration) -> Declaration:
    return Declaration(
        scope=typed.scope or beside.scope,
        inclusion=typed.inclusion or beside.inclusion,
        declared_by=typed.declared_by or beside.declared_by,
        lists=beside.lists,
    )


def _refuse_news(declared: Declaration) -> None:
    """Raises UsageError: what papers print depends on what other papers printed, and on who can reach them."""
    news = [name for name, one in declared.lists.items() if one.kind == "news"]
    if news:
        raise UsageError(
            f"{', '.join(news)}: {NO_LIST}.",
            hint=f"{WHY_NO_LIST} Leave such columns out of the table.",
        )


def _missing(declared: Declaration, lists: Sequence[str]) -> list[str]:
    """What nobody has declared, in words."""
    without = [
        n for n in lists if not (declared.inclusion or (n in declared.lists and declared.lists[n].inclusion))
    ]
    rule = f"by which rule a person came onto {', '.join(without)}"
    return [*([] if declared.scope else ["what the lists cover"]), *([rule] if without else [])]
