"""What did people fill into a sheet? Its rows, read from TOML; `write_sheet` writes what is to be filled.

A block left without a verdict determines nothing. `seen` tells whether a block's findings are still what stood in it.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from typing import Any, get_args, get_origin, get_type_hints

from chapeau.determine.blocks import BlockKey
from chapeau.errors import DataInvalid
from chapeau.ground.codec import from_plain

OPEN = "open"
"""What stands for a day where a block is asked of all days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRow:
    """What people say of one element."""

    element: str
    verdict: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationRow:
    """What people answer to one other explanation."""

    key: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """Whether people acknowledge one gap."""

    gap: str
    acknowledged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """What people say of one party, provision, period and area.

    Days are 'open' for what is asked of all days, and empty where no day is told.
    """

    party: str
    provision: str
    area: str
    low: str = ""
    high: str = ""
    seen: str = ""
    verdict: str = ""
    reasons: str = ""
    standard: str = ""
    modes: tuple[str, ...] = ()
    element: tuple[ElementRow, ...] = ()
    explanation: tuple[ExplanationRow, ...] = ()
    gap: tuple[GapRow, ...] = ()

    @property
    def key(self) -> BlockKey:
        """That of the block it speaks of."""
        return self.party, self.provision, self.low, self.high, self.area

    @property
    def over_all_days(self) -> FindingRow:
        """The same said of all days."""
        return replace(self, low=OPEN, high=OPEN)

    @property
    def said(self) -> bool:
        """Whether people have put anything into it."""
        words = (
            self.verdict,
            self.reasons,
            self.standard,
            *self.modes,
            *(e.answer for e in self.explanation),
        )
        of_elements = (word for row in self.element for word in (row.verdict, row.reasons))
        return any(w.strip() for w in (*words, *of_elements)) or any(row.acknowledged for row in self.gap)

    @property
    def filled(self) -> bool:
        """Whether it holds a verdict, on the whole or on an element."""
        return bool(self.verdict.strip() or any(row.verdict.strip() for row in self.element))


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterisationRow:
    """What people say of conduct in a word that is no crime of the statute (ethnic cleansing)."""

    party: str
    characterisation: str
    area: str
    low: str = ""
    high: str = ""
    subject: str = ""
    verdict: str = ""
    reasons: str = ""
    standard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """Whether a party was asked for its reply."""

    party: str
    state: str = "not_asked"
    reason: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentRow:
    """Who sees it otherwise, and how."""

    who: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole sheet, as people left it."""

    standard: str = ""
    signers: tuple[str, ...] = ()
    case: str = ""
    version: int = 0
    finding: tuple[FindingRow, ...] = ()
    characterisation: tuple[CharacterisationRow, ...] = ()
    reply: tuple[ReplyRow, ...] = ()
    dissent: tuple[DissentRow, ...] = ()


def read_sheet(text: str, *, name: str) -> Sheet:
    """The sheet in this TOML text. Raises DataInvalid, naming a field that no sheet has."""
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _no_sheet(name, f"it is no TOML: {error}") from error
    for path in _unknown(plain, Sheet, ""):
        raise _no_sheet(name, f"no sheet has the field {path}")
    return from_plain(Sheet, plain, what=f"The sheet {name}")


def _unknown(plain: Any, kind: Any, path: str) -> Iterator[str]:
    """Fields that the sheet's form does not have: a misspelt one would otherwise be lost in silence."""
    if get_origin(kind) is tuple and isinstance(plain, list):
        for number, item in enumerate(plain, start=1):
            yield from _unknown(item, get_args(kind)[0], f"{path}[{number}]")
    elif is_dataclass(kind) and isinstance(plain, dict):
        types = get_type_hints(kind)
        for key, value in plain.items():
            at = f"{path}.{key}" if path else key
            if key in types:
                yield from _unknown(value, types[key], at)
            else:
                yield at


def _no_sheet(name: str, why: str) -> DataInvalid:
    return DataInvalid(
        f"{name} cannot be taken as a sheet: {why}.", hint="Begin from `chapeau determine CASE --sheet FILE`."
    )


def with_ids(sheet: Sheet, parties: Mapping[str, str]) -> Sheet:
    """The sheet with ids for parties that it names by name; `parties` gives each id's name. A name of two stays as it is."""
    names = list(parties.values())
    ids = {name: party for party, name in parties.items() if names.count(name) == 1}
    return replace(
        sheet,
        finding=tuple(replace(row, party=ids.get(row.party, row.party)) for row in sheet.finding),
        characterisation=tuple(replace(r, party=ids.get(r.party, r.party)) for r in sheet.characterisation),
        reply=tuple(replace(row, party=ids.get(row.party, row.party)) for row in sheet.reply),
    )


def with_periods(sheet: Sheet, held: Container[BlockKey]) -> Sheet:
    """The sheet with blocks of all days for rows that give no day, or days of no block that is held.

    Sheets of earlier versions gave the first and last day that was told then. Of such a row the verdicts are to be
    given anew, as of one whose findings moved. Where several could be meant, they stay as they are.
    """
    rows = [row if row.key in held else row.over_all_days for row in sheet.finding]
    times = Counter(row.key for row in rows)
    return replace(
        sheet,
        finding=tuple(
            _moved_to(given, row) if row.key in held and times[row.key] == 1 else given
            for given, row in zip(sheet.finding, rows, strict=True)
        ),
    )


def _moved_to(given: FindingRow, row: FindingRow) -> FindingRow:
    by_days = given != row and (given.low or given.high)
    return replace(row, seen=f"{given.low} to {given.high}") if by_days else row
