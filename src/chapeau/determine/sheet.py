"""Determining in a file that a lawyer can read and fill: the sheet, written and read, as TOML.

What the case says stands in comments; what people say stands in the fields that they fill. A block left without a
verdict determines nothing. `seen` tells whether a block's findings are still what stood above it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, get_args, get_origin, get_type_hints

from chapeau.determine.bears_on_modes import KnownModes, mode_lines
from chapeau.determine.blocks import Block
from chapeau.determine.standards import standards
from chapeau.determine.verdicts import RULE, WORDS
from chapeau.errors import DataInvalid
from chapeau.ground.codec import from_plain
from chapeau.records import Element, Finding, Hypothesis, RightOfReply

WIDTH = 110
"""Characters a comment is broken at: it fits an editor beside another window, and a landscape page in print."""


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
    """What people say of one party, provision, period and area. Empty days are open."""

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
    def key(self) -> tuple[str, str, str | None, str | None, str]:
        """That of the block it speaks of."""
        return self.party, self.provision, self.low or None, self.high or None, self.area

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


# --- in ------------------------------------------------------------------------------------------------


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


# --- out -----------------------------------------------------------------------------------------------


NO_MODES = KnownModes()
"""Where nothing is known of modes, the sheet says nothing of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a sheet is written over: the case's title, the version it would be, its blocks, replies, signers wanted.

    `names` are parties' names; `told_by` names, for each origin, the source that it begins with.
    """

    case: str
    version: int
    blocks: tuple[Block, ...]
    replies: tuple[RightOfReply, ...]
    wanted: int
    names: Mapping[str, str]
    told_by: Mapping[str, str]
    modes: KnownModes = NO_MODES


def write_sheet(asked: Asked, carried: Sheet | None = None) -> Iterator[str]:
    """The sheet's lines, each with its line break; what `carried` says already is filled in.

    A block whose findings have moved since `carried` was written keeps its reasons, and its verdicts are to be given anew.
    """
    before = carried or Sheet()
    yield from _head(asked, before)
    for row in before.dissent:
        yield from ("\n", "[[dissent]]\n", _field("who", row.who), _field("words", row.words))
    if not before.dissent:
        yield from _comment(
            'Who sees it otherwise? One block for each: [[dissent]], who = "...", words = "...".', 0
        )
    replies = {row.party: row for row in before.reply}
    for reply in asked.replies:
        yield from _reply(reply, replies.get(reply.party), asked.names.get(reply.party, reply.party))
    for named in before.characterisation:
        yield from (
            "\n",
            "[[characterisation]]\n",
            *(_field(f.name, getattr(named, f.name)) for f in fields(named)),
        )
    rows = {row.key: row for row in before.finding}
    quoted: set[str] = set()
    for block in asked.blocks:
        yield from _block(block, rows.get(block.key), asked, quoted)


def _head(asked: Asked, before: Sheet) -> Iterator[str]:
    yield from _comment(f"{asked.case}: sheet for determination {asked.version}.", 0)
    yield from _comment(
        "What stands after a # is what the case says. Fill the fields; leave empty what you do not decide: a block "
        "without a verdict determines nothing. Text between quotes may be as long as needed (three quotes at each end "
        "for several lines).", 0,
    )  # fmt: skip
    yield from _comment("What is signed is kept for good: name sources, and quote no witness.", 0)
    yield from _comment(f"Verdicts: {', '.join(WORDS.values())}. Each needs its reasons.", 0)
    yield from _comment(RULE, 0)
    yield from _comment("Standards of proof, from the lowest rung (those with - stand on none):", 0)
    for known in standards():
        rung = "-" if known.rank is None else str(known.rank)
        yield from _comment(f"{rung} {known.id}: {known.wording}", 2)
    yield "\n" + _field("case", asked.case) + f"version = {asked.version}\n"
    yield _field("standard", before.standard)
    needed = "one must sign" if asked.wanted == 1 else f"at least {asked.wanted} must sign"
    yield from _comment(f"Names of all who are to sign, as in their keys; {needed}.", 0)
    yield f"signers = {json.dumps(list(before.signers), ensure_ascii=False)}\n\n"


def _reply(reply: RightOfReply, before: ReplyRow | None, name: str) -> Iterator[str]:
    row = before or ReplyRow(
        party=reply.party, state=reply.state, reason=reply.reason or "", answer=reply.answer or ""
    )
    yield "\n"
    yield from _comment(
        f"{name}: not_asked, asked, answered (give the answer), or withheld (give the reason).", 0
    )
    yield "[[reply]]\n"
    yield from (_field(f.name, getattr(row, f.name)) for f in fields(row))


def _block(block: Block, before: FindingRow | None, asked: Asked, quoted: set[str]) -> Iterator[str]:
    moved = before is not None and bool(before.seen) and before.seen != block.seen
    row = before or FindingRow(party=block.party, provision=block.provision.id, area=block.area)
    yield "\n\n# " + "-" * (WIDTH - 2) + "\n"
    yield from _comment(block.told, 0)
    if block.provision.conflict != "any":
        yield from _comment(
            f"Only in {'an international' if block.provision.conflict == 'international' else 'a non-international'} "
            "armed conflict, whose class people find.", 0,
        )  # fmt: skip
    if moved:
        yield from _comment("MOVED since the sheet that was carried over: give the verdicts anew.", 0)
    yield "[[finding]]\n"
    yield _field("party", block.party) + _field("provision", block.provision.id) + _field("area", block.area)
    yield (
        _field("low", block.period.low or "")
        + _field("high", block.period.high or "")
        + _field("seen", block.seen)
    )
    yield from _comment(
        "On the whole: empty, it follows from the elements by the rule; or more strictly, with reasons.", 0
    )
    yield _field("verdict", "" if moved else row.verdict) + _field("reasons", row.reasons)
    yield from _comment(
        "Where this part stands on another standard. Modes of liability, such as 25(3)(a): people set them, and what "
        "bears on one decides nothing.", 0,
    )  # fmt: skip
    for line in mode_lines(block, asked.modes, quoted):
        yield from _comment(line, 0)
    yield _field("standard", row.standard) + f"modes = {json.dumps(list(row.modes), ensure_ascii=False)}\n"
    elements = {e.id: e for e in block.provision.elements}
    rows = {r.element: r for r in row.element}
    for number, finding in enumerate(block.findings, start=1):
        told = _stands(finding, asked.told_by)
        yield from _element(
            number, finding.element, told, elements.get(finding.element), rows.get(finding.element), moved
        )
    yield from _open(block, row)


def _element(
    number: int, name: str, told: list[str], element: Element | None, row: ElementRow | None, moved: bool
) -> Iterator[str]:
    yield "\n"
    if element is not None:
        yield from _comment(f"{number}. {element.wording} ({element.citation})", 2)
        yield from _comment(f"Only a person may say: {element.person}", 2)
    for line in told:
        yield from _comment(line, 2)
    if moved and row is not None and row.verdict:
        yield from _comment(f"Verdict before it moved: {row.verdict}", 2)
    yield "  [[finding.element]]\n" + _field("element", name, 2)
    yield _field("verdict", row.verdict if row and not moved else "", 2)
    yield _field("reasons", row.reasons if row else "", 2)


def _stands(finding: Finding, told_by: Mapping[str, str]) -> list[str]:
    """What the texts say of an element, in a line each: alleged, support, against, fragility."""
    if finding.alleged == "no" and finding.against == "none":
        return ["In the texts: not alleged, and nothing against."]
    names = [
        ", ".join(told_by.get(o, o) for o in side) for side in (finding.origins_for, finding.origins_against)
    ]
    support = finding.support.replace("_", " ")
    lines = [
        f"In the texts: {'alleged' if finding.alleged == 'yes' else 'not alleged'}; support: {support}, {names[0]}."
    ]
    against = _counted(len((*finding.acts_against, *finding.statements_against)), "telling")
    lines.append(
        "Against: nothing found."
        if finding.against == "none"
        else f"Against: {finding.against} in {against}, {names[1]}."
    )
    known = [f"{one.basis.replace('_', ' ')} ({len(one.acts)})" for one in finding.known_by]
    lines += [f"Known by: {', '.join(known)}."] if known else []
    for what, said in (("Admitted", finding.admissions), ("Taken back", finding.retractions)):
        lines += [f"{what} in {_counted(len(said), 'statement')}."] if said else []
    if finding.fragility is not None:
        least = "at least " if finding.fragility_is_a_bound else ""
        fewest = _counted(finding.fragility, "origin")
        lines.append(
            f"Fragility: a field changes if {least}{fewest} fall{'s' if finding.fragility == 1 else ''} away."
        )
    return lines


def _open(block: Block, row: FindingRow) -> Iterator[str]:
    answers = {r.key: r.answer for r in row.explanation}
    for other in block.hypotheses:
        yield "\n"
        yield from _comment(f"Other explanation: {other.wording} It would predict: {other.predicts}", 2)
        yield from _comment(_searched(other), 2)
        yield from _comment("What was searched for, where, and what came of it?", 2)
        yield (
            "  [[finding.explanation]]\n"
            + _field("key", other.key, 2)
            + _field("answer", answers.get(other.key, ""), 2)
        )
    known = {r.gap for r in row.gap if r.acknowledged}
    for gap in block.gaps:
        yield "\n  [[finding.gap]]\n" + _field("gap", gap, 2)
        yield f"  acknowledged = {'true' if gap in known else 'false'}\n"


def _searched(other: Hypothesis) -> str:
    """What the machine looked for, in how many texts, and what it found."""
    found = f"{_counted(len(other.bears_on), 'record')} found" if other.bears_on else "nothing found"
    where = _counted(other.looked_in, "document")
    return f"The machine looked in {where} for {', '.join(other.looked_for) or 'nothing'}: {found}."


def _counted(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _field(name: str, value: str, indent: int = 0) -> str:
    quoted = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{' ' * indent}{name} = {quoted}\n"


def _comment(text: str, indent: int) -> Iterator[str]:
    """Words as comment lines; nothing in them can end the comment."""
    words: Iterable[str] = "".join(c if c.isprintable() else " " for c in text).split()
    line = ""
    for word in words:
        if line and indent + len(line) + len(word) + 3 > WIDTH:
            yield f"{' ' * indent}# {line}\n"
            line = ""
        line = f"{line} {word}" if line else word
    if line:
        yield f"{' ' * indent}# {line}\n"
