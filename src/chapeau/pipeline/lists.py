"""Lists of persons into a case, and the table of who stands on which list out of it."""

from __future__ import annotations

import csv
import hashlib
import io
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile, created, opened
from chapeau.errors import BinaryInput, UsageError
from chapeau.ground.identity import record_id
from chapeau.link.splink_model import need_splink
from chapeau.pipeline.declared_list import Declared, declared_of, kind_of
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.publish import not_written, spare_case, write_whole
from chapeau.pipeline.reviewed import AfterReview, after_review
from chapeau.pipeline.take import archive_of, refuse_withdrawn
from chapeau.preserve.formats.base import Extraction
from chapeau.preserve.formats.decoding import decoded
from chapeau.preserve.receive import bare_name, read_steadily, sidecar_of, source_of
from chapeau.read.list_rows import read_list
from chapeau.records import Capture, CasualtyList, Listed, Person, Source
from chapeau.review.apply import DECLARED


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReport:
    """A list as it was taken, whether it is new, and columns that are kept and not compared."""

    made: CasualtyList
    new: bool

    @property
    def uncompared(self) -> tuple[str, ...]:
        """Headers of columns that are kept as printed and not compared."""
        return tuple(c.header for c in self.made.columns if c.holds is None)


def take_lists(
    folder: Path, paths: Sequence[Path], occasion: Occasion, typed: Declared
) -> tuple[ListReport, ...]:
    """Preserve the bytes of lists as sources, and keep their rows: of all of them, or of none.

    What a file beside a single list declares, `typed` outranks; of several lists, `typed` says what no such file does.
    Raises NeedMissing, InputUnreadable, SourceWithdrawn, UsageError, and what `created` raises.
    """
    need_splink()
    declared = declared_of(paths, typed)
    given = [_given(path, said, occasion) for path, said in zip(paths, declared, strict=True)]
    with created(folder) as case:
        for each in given:
            refuse_withdrawn(case, each.source)
        review = after_review(case)
        _refuse_other(case, review, [each.made for each in given])
        archive = archive_of(case)
        for each in given:
            archive.put(each.data, archive.keys.key(each.source))
        with case.transaction():
            reports = tuple(_keep(case, review, each, occasion) for each in given)
        custody.take_head(case)
    return reports


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A list as it was read, with nothing kept of it yet."""

    data: bytes
    source: Source
    made: CasualtyList
    rows: tuple[Listed, ...]


def _given(path: Path, declared: Declared, occasion: Occasion) -> _Given:
    data, name = read_steadily(path), bare_name(path.name)
    capture = Capture(name=path.name, by=occasion.who, at=occasion.at, clock=occasion.clock, how="file")
    source = source_of(
        data,
        capture,
        Extraction(extractor="list 0.1", media_type="text/csv", items=iter(())),
        sidecar_of(path),
    )
    list_id = record_id("list", source.id)
    table = read_list(_text(data, name), list_id, name, declared.columns)
    made = CasualtyList(
        id=list_id,
        source=source.id,
        name=declared.name or name,
        scope=declared.scope or "",
        inclusion=declared.inclusion or "",
        columns=table.columns,
        rows=len(table.rows),
        digest=table.digest,
        entered_by=occasion.who,
        as_of=declared.as_of,
        kind=kind_of(declared),
    )
    return _Given(data=data, source=source, made=made, rows=table.rows)


def _text(data: bytes, name: str) -> str:
    """The text of a list's bytes. Raises EmptyInput, BinaryInput, WrongEncoding."""
    try:
        return decoded(data, name)
    except BinaryInput as error:
        raise BinaryInput(
            error.message, hint="Save the table as CSV in UTF-8: a spreadsheet's own file is no list yet."
        ) from error


def _keep(case: Casefile, review: AfterReview, given: _Given, occasion: Occasion) -> ListReport:
    before = case.find(kinds.LISTS, given.made.id)
    if before is not None:
        return ListReport(made=review.of(before), new=False)
    if case.keep_source(given.source):
        _log(case, occasion, "received", given.source)
    case.keep(kinds.LISTS, given.made)
    for row in given.rows:
        case.keep(kinds.LISTED, row)
    _log(case, occasion, "extracted", given.made)
    return ListReport(made=given.made, new=True)


def _refuse_other(case: Casefile, review: AfterReview, lists: Iterable[CasualtyList]) -> None:
    """Raises UsageError where the same bytes are declared otherwise than they were, or are by a person's decision."""
    known: dict[str, CasualtyList] = {}
    for made in lists:
        before = case.find(kinds.LISTS, made.id) or known.setdefault(made.id, made)
        if replace(made, entered_by=before.entered_by) not in (before, review.of(before)):
            raise UsageError(
                f"{before.name} is in the case already, with other columns, scope, rule or kind.",
                hint=f"To correct what is declared of it: chapeau decide {shlex.quote(str(case.folder))} {made.id} correct --field "
                f"FIELD --to VALUE, for {', '.join(DECLARED)}. Its columns stand; to go by others, begin a new case.",
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


# --- the table ------------------------------------------------------------------------------------------


def write_table(folder: Path, out: Path, occasion: Occasion, *, names: bool = False) -> int:
    """One line a person, one column a list (1 or 0), and what is known of the person; how many lines.

    Without `names`, persons bear their ids alone. Logged as an export. Raises CaseMissing, UsageError,
    ConfigurationError; OutputIsInput where it would lie in the case.
    """
    spare_case(folder, out)
    with opened(folder, write=True) as case:
        lists = list(map(after_review(case).of, case.all(kinds.LISTS)))
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
