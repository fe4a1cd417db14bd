"""Determining by a sheet: written over the case's findings, filled by people, kept as a proposed determination."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from chapeau.assess.modes import modes
from chapeau.casefile import custody, kinds
from chapeau.casefile.repository import Casefile, opened, writable
from chapeau.determine.bears_on_modes import STATUTE
from chapeau.determine.blocks import Block, BlockKey, blocks
from chapeau.determine.canonical import digest_of_determination, salted
from chapeau.determine.carried import without_place
from chapeau.determine.draft import draft
from chapeau.determine.propose import Proposal, check_once, closed_since, obstacles, of_sheet
from chapeau.determine.sheet import Sheet, read_sheet, with_ids, with_periods
from chapeau.determine.write_sheet import Asked, write_sheet
from chapeau.dossier.names_withheld import in_plain_words, redacted
from chapeau.dossier.view import CaseView
from chapeau.errors import DataInvalid, DeterminationRefused, UsageError
from chapeau.pipeline.bearings import known_modes
from chapeau.pipeline.beneath import Kind, content_now
from chapeau.pipeline.case_settings import settings_of
from chapeau.pipeline.occasion import UNNAMED, Occasion
from chapeau.pipeline.publish import not_written, spare_case, write_whole
from chapeau.pipeline.reviewed import after_review
from chapeau.pipeline.run import view_of
from chapeau.pipeline.since_last_run import since_last_run
from chapeau.pipeline.versions import Determined, cited, law_of, snapshot_now
from chapeau.preserve.custody import SALT_BYTES
from chapeau.records import Determination, Finding, RestedOn, RightOfReply

OWNER_READS = 0o600
"""The sheet's rights: what is in it is for whoever may open the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeReport:
    """What was proposed, the digest that is to be signed, and what must be done before anybody can sign it.

    `closed` are gaps that the sheet speaks of and that people closed since by reading: they are dropped.
    """

    made: Determination
    digest: str
    obstacles: tuple[str, ...]
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReport:
    """A sheet that was written: its blocks written whole, those in a line each, and its lines.

    `left_over` is what the sheet that was carried says and has no place any more.
    """

    whole: int
    folded: int
    lines: int
    left_over: tuple[str, ...] = ()


# --- out -----------------------------------------------------------------------------------------------


def sheet_out(
    folder: Path,
    sheet: Path,
    occasion: Occasion,
    *,
    carry: Path | None = None,
    parties: tuple[str, ...] = (),
    provisions: tuple[str, ...] = (),
) -> SheetReport:
    """Write a sheet over the case's findings, or over those of some parties and provisions.

    A provision that is named in full is written whole whatever stands behind it. `carry` is an earlier sheet whose answers are filled in;
    where it is written over, what it says of other parties and provisions stays. A sheet that holds answers is written over by
    none but itself. Raises CaseMissing, DataInvalid, DeterminationRefused, OutputIsInput, UsageError.
    """
    spare_case(folder, sheet)
    logged = writable(folder)
    with opened(folder, write=logged) as case:
        held = {block.key: block for block in blocks_of(case)}
        carried = None if carry is None else _carried(carry, held)
        itself = carry is not None and sheet.exists() and sheet.samefile(carry)
        kept = carried if carried is not None and itself else Sheet()
        asked = _asked(case, occasion, held, parties, provisions, kept)
        if not itself:
            _spare_answers(sheet, asked, held)
        asked = replace(asked, left_over=without_place(carried, held) if carried else ())
        written = write_sheet(asked, carried)
        lines = [line.encode() for line in written.lines]
        try:
            write_whole(sheet, lines, mode=OWNER_READS)
        except OSError as error:
            raise not_written(sheet, error) from error
        if logged:
            with case.transaction():
                custody.append(
                    case, at=occasion.at, by=occasion.who, action="exported", subject="case", content=b"".join(lines),
                    note="determination-sheet",
                )  # fmt: skip
        count = sum(line.count(b"\n") for line in lines)
        return SheetReport(whole=written.whole, folded=written.folded, lines=count, left_over=asked.left_over)


def _carried(carry: Path, held: Mapping[BlockKey, Block]) -> Sheet:
    """An earlier sheet, in the terms of the case as it is."""
    parties = _parties_of(held.values())
    read = with_periods(with_ids(_read(carry), parties), held)
    check_once(read, parties)
    return read


def _spare_answers(sheet: Path, asked: Asked, held: Mapping[BlockKey, Block]) -> None:
    """Raises UsageError where a file stands there that holds answers, or is no sheet."""
    if not sheet.is_file():
        return
    hint = "Name another file; or give this one to --carry too: what it says is kept."
    try:
        there = with_ids(_read(sheet), _parties_of(held.values()))
    except DataInvalid as error:
        raise UsageError(
            f"{sheet} is there already, and cannot be read as a sheet.", hint="Name another file."
        ) from error
    given = {reply.party: reply for reply in asked.replies}
    replied = any((r.state, r.reason, r.answer) != _as_written(given.get(r.party)) for r in there.reply)
    said = any(row.said for row in there.finding)
    if said or replied or there.standard or there.signers or there.dissent or there.characterisation:
        raise UsageError(f"{sheet} is there already, and people have filled it.", hint=hint)


def _as_written(reply: RightOfReply | None) -> tuple[str, str, str]:
    """What a sheet says of a reply before anybody has filled it."""
    if reply is None:
        return "not_asked", "", ""
    return reply.state, reply.reason or "", reply.answer or ""


def _asked(
    case: Casefile,
    occasion: Occasion,
    held: Mapping[BlockKey, Block],
    parties: tuple[str, ...],
    provisions: tuple[str, ...],
    kept: Sheet,
) -> Asked:
    """What is asked for, and whatever `kept` speaks of beside it."""
    settings, names, review = settings_of(case), names_of(case), after_review(case)
    said = {row.key for row in kept.finding if row.said}
    wanted = {key for key, b in held.items() if _wanted(b, parties, provisions)}
    chosen = tuple(b for key, b in held.items() if key in wanted | said)
    if not wanted:
        raise UsageError(
            "There is no finding to determine here.",
            hint="Run `chapeau run` first; of --party and --provision, give names and ids as the dossier prints them.",
        )
    known = {reply.party: reply for made in Determined(case, review).versions for reply in made.replies}
    first = draft((f for b in held.values() for f in b.findings), known.values())
    named = {b.party for b in chosen} | {row.party for row in kept.reply}
    shown = redacted(view_of(case, occasion, review))
    return Asked(
        case=settings.title, version=_next_version(case), blocks=chosen, wanted=settings.determination.signers, names=names, told_by=_told_by(case, shown),
        replies=tuple(reply for reply in first.replies if reply.party in named),
        alone=_borne_by_one(held.values()), opened=frozenset(b.provision.id for b in chosen if {b.provision.id, _number(b)} & {*provisions}),
        modes=known_modes(case, review, shown),
    )  # fmt: skip


def _wanted(block: Block, parties: tuple[str, ...], provisions: tuple[str, ...]) -> bool:
    cited = _number(block)
    of_party = not parties or block.party in parties or block.party_name in parties
    return of_party and (
        not provisions or any(block.provision.id.startswith(p) or cited.startswith(p) for p in provisions)
    )


def _number(block: Block) -> str:
    """The provision's number, as the dossier prints it: 7(1)(a)."""
    return block.provision.citation.rpartition("art. ")[2]


def _borne_by_one(held: Iterable[Block]) -> frozenset[str]:
    """Names that one party of the case bears: by these a sheet can call it, and `with_ids` finds it again."""
    names = list(_parties_of(held).values())
    return frozenset(name for name in names if names.count(name) == 1)


def blocks_of(case: Casefile) -> tuple[Block, ...]:
    """The case's findings, in blocks."""
    found = tuple(case.all(kinds.FINDINGS))
    origins = _origins_of_bearing(case, found)
    return blocks(found, law_of(case).provisions, names_of(case), _read_by_people(case), origins)


def _origins_of_bearing(case: Casefile, found: Iterable[Finding]) -> dict[str, tuple[str, ...]]:
    """The origins of whatever bears on other explanations: of an act those that it rests on, else that of its text."""
    names = {record for f in found for h in f.hypotheses for record in h.bears_on}
    of_text = {m.document: (o.id,) for o in case.all(kinds.ORIGINS) for m in o.members} if names else {}
    return {c.record: c.origins or of_text.get(c.document, ()) for c in cited(case, names)}


def _read_by_people(case: Casefile) -> frozenset[str]:
    """The acts that a person accepted or corrected, and those that tell of the same deed from the same origins: a further copy
    asks nobody to read anew."""
    looked_at = [r.record for r in after_review(case).reviewed if r.state in ("accepted", "corrected")]
    acts = [act for act in (case.find(kinds.ACTS, record) for record in looked_at) if act is not None]
    if not acts:
        return frozenset()
    origins = {row.act: row.origins for row in case.all(kinds.RESTS_ON)}
    told = {(act.type, origins.get(act.id)) for act in acts}
    alike = (act.id for act in case.all(kinds.ACTS) if (act.type, origins.get(act.id)) in told)
    return frozenset((*looked_at, *alike))


def names_of(case: Casefile) -> dict[str, str]:
    """Each actor's name."""
    return {actor.id: actor.name for actor in case.all(kinds.ACTORS)}


def _parties_of(made: Iterable[Block]) -> dict[str, str]:
    return {block.party: block.party_name for block in made}


def _told_by(case: Casefile, view: CaseView) -> dict[str, str]:
    """For each origin the name of the source of its first text, as `view` shows it."""
    names = {source.id: in_plain_words(source.capture.name) for source in view.sources()}
    sources = {d.id: names.get(d.source, d.source) for d in case.all(kinds.DOCUMENTS)}
    return {
        o.id: sources.get(o.root or o.members[0].document, o.id) for o in case.all(kinds.ORIGINS) if o.members
    }


def _next_version(case: Casefile) -> int:
    return case.count(kinds.PROPOSED) + 1


# --- in ------------------------------------------------------------------------------------------------


def apply_sheet(folder: Path, sheet: Path, occasion: Occasion) -> ProposeReport:
    """Keep what a sheet determines as a proposed determination, with its custody entry.

    Raises DataInvalid, DeterminationRefused, RecordUnknown; UsageError where nobody is named; and what `opened` raises.
    """
    if occasion.who == UNNAMED:
        raise UsageError("Nobody determines unnamed.", hint='Say who proposes this: --as "A. Analyst".')
    read = _read(sheet)
    _check_modes(read)
    with opened(folder, write=True) as case:
        _check_whose(case, read)
        held = blocks_of(case)
        filled = with_ids(read, _parties_of(held))
        made = _proposed(case, filled, occasion)
        closed = closed_since(filled, held)
        custody.take_head(case)
    return ProposeReport(
        made=made, digest=digest_of_determination(made), obstacles=obstacles(made), closed=closed
    )


def _check_whose(case: Casefile, read: Sheet) -> None:
    """Raises DeterminationRefused where a sheet is of another case, or of a version that does not follow what was proposed."""
    title, following = settings_of(case).title, _next_version(case)
    if read.case != title:
        raise DeterminationRefused(
            f"This sheet is of the case {read.case!r}, and this case is called {title!r}."
            if read.case
            else "This sheet does not say of which case it is.",
            hint="Take a sheet of this case. If its title was changed since, write the sheet anew with --carry THIS_SHEET.",
        )
    if not 1 <= read.version <= following:
        raise DeterminationRefused(
            f"This sheet is for version {read.version}, and the next version of this case is {following}.",
            hint="Write the sheet anew with --carry THIS_SHEET, and look at what moved.",
        )


def _check_modes(filled: Sheet) -> None:
    """Raises DataInvalid where a mode of a crime of the statute is none of articles 25 and 28."""
    told = [known.mode for known in modes()]
    known = {mode.citation.rpartition("art. ")[2] for mode in told} | {mode.id for mode in told}
    for row in filled.finding:
        unknown = [mode for mode in row.modes if row.provision.startswith(STATUTE) and mode not in known]
        if unknown:
            raise DataInvalid(
                f"No mode of liability of the statute is called {', '.join(unknown)} ({row.provision}).",
                hint=f"Take one of these, or leave it empty: {', '.join(sorted(known))}.",
            )


def _check_run(case: Casefile) -> None:
    """Raises DeterminationRefused where the findings do not follow from the case as it is."""
    waiting = since_last_run(case, after_review(case))
    if waiting is not None:
        raise DeterminationRefused(
            f"Since the last run {waiting}: the findings here are those of before.",
            hint="Run `chapeau run --case CASE`, write the sheet anew with --carry, and look at what moved.",
        )


def _proposed(case: Casefile, filled: Sheet, occasion: Occasion) -> Determination:
    _check_run(case)
    latest = Determined(case, after_review(case)).latest
    now = snapshot_now(case, after_review(case))
    rests, salts = _rested_on(case, filled, occasion)
    proposal = Proposal(
        who=occasion.who, at=occasion.at, version=_next_version(case), wanted=settings_of(case).determination.signers,
        replaces=latest.id if latest else None, rests_on=rests, snapshot=now.id,
    )  # fmt: skip
    if latest is not None and filled.version and filled.version <= latest.version:
        raise DeterminationRefused(
            f"This sheet was written for version {filled.version}, and version {latest.version} was determined since.",
            hint="Write the sheet anew with --carry THIS_SHEET, and look at what moved.",
        )
    made = of_sheet(filled, blocks_of(case), names_of(case), proposal)
    with case.transaction():
        case.keep(kinds.SNAPSHOTS, now)
        case.keep(kinds.PROPOSED, made)
        for subject, salt in salts.items():
            case.keep_salt(made.id, subject, salt)
        custody.append(
            case, at=occasion.at, by=occasion.who, action="proposed", subject=made.id, content=custody.content_of(made),
            note=f"version:{made.version}",
        )  # fmt: skip
    return made


def _rested_on(
    case: Casefile, filled: Sheet, occasion: Occasion
) -> tuple[tuple[RestedOn, ...], dict[str, bytes]]:
    """What the findings that the sheet determines rest on, each with the digest of what it holds, and the salts."""
    held = {block.key: block for block in blocks_of(case)}
    keys = {row.key for row in with_periods(filled, held).finding if row.filled}
    chosen = [block for key, block in held.items() if key in keys]
    rests, salts = [], {}
    for kind, name, content in _beneath(case, chosen):
        salts[name] = occasion.random(SALT_BYTES)
        rests.append(RestedOn(kind=kind, id=name, digest=salted(salts[name], content)))
    return tuple(rests), salts


def _beneath(case: Casefile, chosen: Iterable[Block]) -> Iterator[tuple[Kind, str, bytes]]:
    findings = [f for block in chosen for f in block.findings]
    cited: dict[Kind, set[str]] = {
        "incident": {i for f in findings for i in f.incidents_for},
        "act": {a for f in findings for a in (*f.acts_for, *f.acts_against)},
        "statement": {s for f in findings for s in f.statements_against},
        "pattern": set(case.ids(kinds.PATTERNS)) if findings else set(),
    }
    for kind, names in cited.items():
        for name in sorted(names):
            content = content_now(case, kind, name)
            if content is not None:
                yield kind, name, content


def _read(path: Path) -> Sheet:
    try:
        return read_sheet(path.read_text("utf-8-sig"), name=path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise DataInvalid(
            f"{path} cannot be read as a sheet: {error}.", hint="Name a sheet in UTF-8 that Chapeau wrote."
        ) from error
