"""What is declared of a list: what whoever brings it says, and what a file beside it says."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import get_args

from chapeau.errors import InputUnreadable, UsageError
from chapeau.ground.codec import from_plain
from chapeau.ground.dates import is_day
from chapeau.preserve.receive import bare_name, read_steadily
from chapeau.records import ListKind

BESIDE = ".list.toml"
"""What stands behind the name of the file that declares a list, beside it."""

KINDS: tuple[ListKind, ...] = get_args(ListKind)

OF_ANY = ("scope", "inclusion", "as_of", "kind")
"""What may be said of several lists at once; a name and columns are one list's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What is said of a list. `kind`: 'identified' (so it is taken without a word) or 'news'. `columns`: headers and
    the fields they hold; '' is kept uncompared."""

    name: str | None = None
    scope: str | None = None
    inclusion: str | None = None
    as_of: str | None = None
    kind: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def declared_of(paths: Sequence[Path], typed: Declared) -> list[Declared]:
    """What is declared of each list: of a single one, `typed` outranks the file beside it; of several, it fills what those do not say.

    Raises InputUnreadable; UsageError where a file declares a list and is none, scope or rule are missing, one name is typed for several lists, or what is
    typed for several is not what one of them says of itself.
    """
    _refuse_declarations(paths)
    given = [(path, _beside(path)) for path in paths]
    if len(given) > 1:
        _refuse_one_name(paths, typed)
        for path, beside in given:
            _refuse_contradiction(path, beside, typed)
    made = [_together(beside, typed) for _, beside in given]
    _check([(bare_name(path.name), one) for path, one in zip(paths, made, strict=True)])
    return made


def check_value(what: str, value: str | None) -> None:
    """Raises UsageError where `value` cannot be declared: no words, a day that is none, a kind that nobody knows."""
    if value is not None and not value.strip():
        raise UsageError(f"{what} cannot be left without words.", hint="Say it in a few words.")
    if what == "as_of" and value is not None and not is_day(value):
        raise UsageError(f"'{value}' is no day.", hint="Write it as YYYY-MM-DD.")
    if what == "kind" and value not in (None, *KINDS):
        raise UsageError(f"'{value}' is no kind of list.", hint="Write 'identified' or 'news'.")


def kind_of(declared: Declared) -> ListKind:
    """The kind that was declared; 'identified' where nothing was said of it."""
    return "news" if declared.kind == "news" else "identified"


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


def _refuse_declarations(paths: Sequence[Path]) -> None:
    """Raises UsageError for a file beside a list, which `lists/*` names as well as the list."""
    if found := [path.name for path in paths if path.name.endswith(BESIDE)]:
        raise UsageError(
            f"{bare_name(found[0])} declares a list, and is none.",
            hint="Name the lists alone, as in *.csv: the file beside each is found by its name.",
        )


def _refuse_one_name(paths: Sequence[Path], typed: Declared) -> None:
    if typed.name:
        raise UsageError(
            f"'{typed.name}' can be the name of one list, and {len(paths)} files were given.",
            hint=f"Leave --name out, and write each one's name into a file beside it, such as {_file_beside(paths[0])}; "
            "without it a list bears its file's name.",
        )


def _refuse_contradiction(path: Path, beside: Declared, typed: Declared) -> None:
    """Raises UsageError: whether a word for all outranks a list's own, nobody can tell from the command."""
    for what in OF_ANY:
        own, of_all = getattr(beside, what), getattr(typed, what)
        if own and of_all and own != of_all:
            option = f"--{what.replace('_', '-')}"
            raise UsageError(
                f"{option} says '{of_all}' of every list, and {_file_beside(path)} says '{own}'.",
                hint=f"Leave {option} out, change the file, or take {bare_name(path.name)} in by itself: of one list, "
                "what is typed outranks the file.",
            )


def _check(given: Sequence[tuple[str, Declared]]) -> None:
    """Raises UsageError: without scope and rule nobody can say what being on a list means."""
    if silent := [name for name, declared in given if not declared.scope or not declared.inclusion]:
        raise _not_said(silent)
    for _, declared in given:
        for what in ("name", *OF_ANY):
            check_value(what, getattr(declared, what))


def _not_said(silent: list[str]) -> UsageError:
    if len(silent) == 1:
        return UsageError(
            f"It is not said what {silent[0]} covers, or by which rule a person came onto it.",
            hint=f"Give --scope and --inclusion, or write them into {silent[0]}{BESIDE} (docs/lists.md).",
        )
    return UsageError(
        f"It is not said what {' and '.join(silent)} cover, or by which rule a person came onto them.",
        hint="Give --scope and --inclusion where one sentence holds for all, or write each list's own into a file beside "
        f"it, such as {silent[0]}{BESIDE} (docs/lists.md).",
    )


def _file_beside(path: Path) -> str:
    return bare_name(path.name) + BESIDE
