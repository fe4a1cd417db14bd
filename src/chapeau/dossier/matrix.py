"""Which provisions, of which parties, rest on how many origins? The front page's table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from chapeau.dossier.addresses import Addresses
from chapeau.dossier.catalogue import Catalogue
from chapeau.dossier.figures import Figure, counted_words
from chapeau.dossier.groups import Group, by_time, party_order
from chapeau.dossier.pictures.cell import cell
from chapeau.dossier.view import CaseView
from chapeau.dossier.words import asked_of, say
from chapeau.ground.dates import together
from chapeau.records import Period, Provision


@dataclass(frozen=True, slots=True)
class Column:
    """A party in a period; `key` as groups name it."""

    key: tuple[str, str, str]
    party: str
    name: str
    period: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One provision of one party in one period: marks, the same in words, and where it leads.

    `figure` says how many origins stand behind its conduct; `against` how many tellings speak
    against; `denials` how many deny without more; `verdict` what people decided, 'not assessed' until they do.
    """

    href: str
    empty: bool
    svg: str
    figure: Figure
    against: Figure | None
    denials: Figure | None
    verdict: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A provision with its cells."""

    provision: Provision
    anchor: str
    cells: tuple[Cell, ...]
    empty: bool


@dataclass(frozen=True, slots=True)
class Body:
    """A body of law: its rows with something in a cell, and those that nothing in the case answers to."""

    name: str
    rows: tuple[MatrixRow, ...]

    @property
    def told(self) -> tuple[MatrixRow, ...]:
        """Rows with a finding in at least one cell."""
        return tuple(row for row in self.rows if not row.empty)

    @property
    def silent(self) -> tuple[MatrixRow, ...]:
        """Rows without any that an act could have listed: they are named in one line."""
        return tuple(row for row in self.rows if row.empty and _by_an_act(row.provision))

    @property
    def unopened(self) -> tuple[MatrixRow, ...]:
        """Rows without any that only a person opens, and nobody did."""
        return tuple(
            row for row in self.rows if row.empty and row.provision.elements and not _by_an_act(row.provision)
        )

    @property
    def cited_alone(self) -> tuple[MatrixRow, ...]:
        """Rows of provisions without elements, on which no finding can be made."""
        return tuple(row for row in self.rows if not row.provision.elements)


def _by_an_act(provision: Provision) -> bool:
    return provision.opened_by == "an_act" and bool(provision.elements)


@dataclass(frozen=True, slots=True)
class Matrix:
    """All of it: rows in the statute's order, empty ones included."""

    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def parties(self) -> tuple[tuple[str, int], ...]:
        """Each party's name with the number of its columns, in order: the upper line of the head."""
        return tuple((name, len(list(own))) for name, own in groupby(c.name for c in self.columns))

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The bodies of law, each once, in order."""
        names = dict.fromkeys(row.provision.body for row in self.rows)
        return tuple(Body(n, tuple(r for r in self.rows if r.provision.body == n)) for n in names)


def matrix(
    view: CaseView,
    facts: Catalogue,
    at: Addresses,
    made: Sequence[Group],
    decided: Mapping[str, str] | None = None,
    denials: frozenset[str] = frozenset(),
) -> Matrix:
    """Every provision the case was assessed under against every party and period that has a finding.

    `decided` gives the verdict on a whole group in words, by its key, where people gave one; `denials`
    are the records of the case that deny.
    """
    columns = _columns(facts, made)
    return Matrix(
        columns, tuple(_row(at, p, columns, made, decided or {}, denials) for p in view.provisions())
    )


def _columns(facts: Catalogue, made: Sequence[Group]) -> tuple[Column, ...]:
    told: defaultdict[tuple[str, str, str], list[Period]] = defaultdict(list)
    for g in made:
        told[g.column].append(g.when)
    when = {key: together(days) for key, days in told.items()}
    keys = sorted(when, key=lambda key: (*party_order(facts, key[0]), *by_time(when[key]), key))
    return tuple(Column(key, key[0], facts.party(key[0]), asked_of(when[key])) for key in keys)


def _row(
    at: Addresses,
    provision: Provision,
    columns: Sequence[Column],
    made: Sequence[Group],
    decided: Mapping[str, str],
    denials: frozenset[str],
) -> MatrixRow:
    own = [g for g in made if g.provision.id == provision.id]
    anchor = f"law-{provision.id}"
    cells = tuple(_cell(at, anchor, [g for g in own if g.column == c.key], decided, denials) for c in columns)
    return MatrixRow(provision, anchor, cells, all(c.empty for c in cells))


def _cell(
    at: Addresses,
    anchor: str,
    found: Sequence[Group],
    decided: Mapping[str, str],
    denials: frozenset[str],
) -> Cell:
    if not found:
        href = at.overview(anchor)
        return Cell(
            href, True, cell(alleged=False, origins=0, against=0), Figure("nothing alleged"), None, None, ""
        )
    origins = tuple(sorted({o for g in found for o in g.of("origins_for", g.conduct())}))
    against = tuple(
        sorted({a for g in found for f in ("acts_against", "statements_against") for a in g.of(f)})
    )
    beside = {r for g in found for r in g.of("shown_beside", g.conduct()) if r in denials}
    alleged = any(f.alleged == "yes" for g in found for f in g.conduct())
    return Cell(
        href=at.group(found[0].key),
        empty=False,
        svg=cell(alleged=alleged, origins=len(origins), against=len(against), denied=bool(beside)),
        figure=counted_words(origins, "origin") if origins else Figure(_without(alleged)),
        against=counted_words(against, "against", many="against") if against else None,
        denials=counted_words(sorted(beside), "bare denial") if beside else None,
        verdict=", ".join(dict.fromkeys(decided.get(g.key, say("verdict", "not_assessed")) for g in found)),
    )


def _without(alleged: bool) -> str:
    return "alleged only, nothing supports it" if alleged else "nothing alleged"
