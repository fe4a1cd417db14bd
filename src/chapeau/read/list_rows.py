"""What does each row of a list of persons say? Names, ages, days and places, each kept as printed and as understood.

A column is known by its header (`vocabulary/lists.yaml`, in four languages) or because whoever brings the list
declares it. What is not understood is left empty and stays in the row's cells; nothing is guessed: '03/04/2031' may
be two days, and is a period from one to the other.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from chapeau.errors import InputUnreadable
from chapeau.ground.codec import to_json
from chapeau.ground.dates import is_day, month, one_day, year
from chapeau.ground.identity import record_id
from chapeau.ground.names import folded
from chapeau.read.words import vocabulary
from chapeau.records import Cell, ListColumn, Listed, ListedField, Period, Sex

OLDEST = 125
"""Years: nobody on record lived longer than 122. A higher 'age' is a year or a slip."""
SEPARATORS = ",;\t|"
NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list's columns and rows. `digest` is over the rows as kept."""

    columns: tuple[ListColumn, ...]
    rows: tuple[Listed, ...]
    digest: str


def read_list(text: str, list_id: str, name: str, declared: Mapping[str, str] | None = None) -> Table:
    """The rows of a list in CSV with a header line. `declared` gives fields to headers ('' to keep one uncompared).

    Raises InputUnreadable where there is no header, no column of names, or a declaration fits nothing.
    """
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=_separator(text)))
    if len(lines) < 2:
        raise InputUnreadable(
            f"{name} has no rows below a header.", hint="Give a CSV file with a header line."
        )
    columns = _columns(lines[0], declared or {}, name)
    filled = (row for row in lines[1:] if any(cell.strip() for cell in row))
    rows = tuple(_row(list_id, position, columns, row) for position, row in enumerate(filled, start=1))
    return Table(columns=columns, rows=rows, digest=digest_of_rows(rows))


def digest_of_rows(rows: Sequence[Listed]) -> str:
    """SHA-256, hex, over the rows as kept, in order of position."""
    sha = hashlib.sha256()
    for row in sorted(rows, key=lambda r: r.position):
        sha.update(to_json(row) + b"\n")
    return sha.hexdigest()


# --- columns --------------------------------------------------------------------------------------------


def _separator(text: str) -> str:
    head = text.lstrip("\ufeff").partition("\n")[0]
    return max(SEPARATORS, key=lambda mark: (head.count(mark), -SEPARATORS.index(mark)))


def _columns(headers: Sequence[str], declared: Mapping[str, str], name: str) -> tuple[ListColumn, ...]:
    printed = [h.strip() for h in headers]
    for header, holds in declared.items():
        if header not in printed:
            raise InputUnreadable(f"{name} has no column '{header}'.", hint="Write it as its header does.")
        if holds and holds not in get_args(ListedField):
            raise InputUnreadable(
                f"'{holds}' is no field of a list.", hint=f"One of: {', '.join(get_args(ListedField))}."
            )
    taken: set[str] = {holds for holds in declared.values() if holds}
    made: list[ListColumn] = []
    for header in printed:
        holds = declared[header] if header in declared else _field_of(header)
        if header not in declared and holds in taken:
            holds = ""
        taken.add(holds)
        made.append(ListColumn(header=header, holds=holds or None))  # type: ignore[arg-type]
    if not taken & {"name", "given", "family"}:
        raise InputUnreadable(
            f"{name} has no column of names that is known by its header.",
            hint='Declare it in a file beside it: [columns] "its header" = "name" (docs/lists.md).',
        )
    return tuple(made)


def _field_of(header: str) -> str:
    return _headers().get(folded(header.replace("_", " ")).strip(" .:*"), "")


@cache
def _headers() -> dict[str, str]:
    return {
        folded(word).strip(" .:*"): field
        for field, words in vocabulary("lists")["headers"].items()
        for word in words
    }


# --- rows -----------------------------------------------------------------------------------------------


def _row(list_id: str, position: int, columns: Sequence[ListColumn], row: Sequence[str]) -> Listed:
    cells = tuple(
        Cell(header=c.header, text=text)
        for c, text in zip(columns, (*row, *[""] * len(columns)), strict=False)
    )
    said = {c.holds: _said(cell.text) for c, cell in zip(columns, cells, strict=True) if c.holds}
    low, high = _age(said.get("age"))
    return Listed(
        id=record_id("row", list_id, position),
        list=list_id,
        position=position,
        cells=cells,
        name=said.get("name") or " ".join(w for f in ("given", "middle", "family") if (w := said.get(f))),
        given=said.get("given"),
        middle=said.get("middle"),
        family=said.get("family"),
        sex=_sex(said.get("sex")),
        age_low=low,
        age_high=high,
        born=_day(said.get("born")),
        died=_day(said.get("died")),
        place=said.get("place"),
        address=said.get("address"),
        postcode=said.get("postcode"),
        identity=said.get("identity"),
        status=said.get("status"),
        number=said.get("number"),
    )


def _said(cell: str) -> str | None:
    text = " ".join(cell.split())
    return None if folded(text) in _nothing() else text


@cache
def _nothing() -> frozenset[str]:
    return frozenset(folded(word) for word in vocabulary("lists")["nothing"])


def _sex(said: str | None) -> Sex:
    word = folded(said or "").strip(".")
    for sex, words in vocabulary("lists")["sex"].items():
        if word in {folded(w) for w in words}:
            return "man" if sex == "man" else "woman"
    return "unknown"


def _age(said: str | None) -> tuple[int | None, int | None]:
    """'34', '30-35', '8 months' (0), 'about 40' (kept as printed only: how wide is 'about'?)."""
    numbers = [int(n) for n in NUMBERS.findall(said or "")]
    if not numbers or len(numbers) > 2 or max(numbers) > OLDEST:
        return None, None
    if re.search(r"month|week|day|міс|мес|ден|днів|شهر|أشهر|يوم", folded(said or "")):
        return numbers[0] // 12 if re.search(r"month|міс|мес|شهر|أشهر", folded(said or "")) else 0, numbers[
            -1
        ] // 12
    return min(numbers), max(numbers)


def _day(said: str | None) -> Period | None:
    """A day, month or year in digits or with its month's name; two readings of one date are a period."""
    if said is None:
        return None
    numbers = [int(n) for n in NUMBERS.findall(said)]
    named = _month_named(said)
    if named and len(numbers) == 2 and max(numbers) > 31:
        return _one(max(numbers), named, min(numbers))
    if named and len(numbers) == 1 and numbers[0] > 31:
        return month(numbers[0], named)
    if len(numbers) == 1 and re.fullmatch(r"\d{8}", said.strip()):
        digits = f"{numbers[0]:08}"
        return _one(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if len(numbers) == 1 and 1900 <= numbers[0] <= 2200:
        return year(numbers[0])
    if len(numbers) == 2 and 1900 <= max(numbers) <= 2200 and 1 <= min(numbers) <= 12:
        return month(max(numbers), min(numbers))
    if len(numbers) != 3:
        return None
    if numbers[0] > 31:
        return _one(*numbers)
    return _either(numbers, said)


def _either(numbers: Sequence[int], said: str) -> Period | None:
    """Day first, as with points; with strokes, day or month first: both, where both are days."""
    first, second, last = numbers
    last = last + 2000 if last < 100 else last
    found = [
        p for p in (_one(last, second, first), *([] if "." in said else [_one(last, first, second)])) if p
    ]
    days = sorted({p.low for p in found if p.low})
    if len(days) == 2:
        return Period(low=days[0], high=days[1], precision="range")
    return found[0] if found else None


def _one(of_year: int, of_month: int, of_day: int) -> Period | None:
    iso = f"{of_year:04}-{of_month:02}-{of_day:02}"
    return one_day(iso) if is_day(iso) else None


def _month_named(said: str) -> int | None:
    words = set(_words(said))
    months: Mapping[int, Sequence[str]] = vocabulary("lists")["months"]
    return next((n for n, names in months.items() if words & {folded(name) for name in names}), None)


def _words(said: str) -> Iterator[str]:
    return (folded(w) for w in re.findall(r"[^\W\d_]+", said))
