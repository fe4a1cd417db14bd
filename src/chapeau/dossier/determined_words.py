"""What was determined, in words: the matrix of a determination, and what moved between two versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from chapeau.dossier.words import asked_of, say, short_citation
from chapeau.records import (
    BearsMore,
    Cause,
    Change,
    CrimeMove,
    Determination,
    DeterminedPart,
    Difference,
    FindingMove,
)


def matrix_in_words(made: Determination) -> tuple[str, ...]:
    """One line a part: party, crime, period and area, modes, verdict and standard, in the order of the parts."""
    return tuple(part_in_words(part) for part in made.parts)


def part_in_words(part: DeterminedPart) -> str:
    """'Orvania: Murder (7(1)(a)), March 2031, XS: may amount to it ... (standard: reasonable grounds).'"""
    when = asked_of(part.when)
    where = "place not told" if part.area == "not_stated" else part.area
    of = f", against {part.subject}" if part.subject else ""
    modes = f", modes of liability: {', '.join(part.modes)}" if part.modes else ""
    return (
        f"{part.party_name}: {crime_in_words(part)}{of}, {when}, {where}{modes}: {verdict_in_words(part.verdict.value)} "
        f"(standard: {standard_in_words(part.verdict.standard)})"
    )


def crime_in_words(part: DeterminedPart) -> str:
    """The crime with its citation; what is no crime of the statute is marked as such."""
    if part.kind == "characterisation":
        return f"{part.title} ({say('crime_kind', 'characterisation')})"
    if part.kind == "violation":
        return f"{part.title} ({say('crime_kind', 'violation')}: {part.citation})"
    of = f"{part.category}, " if part.category else ""
    return f"{part.title} ({of}{short_citation(part.citation)})"


def verdict_in_words(value: str) -> str:
    """'met'; 'may amount to it; further investigation'."""
    return say("verdict", value)


def standard_in_words(standard: str | None) -> str:
    """The standard in words, or that none is stated."""
    return "none stated" if standard is None else say("standard", standard)


# --- what moved ----------------------------------------------------------------------------------------


def versions_in_words(made: Difference) -> str:
    """'from version 1 to version 2'; 'from version 2 to the case as it is'."""
    names = ["the case as it is" if n == 0 else f"version {n}" for n in (made.earlier, made.later)]
    return f"from {names[0]} to {names[1]}"


def crime_move_in_words(move: CrimeMove) -> str:
    """'Orvania, war crimes: may amount to it ... then, met now.'"""
    before = "not determined" if move.before is None else verdict_in_words(move.before)
    after = "not determined" if move.after is None else verdict_in_words(move.after)
    standards = ""
    if move.before and move.after and move.standard_before != move.standard_after:
        standards = f"; on {standard_in_words(move.standard_before)} then, {standard_in_words(move.standard_after)} now"
    return f"{move.party_name}, {move.category.replace('_', ' ')}: {before} then, {after} now{standards}"


def change_in_words(change: Change) -> str:
    """'support: according to one origin only then, according to several origins ... now'."""
    if change.field == "gaps":
        return f"no longer missing: {change.before}; missing now: {change.after}"
    before, after = (_value(change.field, value) for value in (change.before, change.after))
    return f"{say('moved_field', change.field)}: {before} then, {after} now"


def _value(field: str, value: str) -> str:
    if field in ("alleged", "support", "against", "verdict"):
        return say(field, value)
    if field == "contested":
        return value or "not in part"
    return standard_in_words(None if value == "none" else value) if field == "standard" else value


def cause_in_words(cause: Cause, named: Mapping[str, str]) -> str:
    """What moved it, with the text's name where it is known."""
    words = say("cause", cause.kind)
    about = named.get(cause.record) or named.get(cause.source) or cause.record
    return f"{words}: {about}" if about else words


def move_in_words(move: FindingMove) -> str:
    """Whether it is new, gone, moved, or a person's verdict alone."""
    return say("move", move.state)


def bears_more_in_words(more: BearsMore, parties: Mapping[str, str], provisions: Mapping[str, str]) -> str:
    """'more bears on 'It was staged or made up.' than when it was answered: Orvania, 7(1)(a) Murder, March 2031'."""
    when = asked_of(more.period)
    party, provision = parties.get(more.party, more.party), provisions.get(more.provision, more.provision)
    return f"more bears on '{more.wording}' than when it was answered: {party}, {provision}, {when}"


def diff_in_words(
    made: Difference,
    parties: Mapping[str, str],
    sources: Mapping[str, str],
    provisions: Mapping[str, str],
    elements: Mapping[str, str],
) -> Iterator[str]:
    """The whole difference as lines of plain text."""
    yield f"What moved {versions_in_words(made)}"
    if not made.crimes and not made.moves:
        yield "  No finding moved, and no verdict."
    yield from (f"  {crime_move_in_words(move)}" for move in made.crimes)
    yield from (f"  Changed: {line}" for line in made.law)
    for more in made.bearing:
        words = bears_more_in_words(more, parties, provisions)
        yield f"  Look again: {words} ({', '.join(more.records)})"
    yield f"  Texts that came: {len(made.came)}; that went: {len(made.went)}."
    for head, moves in moves_by_block(made.moves, parties, provisions):
        yield ""
        yield head
        yield from _block_lines(moves, sources, elements)


def _block_lines(
    moves: list[FindingMove], sources: Mapping[str, str], elements: Mapping[str, str]
) -> Iterator[str]:
    if is_whole(moves):
        yield f"  {move_in_words(moves[0])}, with all its elements"
        yield from (f"    by {cause_in_words(cause, sources)}" for cause in moves[0].causes)
        return
    for move in moves:
        yield from _lines(move, sources, elements)


def is_whole(moves: list[FindingMove]) -> bool:
    """Whether these moves are of a block that is new or gone as a whole: it is said once."""
    return {move.state for move in moves} in ({"new"}, {"gone"})


def moves_by_block(
    moves: Iterable[FindingMove],
    parties: Mapping[str, str],
    provisions: Mapping[str, str],
    areas: Mapping[str, str] | None = None,
) -> list[tuple[str, list[FindingMove]]]:
    """The moves of each party, provision, period and area, under its words; an area that `areas` does not name, by its code."""
    found: dict[str, list[FindingMove]] = {}
    for move in moves:
        when = asked_of(move.period)
        where = (areas or {}).get(move.area) or ("place not told" if move.area == "not_stated" else move.area)
        party, provision = parties.get(move.party, move.party), provisions.get(move.provision, move.provision)
        found.setdefault(f"{party}: {provision}, {when}, {where}", []).append(move)
    return list(found.items())


def _lines(move: FindingMove, sources: Mapping[str, str], elements: Mapping[str, str]) -> Iterator[str]:
    yield f"  {elements.get(move.element, move.element)} ({move.element}): {move_in_words(move)}"
    yield from (f"    {change_in_words(change)}" for change in move.changes)
    yield from (f"    by {cause_in_words(cause, sources)}" for cause in move.causes)
