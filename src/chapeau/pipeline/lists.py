"""Lists of persons into a case, and the table of who stands on which list out of it."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile, created, opened
from chapeau.errors import BinaryInput, InputUnreadable, UsageError
from chapeau.ground.codec import from_plain
from chapeau.ground.dates import is_day
from chapeau.ground.identity import record_id
from chapeau.link.splink_model import need_splink
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.publish import not_written, spare_case, write_whole
from chapeau.pipeline.take import archive_of
from chapeau.preserve.formats.base import Extraction
from chapeau.preserve.formats.decoding import decoded
from chapeau.preserve.receive import bare_name, read_steadily, sidecar_of, source_of
from chapeau.read.list_rows import Table, read_list
from chapeau.records import Capture, CasualtyList, ListKind, Person, Source

BESIDE = ".list.toml"
"""What stands behind the name of the file that declares a list, beside it."""

KINDS: tuple[ListKind, ...] = get_args(ListKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What whoever brings a list says of it. `kind`: 'identified' (so it is taken without a word) or 'news'. `columns`: headers and
    the fields they hold; '' is kept uncompared."""

    name: str | None = None
    scope: str | None = None
    inclusion: str | None = None
    as_of: str | None = None
    kind: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReport:
    """A list as it was taken, whether it is new, and columns that are kept and not compared."""

    made: CasualtyList
    new: bool

    @property
    def uncompared(self) -> tuple[str, ...]:
        """Headers of columns that are kept as printed and not compared."""
        return tuple(c.header for c in self.made.columns if c.holds is None)


def take_list(folder: Path, path: Path, occasion: Occasion, declared: Declared) -> ListReport:
    """Preserve a list's bytes as a source, and keep its rows. What a file beside it declares, `declared` outranks.

    Raises NeedMissing, InputUnreadable, UsageError, and what `created` raises.
    """
    need_splink()
    data, name = read_steadily(path), bare_name(path.name)
    text = _text(data, name)
    known = _checked(_together(_beside(path), declared), name)
    capture = Capture(name=path.name, by=occasion.who, at=occasion.at, clock=occasion.clock, how="file")
    source = source_of(
        data,
        capture,
        Extraction(extractor="list 0.1", media_type="text/csv", items=iter(())),
        sidecar_of(path),
    )
    list_id = record_id("list", source.id)
    table = read_list(text, list_id, name, known.columns)
    made = CasualtyList(
        id=list_id,
        source=source.id,
        name=known.name or name,
        scope=known.scope or "",
        inclusion=known.inclusion or "",
        columns=table.columns,
        rows=len(table.rows),
        digest=table.digest,
        entered_by=occasion.who,
        as_of=known.as_of,
        kind=_kind(known),
    )
    with created(folder) as case:
        return _keep(case, source, data, made, table, occasion)


def _text(data: bytes, name: str) -> str:
    """The text of a list's bytes. Raises EmptyInput, BinaryInput, WrongEncoding."""
    try:
        return decoded(data, name)
    except BinaryInput as error:
        raise BinaryInput(
            error.message, hint="Save the table as CSV in UTF-8: a spreadsheet's own file is no list yet."
        ) from error


def _keep(
    case: Casefile, source: Source, data: bytes, made: CasualtyList, table: Table, occasion: Occasion
) -> ListReport:
    archive = archive_of(case)
    archive.put(data, archive.keys.key(source))
    before = case.find(kinds.LISTS, made.id)
    if before is not None:
        _refuse_other(before, made)
        return ListReport(made=before, new=False)
    with case.transaction():
        if case.keep_source(source):
            _log(case, occasion, "received", source)
        case.keep(kinds.LISTS, made)
        for row in table.rows:
            case.keep(kinds.LISTED, row)
        _log(case, occasion, "extracted", made)
    custody.take_head(case)
    return ListReport(made=made, new=True)


def _refuse_other(before: CasualtyList, made: CasualtyList) -> None:
    """Raises UsageError where the same bytes are declared otherwise than before."""
    if replace(made, entered_by=before.entered_by) != before:
        raise UsageError(
            f"{before.name} is in the case already, with other columns, scope, rule or kind.",
            hint="The first declaration stands. To go by another, begin a new case.",
        )


def _log(case: Casefile, occasion: Occasion, action: Any, record: Source | CasualtyList) -> None:
    custody.append(
        case,
        at=occasion.at,
        by=occasion.who,
        action=action,
        subject=record.id,
        content=custody.content_of(record),
    )


# --- what is declared -----------------------------------------------------------------------------------


def _beside(path: Path) -> Declared:
    beside = path.with_name(path.name + BESIDE)
    if not os.path.lexists(beside):
        return Declared()
    try:
        plain = tomllib.loads(read_steadily(beside).decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputUnreadable(
            f"{beside.name} is not TOML: {error}.", hint="Mend it, then run again."
        ) from error
    known = set(Declared.__dataclass_fields__)
    if unknown := sorted(set(plain) - known):
        raise InputUnreadable(
            f"{beside.name}: nothing is called '{unknown[0]}' in it.",
            hint=f"It may hold: {', '.join(sorted(known))}.",
        )
    days = {k: v.isoformat() if isinstance(v, date) else v for k, v in plain.items()}
    return from_plain(Declared, days, what=beside.name)


def _together(beside: Declared, typed: Declared) -> Declared:
    return Declared(
        name=typed.name or beside.name,
        scope=typed.scope or beside.scope,
        inclusion=typed.inclusion or beside.inclusion,
        as_of=typed.as_of or beside.as_of,
        kind=typed.kind or beside.kind,
        columns={**beside.columns, **typed.columns},
    )


def _checked(declared: Declared, name: str) -> Declared:
    """Raises UsageError: without scope and rule nobody can say what being on a list means."""
    if not declared.scope or not declared.inclusion:
        raise UsageError(
            f"It is not said what {name} covers, or by which rule a person came onto it.",
            hint=f"Give --scope and --inclusion, or write them into {name}{BESIDE} (docs/lists.md).",
        )
    if declared.as_of and not is_day(declared.as_of):
        raise UsageError(f"'{declared.as_of}' is no day.", hint="Write it as YYYY-MM-DD.")
    if declared.kind not in (None, *KINDS):
        raise UsageError(f"'{declared.kind}' is no kind of list.", hint="Write 'identified' or 'news'.")
    return declared


def _kind(declared: Declared) -> ListKind:
    return "news" if declared.kind == "news" else "identified"


# --- the table ------------------------------------------------------------------------------------------


def write_table(folder: Path, out: Path, occasion: Occasion, *, names: bool = False) -> int:
    """One line a person, one column a list (1 or 0), and what is known of the person; how many lines.

    Without `names`, persons bear their ids alone. Logged as an export. Raises CaseMissing, UsageError,
    ConfigurationError; OutputIsInput where it would lie in the case.
    """
    spare_case(folder, out)
    with opened(folder, write=True) as case:
        lists = list(case.all(kinds.LISTS))
        persons = [p for p in case.all(kinds.PERSONS) if p.listed or p.acts]
        if not lists:
            raise UsageError(
                f"The case in {folder} holds no list.", hint="Add one: chapeau lists DIR FILE.csv"
            )
        data = _table(lists, persons, names=names).encode()
        try:
            write_whole(out, [data], mode=0o600)
        except OSError as error:
            raise not_written(out, error) from error
        with case.transaction():
            note = "table-with-names" if names else "table"
            digest = hashlib.sha256(data).hexdigest().encode()
            custody.append(
                case,
                at=occasion.at,
                by=occasion.who,
                action="exported",
                subject="case",
                content=digest,
                note=note,
            )
        custody.take_head(case)
        return len(persons)


def _table(lists: list[CasualtyList], persons: Iterable[Person], *, names: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    facts = ["sex", "age_low", "age_high", "died_low", "died_high", "place"]
    writer.writerow(["person", *(["name"] if names else []), *(made.name for made in lists), "texts", *facts])
    for p in persons:
        on = [int(made.id in p.lists) for made in lists]
        died = (p.died.low, p.died.high) if p.died else (None, None)
        known = (p.sex, p.age_low, p.age_high, *died, p.place)
        writer.writerow(
            [
                p.id,
                *([p.name] if names else []),
                *on,
                int(bool(p.acts)),
                *("" if k is None else k for k in known),
            ]
        )
    return out.getvalue()
