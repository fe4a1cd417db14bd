"""What do the patterns say, group by group? Each with its picture, the same as a table, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chapeau.dossier.addresses import Addresses
from chapeau.dossier.catalogue import Catalogue
from chapeau.dossier.figures import Figure, counted_words
from chapeau.dossier.groups import incident_link
from chapeau.dossier.pictures.pattern import between, own_rows, pattern, plain, said_of
from chapeau.dossier.view import CaseView
from chapeau.dossier.words import day_words, place_in, say, with_days
from chapeau.records import Bar, Chance, OverLinkages, Pattern

#: Incidents that a row links to; a row that rests on more says how many more. Three fit beside a figure on paper.
LINKS = 3

#: Ids that a figure bears itself; one that rests on more bears its pattern's id, and that leads to all of them.
BORNE = 60

#: Ids that a pattern names on the page: those of 100,000 incidents at 25 patterns would be a page of 60 MB. All of them
#: stand in dossier.json, and the page says so.
NAMED = 500

#: Groups in the order of the page, with the beginnings of the names of their patterns; the first that fits has it.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("estimates", ("undercount", "estimate")),
    ("regular", ("regularity",)),
    ("large", ("scale.", "counts.", "named.")),
    ("missing", ("missing.", "never_there.", "blind_spots.")),
    ("spread", ("dates", "places", "spread.", "gaps")),
    ("well_told", ("one_origin", "several_origins", "independent_origins", "first_hand", "copies")),
)
ORDER = ("large", "spread", "regular", "well_told", "missing", "other", "estimates")


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar as a row of the table: what it is of, its figure, the incidents it rests on, and how many further ones."""

    label: str
    figure: Figure
    incidents: tuple[Figure, ...]
    more: str


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A pattern as the page shows it."""

    pattern: Pattern
    title: str
    unit: str
    href: str
    figure: Figure
    left_out: Figure
    words: str
    svg: str
    bars: tuple[BarRow, ...]
    chance: tuple[str, ...]
    linkages: str
    rests_on: tuple[str, ...]
    further: Figure | None

    @property
    def band(self) -> str:
        """What chance alone would give, in three words; '' where nothing is set against chance."""
        chance = self.pattern.chance
        return f"chance alone: {between(chance.low, chance.high)}" if chance else ""


@dataclass(frozen=True, slots=True)
class PatternGroup:
    """Patterns that answer one question; `further` are the same figures in other cuts, which the page folds."""

    key: str
    title: str
    lead: str
    rows: tuple[PatternRow, ...]
    further: tuple[PatternRow, ...]


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One incident's figure as its origins tell it: drawn where the incident stands, listed here."""

    pattern: Pattern
    incident: Figure
    words: str


def pattern_groups(view: CaseView, facts: Catalogue, at: Addresses) -> tuple[PatternGroup, ...]:
    """All patterns over the whole case, by question, in the order in which words.yaml lists them."""
    held: dict[str, list[PatternRow]] = {key: [] for key in ORDER}
    for p in sorted(view.patterns(), key=lambda p: (place_in("pattern", p.name), p.name, p.id)):
        if not _of_one_incident(p, facts):
            held[group_of(p)].append(_row(p, facts, at))
    return tuple(_group(key, rows) for key, rows in held.items() if rows)


def _group(key: str, rows: Sequence[PatternRow]) -> PatternGroup:
    further = tuple(r for r in rows if r.pattern.name.startswith("counts.") or ".by_" in r.pattern.name)
    first = tuple(r for r in rows if r not in further)
    return PatternGroup(key, say("pattern_group", key), say("pattern_lead", key), first, further)


def told_rows(view: CaseView, facts: Catalogue, at: Addresses) -> Iterator[ToldRow]:
    """The figures of single incidents, in order of id."""
    for p in view.patterns():
        if _of_one_incident(p, facts):
            yield ToldRow(p, incident_link(facts, at, p.of), _readable(facts, p.words))


def _of_one_incident(p: Pattern, facts: Catalogue) -> bool:
    return p.of in facts.incidents


def group_of(p: Pattern) -> str:
    """The question that it answers; what is set against chance is about regularity, whatever its name."""
    named = next((key for key, begins in GROUPS if p.name.startswith(begins)), None)
    return named or ("regular" if p.chance is not None or p.null_hypothesis else "other")


def title_of(p: Pattern) -> str:
    """Its name in words: from words.yaml, else the name itself, plainly."""
    words = say("pattern", p.name)
    return words if words != p.name.replace("_", " ") else words.replace(".", ": ").capitalize()


def bars_of(p: Pattern) -> str:
    """The unit of its bars where that is another than its own; '' where it is the same."""
    unit = say("bars_of", p.name)
    return unit if unit != p.name.replace("_", " ") else ""


def _row(p: Pattern, facts: Catalogue, at: Addresses) -> PatternRow:
    shown = replace(p, bars=tuple(replace(b, label=_readable(facts, b.label)) for b in p.bars))
    title = title_of(p)
    return PatternRow(
        pattern=shown, title=title, unit=(bars_of(p) or p.unit).replace('km2', 'km²'), href=at.pattern(p.id), figure=Figure(interval(p), _borne(p, p.rests_on)),
        left_out=Figure(counted_words(p.left_out, "record").words, _borne(p, p.left_out) if p.rests_on else p.left_out[:BORNE]),
        words=with_days(_readable(facts, p.words)), svg=pattern(shown, title, bars_of(p)),
        bars=_table(shown, facts, at),
        chance=chance_words(p.chance) if p.chance else (), linkages=linkage_words(p.over_linkages, p.unit), rests_on=p.rests_on[:NAMED], further=_further(p),
    )  # fmt: skip


def _table(p: Pattern, facts: Catalogue, at: Addresses) -> tuple[BarRow, ...]:
    """The picture as rows: its own figure with its unit, then its bars. A single figure stands in the words already."""
    if not p.bars and p.chance is None:
        return ()
    own = [
        BarRow(b.label, Figure(_in_unit(said_of(b), p.unit), (p.id,) if p.rests_on else ()), (), "")
        for b in own_rows(p, bars_of(p))
    ]
    thin = p.over_linkages
    if thin is not None:
        figure = Figure(_in_unit(between(thin.low, thin.high), p.unit), (p.id,) if p.rests_on else ())
        own.append(BarRow("other linkages", figure, (), ""))
    return (*own, *(_bar(p, b, facts, at) for b in p.bars))


def _in_unit(figure: str, unit: str) -> str:
    return figure if figure == "no number" else f"{figure} {_unit(unit, figure)}"


def _further(p: Pattern) -> Figure | None:
    """How many records it rests on, where the page names the first of them only."""
    return Figure(f"{len(p.rests_on):,} records", (p.id,)) if len(p.rests_on) > NAMED else None


def _borne(p: Pattern, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(ids) if len(ids) <= BORNE or not p.rests_on else (p.id,)


def _bar(p: Pattern, bar: Bar, facts: Catalogue, at: Addresses) -> BarRow:
    incidents = [i for i in bar.rests_on if i in facts.incidents]
    further = len(incidents) - LINKS
    rests = _borne(p, bar.rests_on) or ((p.id,) if p.rests_on and said_of(bar) != "no number" else ())
    return BarRow(
        with_days(bar.label),
        Figure(said_of(bar), rests),
        tuple(incident_link(facts, at, i) for i in incidents[:LINKS]),
        f"and {further:,} more" if further > 0 else "",
    )


def _readable(facts: Catalogue, words: str) -> str:
    """The words with each origin by its voice, where a rule could only give its id."""
    if "ori-" not in words:
        return words
    ids = sorted((o for o in facts.origins if o in words), key=len, reverse=True)
    for origin in ids:
        words = words.replace(origin, facts.origin_words(origin))
    return words


# --- in words ---------------------------------------------------------------------------------------------


def interval(p: Pattern) -> str:
    """Its figure with interval and unit: '12 incidents', '0.4 (0.2 to 0.6) of 1', 'at least 14 people'.

    'No figure' where nothing gives one, which is never the same as 'no people'.
    """
    if p.value is None and p.low is None and p.high is None:
        return "no figure"
    if not p.rests_on and not any((p.value, p.low, p.high)):
        return f"no {p.unit}"
    return _in_unit(said_of(Bar(label="", value=p.value, low=p.low, high=p.high)), p.unit)


def _unit(unit: str, figure: str) -> str:
    """'incident' for 1, 'incidents' for others; 'km²'; 'of 100 days' as it is."""
    if figure != "1" or " " in unit:
        return unit.replace("km2", "km²")
    return "person" if unit == "people" else unit.removesuffix("s")


def chance_words(c: Chance) -> tuple[str, ...]:
    """How far from chance, effect first; then p; then who named the test, and when."""
    return (_effect(c), _p(c), _named(c))


def _effect(c: Chance) -> str:
    band = (
        f"Chance alone gives {plain(c.middle)} at the median, and in 95 of 100 draws {between(c.low, c.high)}"
    )
    if c.effect is None and c.middle:
        return (
            "What is told is set beside what chance alone gives, not over it: "
            f"{c.middle:.3f} at the median, and in 95 of 100 draws {c.low:.3f} to {c.high:.3f}."
        )
    if c.effect is None:
        return f"{band}; what is told cannot be set over a median of nothing."
    return f"What is told is {plain(c.effect)} times what chance alone gives. {band}."


def _p(c: Chance) -> str:
    least = 1 / (c.draws + 1) if c.draws else 0.0
    said = (
        f"p = {c.p:.2g}"
        if c.p > least * 1.0001
        else f"p = {c.p:.2g}, the least that {c.draws:,} draws can give"
    )
    corrected = (
        f"; corrected for {c.tests} tests made at once (Holm): {c.corrected:.2g}" if c.tests > 1 else ""
    )
    return f"Draws at least as far off: {said}{corrected}."


def _named(c: Chance) -> str:
    if c.named == "before":
        return f"Named before results were seen, by {c.named_by or 'a person not named'} on {day_words(c.named_on)}."
    return (
        "Exploratory: nobody named this test before results were seen. It asks a question and answers none."
    )


def linkage_words(over: OverLinkages | None, unit: str) -> str:
    """What other linkages that are as plausible would give."""
    return (
        f"Over {over.tried:,} plausible linkages: {between(over.low, over.high)} {unit}. {over.words}"
        if over
        else ""
    )
