"""What does a sheet say beside the modes that a person may set? What in the case bears on each, and no answer.

Records that belong to the block stand before those of the rest of the case. Of many, the first are named and the others
counted; a sheet quotes each record once, and only counts those of the rest of the case that it has quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chapeau.determine.blocks import Block
from chapeau.records import Mode, ModeBearing

NAMED = 2
"""Records named of one kind: enough to see what they are, and a block stays on one screen."""

STATUTE = "ICC-"
"""How the ids of the statute's crimes begin: articles 25 and 28 are its modes, and a national code has its own."""

FOR_THIS_CRIME = ("told of it for this crime", "told of those under it for this crime")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownModes:
    """The modes, what bears on them for a party's id, and where a record stands with its words, names withheld."""

    modes: tuple[Mode, ...] = ()
    bearings: Callable[[str], tuple[ModeBearing, ...]] = lambda _: ()
    quoted: Callable[[str], str] = str


def mode_lines(block: Block, known: KnownModes, quoted: set[str]) -> Iterator[str]:
    """A line for each mode on which something bears, those alike in one; and one for all others.

    `quoted` are records that the sheet has quoted; those quoted here are put into it.
    """
    if block.party == "unattributed" or not block.provision.id.startswith(STATUTE):
        return
    bearings = {bearing.mode: bearing for bearing in known.bearings(block.party)}
    alike: dict[tuple[tuple[str, tuple[str, ...]], ...], list[str]] = {}
    for mode in known.modes:
        if mode.id in bearings and (not mode.only_for or block.provision.id in mode.only_for):
            alike.setdefault(tuple(_bears(block, bearings[mode.id])), []).append(called(mode))
    for parts, names in alike.items():
        if parts:
            yield f"Bears on {'; '.join(names)}: {'. '.join(_part(w, r, known, quoted) for w, r in parts)}."
    nothing = alike.get((), [])
    if nothing:
        yield f"Nothing is listed on {'the other modes' if len(alike) > 1 else 'any mode'}, which makes none of them wrong."


def called(mode: Mode) -> str:
    """'25(3)(a) Alone'."""
    return f"{mode.citation.rpartition('art. ')[2]} {mode.title}"


def _bears(block: Block, bearing: ModeBearing) -> Iterator[tuple[str, tuple[str, ...]]]:
    here = _own_acts(block)
    told, below = bearing.acts, bearing.done_below
    parts = (
        (FOR_THIS_CRIME[0], [a for a in told if a in here]),
        (FOR_THIS_CRIME[1], [a for a in below if a in here]),
        ("told of it elsewhere in the case", [a for a in told if a not in here]),
        ("told of those under it elsewhere", [a for a in below if a not in here]),
        ("stands above", bearing.commands),
        ("it or its side said", bearing.responses),
    )
    return ((words, tuple(records)) for words, records in parts if records)


def _own_acts(block: Block) -> frozenset[str]:
    """Acts that support the crime itself: what supports the attack around it belongs to other crimes too."""
    around = {element.id for element in block.provision.elements if element.kind == "contextual"}
    return frozenset(act for f in block.findings if f.element not in around for act in f.acts_for)


def _part(words: str, records: tuple[str, ...], known: KnownModes, quoted: set[str]) -> str:
    first = records[:NAMED]
    if words not in FOR_THIS_CRIME and quoted.issuperset(first):
        return f"{words} ({len(records)}, as above)"
    named = "; ".join(_named(record, known, quoted) for record in first)
    more = f"; and {len(records) - NAMED} more" if len(records) > NAMED else ""
    return f"{words} ({len(records)}): {named}{more}"


def _named(record: str, known: KnownModes, quoted: set[str]) -> str:
    if record in quoted:
        return record
    quoted.add(record)
    return f"{record}, {known.quoted(record)}"
