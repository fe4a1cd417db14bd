"""What is there to decide, in a file that a lawyer reads and fills? The sheet, as TOML.

What the case says stands in comments; what people say goes into the fields. What can be decided stands first, and what
has neither support nor question in a line each at the end. Whatever the law says of an element, and whatever an other
explanation would predict, stands where it first comes up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import groupby

from chapeau.determine.bears_on_modes import KnownModes, called, mode_lines
from chapeau.determine.blocks import Block
from chapeau.determine.sheet import ElementRow, FindingRow, ReplyRow, Sheet, with_periods
from chapeau.determine.standards import standards
from chapeau.determine.verdicts import RULE, WORDS
from chapeau.records import Element, Finding, Hypothesis, RightOfReply

WIDTH = 110
"""Characters a comment is broken at: it fits an editor beside another window, and a landscape page in print."""

NO_MODES = KnownModes()
"""Where nothing is known of modes, the sheet says nothing of them."""

HOW_TO_FILL = (
    "What stands after a # is what the case says. Fill what stands between quotes; leave empty what you do not decide: "
    "a block without a verdict determines nothing. Three quotes at each end hold several lines.",
    "What is signed is kept for good: name sources, and quote no witness.",
    f"Verdicts: {', '.join(WORDS.values())}. Each needs its reasons.",
    "The verdict on the whole: empty, it follows from the elements by the rule; or more strictly, with reasons. "
    "The standard of a block: empty, it is that of the sheet.",
    RULE,
    "Other explanations: what was searched for, where, and what came of it? Gaps: true once they were weighed. Both are "
    "needed where something is met or may amount to it.",
    "Modes of liability: people set them, by number (25(3)(a)), and what bears on one decides nothing.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a sheet is written over: the case's title, the version it would be, its blocks, replies, signers wanted.

    `names` are parties' names, and `alone` those that only one party of the case bears: by these the sheet calls them.
    `told_by` names, for each origin, the source that it begins with. `opened` are provisions whose blocks are written
    whole whatever stands behind them. `left_over` is what the sheet that is carried says and has no place any more.
    """

    case: str
    version: int
    blocks: tuple[Block, ...]
    replies: tuple[RightOfReply, ...]
    wanted: int
    names: Mapping[str, str]
    told_by: Mapping[str, str]
    alone: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    modes: KnownModes = NO_MODES
    left_over: tuple[str, ...] = ()

    def called(self, party: str) -> str:
        """What the sheet calls a party: its name, or its id where two bear the name."""
        name = self.names.get(party, party)
        return name if name in self.alone else party


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A sheet's lines, each with its line break, and how many blocks stand in it whole and in a line each."""

    lines: tuple[str, ...]
    whole: int
    folded: int


@dataclass(slots=True)
class _Said:
    """What the sheet has said so far, and need not say again."""

    law: set[str] = field(default_factory=set)
    explained: set[tuple[str, ...]] = field(default_factory=set)
    quoted: set[str] = field(default_factory=set)


def write_sheet(asked: Asked, carried: Sheet | None = None) -> Written:
    """The sheet; what `carried` says already is filled in.

    A block whose findings have moved since `carried` was written keeps its reasons, and its verdicts are to be given anew.
    """
    before = with_periods(carried or Sheet(), {block.key for block in asked.blocks})
    rows = {row.key: row for row in before.finding}
    whole: list[Block] = []
    folded: list[Block] = []
    for block in asked.blocks:
        (whole if _is_open(block, rows.get(block.key), asked) else folded).append(block)
    said = _Said()
    body = [
        *_fields_of_all(asked, before),
        *(line for block in whole for line in _block(block, rows.get(block.key), asked, said)),
        *_folded(folded),
        *_left_over(asked.left_over),
    ]
    count = sum(text.count("\n") for text in body)
    head = [*_head(asked, whole, folded)]
    shown = f"{count + len(head) + 1:,}"
    return Written(
        lines=(head[0], _length(shown, whole, folded), *head[1:], *body), whole=len(whole), folded=len(folded)
    )


def _is_open(block: Block, row: FindingRow | None, asked: Asked) -> bool:
    """Whether a block is written whole: it has support or a question, was asked for, or people have said something in it."""
    return block.provision.id in asked.opened or block.to_decide or (row is not None and row.said)


# --- the head ------------------------------------------------------------------------------------------


def _length(lines: str, whole: list[Block], folded: list[Block]) -> str:
    more = f"; {len(folded)} more in a line each at the end" if folded else ""
    return f"# {lines} lines: {_counted(len(whole), 'block')} to decide{more}.\n"


def _head(asked: Asked, whole: list[Block], folded: list[Block]) -> Iterator[str]:
    yield from _comment(f"{asked.case}: sheet for determination {asked.version}.", 0)
    yield "#\n"
    yield from _comment(
        "Shorter, and one thing at a time (both can be given more than once, and numbers by their beginning):",
        0,
    )
    yield f"#   chapeau determine CASE --sheet FILE {_narrowed(asked, (whole or folded)[0])}\n"
    yield "#\n"
    for party, blocks in groupby(whole, key=lambda b: b.party):
        held = list(blocks)
        who = held[0].party_name if party == "unattributed" else f"{held[0].party_name} ({party})"
        yield from _comment(f"{who}: {'; '.join(_contents(held))}.", 0)
    yield "#\n"
    for words in HOW_TO_FILL:
        yield from _comment(words, 0)
    if asked.modes.modes:
        yield from _comment(f"They are {'; '.join(map(called, asked.modes.modes))}.", 0)
    yield from _comment("Standards of proof, from the lowest rung (those with - stand on none):", 0)
    for known in standards():
        rung = "-" if known.rank is None else str(known.rank)
        yield from _comment(f"{rung} {known.id}: {known.wording}", 2)


def _narrowed(asked: Asked, block: Block) -> str:
    number = f'--provision "{_plain(_number(block))}"'
    return (
        number if block.party == "unattributed" else f'--party "{_plain(asked.called(block.party))}" {number}'
    )


def _contents(blocks: list[Block]) -> Iterator[str]:
    for _, same in groupby(blocks, key=lambda b: b.provision.id):
        held = list(same)
        times = f" ({len(held)} times and places)" if len(held) > 1 else ""
        yield f"{_number(held[0])} {held[0].provision.title}{times}"


def _number(block: Block) -> str:
    return block.provision.citation.rpartition("art. ")[2]


def _fields_of_all(asked: Asked, before: Sheet) -> Iterator[str]:
    yield "\n" + _field("case", asked.case) + f"version = {asked.version}\n"
    yield _field("standard", before.standard)
    needed = "one must sign" if asked.wanted == 1 else f"at least {asked.wanted} must sign"
    yield from _comment(f"Names of all who are to sign, as in their keys; {needed}.", 0)
    yield f"signers = {json.dumps(list(before.signers), ensure_ascii=False)}\n\n"
    for row in before.dissent:
        yield from ("\n", "[[dissent]]\n", _field("who", row.who), _field("words", row.words))
    if not before.dissent:
        yield from _comment(
            'Who sees it otherwise? One block for each: [[dissent]], who = "...", words = "...".', 0
        )
    replies = {row.party: row for row in before.reply}
    for reply in asked.replies:
        yield from _reply(reply, replies.get(reply.party), asked)
    for named in before.characterisation:
        yield "\n[[characterisation]]\n"
        yield _party(named.party, asked)
        yield from (_field(f.name, getattr(named, f.name)) for f in fields(named) if f.name != "party")


def _reply(reply: RightOfReply, before: ReplyRow | None, asked: Asked) -> Iterator[str]:
    row = before or ReplyRow(
        party=reply.party, state=reply.state, reason=reply.reason or "", answer=reply.answer or ""
    )
    yield "\n"
    yield from _comment("not_asked, asked, answered (give the answer), or withheld (give the reason).", 0)
    yield "[[reply]]\n" + _party(row.party, asked)
    yield from (_field(f.name, getattr(row, f.name)) for f in fields(row) if f.name != "party")


def _party(party: str, asked: Asked) -> str:
    """The field for a party, by its name, with its id beside it."""
    called = asked.called(party)
    beside = (
        f"  # {party}"
        if called != party
        else f"  # {_plain(asked.names[party])}"
        if party in asked.names
        else ""
    )
    return _field("party", called).rstrip("\n") + f"{beside}\n"


# --- a block -------------------------------------------------------------------------------------------


def _block(block: Block, before: FindingRow | None, asked: Asked, said: _Said) -> Iterator[str]:
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
    yield "[[finding]]\n" + _party(block.party, asked)
    for name, value in (
        ("provision", block.provision.id), ("area", block.area), ("low", block.period.ends[0]),
        ("high", block.period.ends[1]), ("seen", block.seen),
        ("verdict", "" if moved else row.verdict), ("reasons", row.reasons), ("standard", row.standard),
    ):  # fmt: skip
        yield _field(name, value)
    for line in mode_lines(block, asked.modes, said.quoted):
        yield from _comment(line, 0)
    yield f"modes = {json.dumps(list(row.modes), ensure_ascii=False)}\n"
    yield from _table("element", _elements(block, row, moved, asked, said))
    yield from _table("explanation", _explanations(block, row, said))
    yield from _table("gap", _gaps(block, row))


def _table(name: str, rows: Iterable[str]) -> Iterator[str]:
    """A list of rows, one a line, in the brackets that TOML wants; nothing where there are none."""
    lines = list(rows)
    if lines:
        yield from (f"{name} = [\n", *lines, "]\n")


def _elements(block: Block, row: FindingRow, moved: bool, asked: Asked, said: _Said) -> Iterator[str]:
    law = {e.id: e for e in block.provision.elements}
    rows = {r.element: r for r in row.element}
    for number, finding in enumerate(block.findings, start=1):
        known = law.get(finding.element)
        given = rows.get(finding.element, ElementRow(element=finding.element))
        words = " ".join(
            (_law_words(known, said) if known else finding.element, *_stands(finding, asked.told_by))
        )
        yield from _comment(f"{number}. {words}", 2)
        if moved and given.verdict:
            yield from _comment(f"Verdict before it moved: {given.verdict}", 2)
        verdict = "" if moved else given.verdict
        yield _row(element=given.element, verdict=verdict, reasons=given.reasons)


def _law_words(element: Element, said: _Said) -> str:
    """The element's wording; where it first comes up, with its citation and what only a person may say."""
    if element.wording in said.law:
        return element.wording
    said.law.add(element.wording)
    return f"{element.wording} ({element.citation}) Only a person may say: {_ended(element.person)}"


def _ended(words: str) -> str:
    return words if words.endswith((".", "?")) else f"{words}."


def _stands(finding: Finding, told_by: Mapping[str, str]) -> list[str]:
    """What the texts say of an element, in a sentence each: alleged, support, against, fragility."""
    if finding.alleged == "no" and finding.against == "none":
        return ["Nothing in the texts, for or against."]
    names = [
        ", ".join(told_by.get(o, o) for o in side) for side in (finding.origins_for, finding.origins_against)
    ]
    support = finding.support.replace("_", " ")
    lines = [
        f"In the texts: {'alleged' if finding.alleged == 'yes' else 'not alleged'}; support: {', '.join(part for part in (support, names[0]) if part)}."
    ]
    against = _counted(len((*finding.acts_against, *finding.statements_against)), "telling")
    lines.append(
        f"Against: {finding.contested} In {against}, {names[1]}."
        if finding.contested
        else "Against: nothing found."
        if finding.against == "none"
        else f"Against: {finding.against} in {against}, {names[1]}."
    )
    known = [f"{one.basis.replace('_', ' ')} ({len(one.acts)})" for one in finding.known_by]
    lines += [f"Known by: {', '.join(known)}."] if known else []
    for what, told in (("Admitted", finding.admissions), ("Taken back", finding.retractions)):
        lines += [f"{what} in {_counted(len(told), 'statement')}."] if told else []
    if finding.fragility is not None:
        least = "at least " if finding.fragility_is_a_bound else ""
        fewest = _counted(finding.fragility, "origin")
        lines.append(
            f"Fragility: a field changes if {least}{fewest} fall{'s' if finding.fragility == 1 else ''} away."
        )
    return lines


def _explanations(block: Block, row: FindingRow, said: _Said) -> Iterator[str]:
    answers = {r.key: r.answer for r in row.explanation}
    for other in block.hypotheses:
        key = (other.wording, other.predicts, *other.looked_for)
        words = _found(other) if key in said.explained else _searched(other)
        said.explained.add(key)
        yield from _comment(f"Other explanation: {_ended(other.wording)} {words}", 2)
        yield _row(key=other.key, answer=answers.get(other.key, ""))


def _searched(other: Hypothesis) -> str:
    """What it would predict, what the machine looked for, in how many texts, and what it found."""
    looked_for = ", ".join(other.looked_for) or "nothing"
    return f"It would predict: {_ended(other.predicts)} The machine looked for {looked_for}. {_found(other)}"


def _found(other: Hypothesis) -> str:
    found = f"{_counted(len(other.bears_on), 'record')} found" if other.bears_on else "nothing found"
    return f"Looked in {_counted(other.looked_in, 'document')}: {found}."


def _gaps(block: Block, row: FindingRow) -> Iterator[str]:
    known = {r.gap for r in row.gap if r.acknowledged}
    for gap in block.gaps:
        yield _row(gap=gap, acknowledged=gap in known)


# --- what has neither support nor question -------------------------------------------------------------


def _folded(blocks: list[Block]) -> Iterator[str]:
    if not blocks:
        return
    yield "\n\n# " + "-" * (WIDTH - 2) + "\n"
    yield from _comment(
        "Neither support nor question stands behind these in the texts. To decide one all the same, write a sheet with "
        "its whole number after --provision (and its party after --party).", 0,
    )  # fmt: skip
    for block in blocks:
        yield f"#   {_plain(block.told)}\n"


def _left_over(lines: tuple[str, ...]) -> Iterator[str]:
    if not lines:
        return
    yield "\n\n# " + "-" * (WIDTH - 2) + "\n"
    yield from _comment(
        "What the sheet that was carried says and has no place any more (it is not taken in):", 0
    )
    for line in lines:
        yield from _comment(line, 2)


# --- lines ---------------------------------------------------------------------------------------------


def _counted(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _field(name: str, value: str) -> str:
    return f"{name} = {_quoted(value)}\n"


def _row(**values: str | bool) -> str:
    told = (
        f"{name} = {_quoted(value) if isinstance(value, str) else str(value).lower()}"
        for name, value in values.items()
    )
    return f"  {{{', '.join(told)}}},\n"


def _plain(text: str) -> str:
    """Words in one line; nothing in them can end a comment."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _comment(text: str, indent: int) -> Iterator[str]:
    """Words as comment lines."""
    line = ""
    for word in _plain(text).split():
        if line and indent + len(line) + len(word) + 3 > WIDTH:
            yield f"{' ' * indent}# {line}\n"
            line = ""
        line = f"{line} {word}" if line else word
    if line:
        yield f"{' ' * indent}# {line}\n"
