"""What do people determine? A sheet and the findings it speaks of, as a determination; and what is still in its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from chapeau.determine.blocks import UNREAD, UNREAD_IN_PART, Block, days_in_words
from chapeau.determine.canonical import digest_of_determination
from chapeau.determine.crimes import named, one_of
from chapeau.determine.sheet import (
    OPEN,
    CharacterisationRow,
    ElementRow,
    FindingRow,
    ReplyRow,
    Sheet,
    with_periods,
)
from chapeau.determine.signing import one_name
from chapeau.determine.standards import standard
from chapeau.determine.verdicts import POSITIVE, WORDS, by_rule, no_looser, verdict_named
from chapeau.errors import DeterminationRefused
from chapeau.ground.identity import record_id
from chapeau.records import (
    CrimeKind,
    Determination,
    DeterminedPart,
    Dissent,
    Finding,
    GapAcknowledged,
    HypothesisAnswer,
    Period,
    RestedOn,
    RightOfReply,
    Verdict,
    VerdictValue,
)

N = TypeVar("N", bound=Hashable)

REPLY_STATES = ("not_asked", "asked", "answered", "withheld")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Who proposes, when, as which version, in place of which determination, and what it rests on."""

    who: str
    at: str
    version: int = 1
    wanted: int = 1
    replaces: str | None = None
    rests_on: tuple[RestedOn, ...] = ()
    snapshot: str | None = None
    body: str | None = None
    citation: str | None = None


# --- from a sheet --------------------------------------------------------------------------------------


def parts_of(
    sheet: Sheet, blocks: Iterable[Block], names: Mapping[str, str], proposal: Proposal
) -> tuple[DeterminedPart, ...]:
    """The parts that a sheet determines, in the blocks' order. Raises DeterminationRefused, RecordUnknown.

    Refused, each by name: a block, party, element, explanation or gap that the case does not hold; what stands twice;
    findings that moved since the sheet was written, or of which it does not say what was seen; a word that is no
    verdict; a verdict on the whole looser than the rule gives.
    """
    held = {block.key: block for block in blocks}
    sheet = with_periods(sheet, held)
    rows = {row.key: row for row in sheet.finding if row.filled}
    check_once(sheet, names)
    unknown = [row for key, row in rows.items() if key not in held]
    if unknown:
        raise _not_held(unknown)
    unseen = [held[key] for key, row in rows.items() if not row.seen.strip()]
    if unseen:
        raise _unseen(unseen)
    moved = [held[key] for key, row in rows.items() if row.seen != held[key].seen]
    if moved:
        raise _moved(moved)
    _check_parties(sheet, {block.party for block in held.values()})
    decided_by = sheet.signers or (proposal.who,)
    found = tuple(_part(held[key], rows[key], sheet, decided_by, proposal.at) for key in held if key in rows)
    return (
        *found,
        *(_characterised(row, sheet, names, decided_by, proposal.at) for row in sheet.characterisation),
    )


def check_once(sheet: Sheet, names: Mapping[str, str]) -> None:
    """Raises DeterminationRefused, naming what stands twice in a sheet: one would be taken, and nobody knows which is meant."""
    for key in _twice(row.key for row in sheet.finding if row.said):
        raise DeterminationRefused(
            f"{key[1]} of {names.get(key[0], key[0])} is determined twice in one sheet.",
            hint="Take one of the blocks out.",
        )
    told = [f"the reply of {names.get(party, party)}" for party in _twice(row.party for row in sheet.reply)]
    told += [
        f"{key[1]} of {names.get(key[0], key[0])}"
        for key in _twice(
            (r.party, r.characterisation, r.area, r.low, r.high, r.subject) for r in sheet.characterisation
        )
    ]
    for row in (row for row in sheet.finding if row.said):
        rows = (
            *(e.element for e in row.element),
            *(x.key for x in row.explanation),
            *(g.gap for g in row.gap),
        )
        told += [f"{name!r} of {row.provision} of {names.get(row.party, row.party)}" for name in _twice(rows)]
    if told:
        raise DeterminationRefused(
            f"Twice in one sheet: {'; '.join(told)}.",
            hint="Leave one row of each: nobody can tell which is meant.",
        )


def _twice(names: Iterable[N]) -> list[N]:
    return [name for name, times in Counter(names).items() if times > 1]


def _check_parties(sheet: Sheet, parties: set[str]) -> None:
    """Raises DeterminationRefused where a reply or a characterisation is of a party on which the case holds no finding."""
    named = dict.fromkeys((*(r.party for r in sheet.reply), *(r.party for r in sheet.characterisation)))
    strange = [party for party in named if party not in parties]
    if strange:
        raise DeterminationRefused(
            f"The case holds no findings on a party called {', '.join(strange)}.",
            hint="Call parties as the sheet does that `chapeau determine CASE --sheet FILE` writes.",
        )


def _not_held(rows: list[FindingRow]) -> DeterminationRefused:
    told = "; ".join(
        f"{r.provision} of {r.party}, {f'{r.low} to {r.high}' if r.low or r.high else 'date not told'}, {r.area}"
        for r in rows
    )
    return DeterminationRefused(
        f"The case holds no findings on: {told}.",
        hint="Sources may have gone since. Write the sheet anew with --carry, and look again.",
    )


def _unseen(blocks: list[Block]) -> DeterminationRefused:
    return DeterminationRefused(
        f"The sheet does not say which findings were seen (`seen`): {'; '.join(block.told for block in blocks)}.",
        hint="Write a sheet with --carry THIS_SHEET: it takes over what this one says, beside the findings as they are.",
    )


def _moved(blocks: list[Block]) -> DeterminationRefused:
    return DeterminationRefused(
        f"Findings have moved since this sheet was written: {'; '.join(block.told for block in blocks)}.",
        hint="Write the sheet anew with --carry THIS_SHEET: reasons are kept, and what moved is marked.",
    )


def _part(block: Block, row: FindingRow, sheet: Sheet, by: tuple[str, ...], at: str) -> DeterminedPart:
    on = _standard(row.standard or sheet.standard)
    rows = _element_rows(block, row)
    decided = tuple(
        replace(f, verdict=_verdict(rows.get(f.element), on, by, at, where=f"{block.told}, {f.element}"))
        for f in block.findings
    )
    gives = by_rule(f.verdict.value for f in decided)
    chosen = verdict_named(row.verdict, where=block.told) if row.verdict.strip() else gives
    if not no_looser(chosen, gives):
        raise DeterminationRefused(
            f"{block.told}: '{WORDS[chosen]}' is looser than '{WORDS[gives]}', which follows from the elements.",
            hint="Leave the verdict on the whole empty, or decide more strictly; or decide the elements otherwise.",
        )
    _check_asked(block, row)
    answers = {r.key: r.answer.strip() for r in row.explanation}
    known = {r.gap for r in row.gap if r.acknowledged}
    return DeterminedPart(
        party=block.party, party_name=block.party_name, crime=block.provision.id, kind="provision",
        title=block.provision.title, citation=block.provision.citation, period=block.period, area=block.area,
        verdict=Verdict(value=chosen, standard=on, reasons=row.reasons.strip() or None, who=by, when=at),
        category=one_of(block.provision.id), rule_gives=gives, modes=row.modes, findings=decided,
        answers=tuple(
            HypothesisAnswer(key=h.key, wording=h.wording, answer=answers.get(h.key, ""), bears_on=h.bears_on) for h in block.hypotheses
        ),
        gaps=tuple(GapAcknowledged(gap=gap, acknowledged=gap in known) for gap in block.gaps),
    )  # fmt: skip


def _element_rows(block: Block, row: FindingRow) -> dict[str, ElementRow]:
    rows = {r.element: r for r in row.element}
    strange = [name for name in rows if name not in {f.element for f in block.findings}]
    if strange:
        raise DeterminationRefused(
            f"{block.told} has no element {', '.join(strange)}.", hint="Write the sheet anew, with --carry."
        )
    return rows


def _check_asked(block: Block, row: FindingRow) -> None:
    """Raises DeterminationRefused where the row answers or acknowledges what the block does not ask."""
    keys, gaps = {h.key for h in block.hypotheses}, {*block.gaps, UNREAD, UNREAD_IN_PART}
    strange = [f"other explanation {r.key!r}" for r in row.explanation if r.key not in keys]
    strange += [f"gap {r.gap!r}" for r in row.gap if r.gap not in gaps]
    if strange:
        raise DeterminationRefused(
            f"{block.told} has no {', no '.join(strange)}.", hint="Write the sheet anew, with --carry."
        )


def closed_since(sheet: Sheet, blocks: Iterable[Block]) -> tuple[str, ...]:
    """Gaps of the sheet that are dropped, in words: people have read since what they speak of."""
    held = {block.key: block for block in blocks}
    rows = [row for row in with_periods(sheet, held).finding if row.filled and row.key in held]
    return tuple(
        f"{held[row.key].told}: {gap.gap}"
        for row in rows
        for gap in row.gap
        if gap.gap not in held[row.key].gaps
    )


def _verdict(row: ElementRow | None, on: str | None, by: tuple[str, ...], at: str, *, where: str) -> Verdict:
    value = verdict_named(row.verdict if row else "", where=where)
    reasons = (row.reasons.strip() or None) if row else None
    if value == "not_assessed":
        return Verdict(reasons=reasons)
    return Verdict(value=value, standard=on, reasons=reasons, who=by, when=at)


def _standard(name: str) -> str | None:
    return standard(name).id if name.strip() else None


def _characterised(
    row: CharacterisationRow, sheet: Sheet, names: Mapping[str, str], by: tuple[str, ...], at: str
) -> DeterminedPart:
    return stated(
        party=row.party, party_name=names.get(row.party, row.party), crime=row.characterisation, kind="characterisation",
        period=Period(low=_day(row.low), high=_day(row.high)), area=row.area, subject=row.subject or None,
        verdict=Verdict(
            value=verdict_named(row.verdict, where=row.characterisation), standard=_standard(row.standard or sheet.standard),
            reasons=row.reasons.strip() or None, who=by, when=at,
        ),
    )  # fmt: skip


def _day(word: str) -> str | None:
    return None if word in ("", OPEN) else word


# --- without findings ----------------------------------------------------------------------------------


def stated(
    *,
    party: str,
    crime: str,
    kind: CrimeKind,
    verdict: Verdict,
    party_name: str | None = None,
    title: str | None = None,
    citation: str | None = None,
    period: Period | None = None,
    area: str = "not_stated",
    modes: tuple[str, ...] = (),
    subject: str | None = None,
) -> DeterminedPart:
    """A verdict that a body states without deciding element by element.

    `title` and `citation` are needed for a provision. Raises RecordUnknown.
    """
    known = None if kind == "provision" else named(kind, crime)
    return DeterminedPart(
        party=party, party_name=party_name or party, crime=crime, kind=kind,
        title=title or (known.title if known else crime), citation=citation or (known.citation if known else crime),
        period=period or Period(low=None, high=None), area=area, verdict=verdict, modes=modes, subject=subject,
        category=one_of(crime) if kind == "provision" else "",
    )  # fmt: skip


# --- the whole -----------------------------------------------------------------------------------------


def proposed(
    parts: tuple[DeterminedPart, ...],
    proposal: Proposal,
    *,
    on: str | None,
    signers: tuple[str, ...] = (),
    replies: tuple[RightOfReply, ...] = (),
    dissents: tuple[Dissent, ...] = (),
) -> Determination:
    """The determination, unsigned; its id is made from its content."""
    made = Determination(
        id="",
        state="proposed",
        findings=tuple(sorted({f.id for part in parts for f in part.findings})),
        version=proposal.version,
        standard=on,
        signers=signers,
        wanted=max(proposal.wanted, len(signers)),
        dissents=dissents,
        replies=replies,
        replaces=proposal.replaces,
        parts=parts,
        rests_on=proposal.rests_on,
        snapshot=proposal.snapshot,
        proposed_by=proposal.who,
        proposed_at=proposal.at,
        body=proposal.body,
        citation=proposal.citation,
    )
    return replace(made, id=record_id("det", digest_of_determination(made)))


def of_sheet(
    sheet: Sheet, blocks: Iterable[Block], names: Mapping[str, str], proposal: Proposal
) -> Determination:
    """What a sheet proposes. Raises DeterminationRefused, RecordUnknown."""
    parts = parts_of(sheet, blocks, names, proposal)
    if not parts:
        raise DeterminationRefused(
            "The sheet determines nothing: no block of it holds a verdict.",
            hint="Write a verdict for at least one element, with its reasons.",
        )
    parties = {part.party for part in parts}
    return proposed(
        parts,
        proposal,
        on=_standard(sheet.standard),
        signers=tuple(name.strip() for name in sheet.signers if name.strip()),
        replies=tuple(
            sorted((_reply(row) for row in sheet.reply if row.party in parties), key=lambda r: r.party)
        ),
        dissents=tuple(Dissent(who=row.who, words=row.words) for row in sheet.dissent),
    )


def _reply(row: ReplyRow) -> RightOfReply:
    state = next((s for s in REPLY_STATES if s == row.state.strip()), None)
    if state is None:
        raise DeterminationRefused(
            f"{row.state!r} is no state of the right of reply of {row.party}.",
            hint=f"Write one of {', '.join(REPLY_STATES)}.",
        )
    return RightOfReply(
        party=row.party,
        state=state,  # type: ignore[arg-type]
        reason=row.reason.strip() or None,
        answer=row.answer.strip() or None,
    )


# --- what is in the way of signing ---------------------------------------------------------------------


def obstacles(made: Determination) -> tuple[str, ...]:
    """What must be done before anybody can sign, one sentence each; none where it can be signed."""
    return tuple(dict.fromkeys((*_of_signers(made), *_of_replies(made), *_of_parts(made.parts))))


def _of_signers(made: Determination) -> Iterator[str]:
    if len({one_name(signer) for signer in made.signers}) < max(made.wanted, 1):
        named_now = ", ".join(made.signers) or "nobody"
        yield (
            f"Name at least {max(made.wanted, 1)} different signers; named now: {named_now}. A name is one however it is "
            "capitalised or spaced."
        )


def _of_replies(made: Determination) -> Iterator[str]:
    given = {reply.party: reply for reply in made.replies}
    for part in made.parts:
        reply = given.get(part.party)
        if part.party == "unattributed":
            continue
        if reply is None or reply.state == "not_asked":
            yield f"Ask {part.party_name} for a reply, or say with its reason why that is withheld."
        elif reply.state == "withheld" and not reply.reason:
            yield f"Give the reason why {part.party_name} is not asked for a reply."
        elif reply.state == "answered" and not reply.answer:
            yield f"Give the answer of {part.party_name}."


def _of_parts(parts: tuple[DeterminedPart, ...]) -> Iterator[str]:
    proven = {
        part.party for part in parts if part.kind != "characterisation" and part.verdict.value in POSITIVE
    }
    for part in parts:
        told = f"{part.title}, {part.party_name} ({days_in_words(part.when)}, {part.area})"
        yield from (f"{told}: {what}" for what in _of_part(part))
        if part.kind == "characterisation" and part.verdict.value in POSITIVE and part.party not in proven:
            yield f"{told}: decide a crime of {part.party_name} that is met or may amount to it: the word alone rests on nothing."


def _of_part(part: DeterminedPart) -> Iterator[str]:
    if part.verdict.standard is None:
        yield "name the standard of proof."
    if part.kind != "characterisation" and not part.findings:
        yield "decide its elements: without them nobody signs a crime."
    if all(value == "not_assessed" for value in _values(part)):
        yield (
            "decide at least one element: a verdict on the whole alone says not what it fails on."
            if part.findings and part.verdict.value != "not_assessed"
            else "give a verdict, or take it out: 'not assessed' determines nothing."
        )
    if part.verdict.value != part.rule_gives and not part.verdict.reasons:
        yield "give reasons for the verdict on the whole, which the elements alone do not give."
    yield from (f"give reasons for {f.element}." for f in part.findings if _unreasoned(f))
    if holds_against(part):
        yield from (f"answer the other explanation '{a.wording}'" for a in part.answers if not a.answer)
        yield from (f"acknowledge the gap '{g.gap}'" for g in part.gaps if not g.acknowledged)


def _values(part: DeterminedPart) -> tuple[VerdictValue, ...]:
    """What decides a part: the verdicts on its elements, and where it can have none, that on the whole."""
    return tuple(f.verdict.value for f in part.findings) or (part.verdict.value,)


def _unreasoned(finding: Finding) -> bool:
    return finding.verdict.value != "not_assessed" and not finding.verdict.reasons


def holds_against(part: DeterminedPart) -> bool:
    """Whether the part holds something against its party: a positive verdict, on the whole or on an element."""
    values: set[VerdictValue] = {part.verdict.value, *(f.verdict.value for f in part.findings)}
    return bool(values & POSITIVE)
