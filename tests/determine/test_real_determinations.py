"""What bodies have determined can be expressed: by party, crime, modes and standard, positive, negative and between.

The rows are read where they lie beside the checkout; the acquittal and the refusal are public record.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chapeau.assess.elements import law
from chapeau.determine.canonical import digest_of_determination
from chapeau.determine.crimes import category_of
from chapeau.determine.propose import Proposal, proposed, stated
from chapeau.determine.standards import standard
from chapeau.dossier.determined_words import matrix_in_words
from chapeau.ground.codec import from_json, to_json
from chapeau.records import Determination, DeterminedPart, Verdict, VerdictValue

PARTIES_APART = re.compile(r";\s*(?![^(]*\))")
CRIMES = {
    "genocide": r"genocid",
    "crimes_against_humanity": r"crimes? against humanity|\bCAH\b",
    "war_crimes": r"war crimes?|\bWC\b",
    "ethnic_cleansing": r"ethnic cleansing",
    "convention_violations": r"convention violation",
    "humanitarian_law_violations": r"\bIHL\b",
}
KINDS = {
    "ethnic_cleansing": "characterisation",
    "convention_violations": "violation",
    "humanitarian_law_violations": "violation",
}
ARTICLE = re.compile(r"\b([678])\((\d)\)\(([a-k])\)(?:\(([ivx]+)\))?")
MODE = re.compile(r"25\(3\)\([a-f]\)|28(?:\([ab]\))?")
NOT_A_PARTY = "not a party"


@dataclass(frozen=True)
class Told:
    """One row as it stands in the table."""

    row: dict[str, str]

    def __getattr__(self, name: str) -> str:
        return self.row[name]

    @property
    def standard(self) -> str:
        """The rung of the body that speaks, by what it is."""
        body, instrument = self.row["body"], self.row["instrument"]
        if "Court of Human Rights" in body:
            return "beyond_reasonable_doubt_state"
        if "warrant" in instrument:
            return "reasonable_grounds"
        if "Prosecutor" in body or "OTP" in body:
            return "reasonable_basis"
        return "executive_determination" if "Secretary of State" in body else "reasonable_grounds_inquiry"

    @property
    def modes(self) -> tuple[str, ...]:
        told = self.row["provisions"]
        return tuple(MODE.findall(told[told.find("mode") :])) if "mode" in told else ()


def rows(shared: Path) -> list[Told]:
    with (shared / "law" / "determinations.csv").open(encoding="utf-8", newline="") as file:
        return [Told(row) for row in csv.DictReader(file)]


def crimes_in(words: str) -> list[str]:
    return [crime for crime, pattern in CRIMES.items() if re.search(pattern, words, re.IGNORECASE)]


def verdict_of(told: Told, crime: str, said: str) -> VerdictValue:
    """What the row says of one crime of one party."""
    near = [piece for piece in re.split(r";", said) if crime in crimes_in(piece)]
    words = " ".join(near) or said
    if (
        "negative" in f"{words} {told.result if told.result == 'NEGATIVE' else ''}".lower()
        or NOT_A_PARTY in said
    ):
        return "not_met"
    whole = [p for p in PARTIES_APART.split(f"{told.crimes_found}; {told.result}") if crime in crimes_in(p)]
    if any(re.search(r"may amount|to warrant|referral", piece) for piece in whole):
        return "may_amount_further_investigation"
    return "met"


def parts(told: Told) -> Iterator[DeterminedPart]:
    by_party = re.search(r"differing|MIXED", told.result) is not None
    for piece in PARTIES_APART.split(told.parties):
        name, _, said = piece.partition("(")
        name, not_a_party, _ = name.partition(NOT_A_PARTY)
        own = crimes_in(said) if by_party else []
        crimes = ["war_crimes"] if not_a_party else own or crimes_in(told.crimes_found)
        for party in re.split(r", | and ", name) if by_party else [name]:
            mine = [crime for crime in crimes if _speaks_of(told, party, crime)]
            yield from _of_party(told, party.strip(), mine, f"{said} {not_a_party}")


def _speaks_of(told: Told, party: str, crime: str) -> bool:
    """What is left open is left open of the parties that the quotation names."""
    is_open = verdict_of(told, crime, "") == "may_amount_further_investigation"
    return not is_open or "OPEN" not in told.result or party.split()[0] in told.key_quote


def _of_party(told: Told, party: str, crimes: list[str], said: str) -> Iterator[DeterminedPart]:
    articles = ARTICLE.findall(told.provisions) if "warrant" in told.instrument else []
    for article, paragraph, letter, number in articles:
        crime = "-".join(filter(None, ("ICC", article, paragraph, letter, number)))
        known = next((p for p in law().provisions if p.id.startswith(crime)), None)
        yield stated(
            party=party, crime=crime, kind="provision", area=told.situation, title=known.title if known else told.crimes_found, modes=told.modes,
            citation=f"Rome Statute art. {article}({paragraph})({letter})" + (f"({number})" if number else ""),
            verdict=Verdict(value="met", standard=told.standard, who=(told.body,), when=told.date),
        )  # fmt: skip
    for crime in () if articles else crimes:
        value = verdict_of(told, crime, said)
        yield stated(
            party=party, crime=crime, area=told.situation, kind=KINDS.get(crime, "category"),  # type: ignore[arg-type]
            verdict=Verdict(value=value, standard=told.standard, who=(told.body,), when=told.date),
        )  # fmt: skip


def as_determination(told: Told) -> Determination:
    proposal = Proposal(
        who=told.body, at=told.date, body=told.body, citation=f"{told.instrument}, {told.date}"
    )
    made = proposed(tuple(parts(told)), proposal, on=standard(told.standard).id)
    back = from_json(Determination, to_json(made), what=told.id)
    assert back == made
    assert digest_of_determination(back) == digest_of_determination(made)
    return back


def lines(made: Determination) -> str:
    return "\n".join(matrix_in_words(made))


def test_each_row_can_be_expressed_and_says_its_result(shared: Path) -> None:
    told = rows(shared)
    assert len(told) == 24
    for row in told:
        made = as_determination(row)
        words = lines(made)
        assert made.parts, row.id
        values = {part.verdict.value for part in made.parts}
        for party in {part.party_name for part in made.parts}:
            assert party in row.parties
            assert party in words
        assert all(row.situation in line for line in words.splitlines())
        _says(row, made, values, words)


def _says(row: Told, made: Determination, values: set[str], words: str) -> None:
    if row.result == "NEGATIVE":
        assert values == {"not_met"}, row.id
        assert all(": not met" in line for line in words.splitlines())
    elif row.result.startswith("MIXED"):
        assert {"met", "not_met"} <= values, row.id
    elif "OPEN" in row.result or "referral" in row.result:
        assert values == {"met", "may_amount_further_investigation"}, row.id
        assert "may amount to it" in words
    else:
        assert values == {"met"}, (row.id, values)
    if "differing by party" in row.result:
        of = {p.party: frozenset(q.crime for q in made.parts if q.party == p.party) for p in made.parts}
        assert len(set(of.values())) > 1, row.id


def test_a_party_has_war_crimes_alone_where_others_have_crimes_against_humanity_too(shared: Path) -> None:
    by_id = {row.id: as_determination(row) for row in rows(shared)}
    ethiopia = by_id["US-ETHIOPIA-2023"]
    of = {p.party: {category_of(q) for q in ethiopia.parts if q.party == p.party} for p in ethiopia.parts}
    assert {"war_crimes"} in of.values()
    assert any("crimes_against_humanity" in crimes for crimes in of.values())
    sudan = by_id["US-SUDAN-2023"]
    assert {p.crime for p in sudan.parts if p.party == "SAF"} == {"war_crimes"}


def test_warrants_stand_on_reasonable_grounds_and_print_their_modes(shared: Path) -> None:
    warrants = [row for row in rows(shared) if "warrant" in row.instrument]
    assert len(warrants) == 4
    for row in warrants:
        made = as_determination(row)
        assert made.standard == "reasonable_grounds"
        assert all(part.kind == "provision" for part in made.parts)
        assert all(mode in line for mode in row.modes for line in matrix_in_words(made))
    first = as_determination(next(row for row in warrants if "28(b)" in row.provisions))
    assert {mode for part in first.parts for mode in part.modes} == {"25(3)(a)", "28(b)"}
    assert {part.crime for part in first.parts} == {"ICC-8-2-a-vii", "ICC-8-2-b-viii"}


def test_may_amount_then_and_are_now_is_two_determinations_of_one_body(shared: Path) -> None:
    by_id = {row.id: as_determination(row) for row in rows(shared)}

    def of(name: str) -> set[str]:
        return {p.verdict.value for p in by_id[name].parts if p.crime == "crimes_against_humanity"}

    assert (of("COI-UKR-2023-03"), of("COI-UKR-2025-03")) == ({"may_amount_further_investigation"}, {"met"})


def test_what_is_no_crime_of_the_statute_is_marked_as_that(shared: Path) -> None:
    by_id = {row.id: as_determination(row) for row in rows(shared)}
    for name in ("US-DAESH-2016", "US-ETHIOPIA-2023", "US-SUDAN-2023"):
        (line, *_) = [each for each in matrix_in_words(by_id[name]) if "Ethnic cleansing" in each]
        assert "a characterisation, no crime of the statute" in line
    assert all("no crime" in line for line in matrix_in_words(by_id["ECHR-UKR-NLD-2025"]))


def test_an_executive_determination_stands_on_no_rung(shared: Path) -> None:
    american = [row for row in rows(shared) if "Secretary of State" in row.body]
    assert len(american) == 9
    assert {standard(as_determination(row).standard or "").rank for row in american} == {None}


# --- an acquittal, and a refusal to confirm charges ----------------------------------------------------


def of_court(body: str, citation: str, on: str, found: tuple[DeterminedPart, ...]) -> Determination:
    proposal = Proposal(who=body, at=citation[-10:], body=body, citation=citation)
    made = proposed(found, proposal, on=standard(on).id)
    assert from_json(Determination, to_json(made), what="it") == made
    return made


def charged(
    party: str, modes: tuple[str, ...], on: str, *crimes: tuple[str, str]
) -> tuple[DeterminedPart, ...]:
    return tuple(
        stated(
            party=party, crime=provision, kind="provision", citation=f"Rome Statute art. {article}", modes=modes,
            title=next(p.title for p in law().provisions if p.id == provision), verdict=Verdict(value="not_met", standard=on),
        )
        for provision, article in crimes
    )  # fmt: skip


def test_an_acquittal_can_be_expressed() -> None:
    crimes = (("ICC-7-1-a", "7(1)(a)"), ("ICC-7-1-g-1", "7(1)(g)"), ("ICC-8-2-c-i-1", "8(2)(c)(i)"))
    made = of_court(
        "ICC Appeals Chamber",
        "Prosecutor v. Bemba Gombo, ICC-01/05-01/08-3636-Red, 2018-06-08",
        "beyond_reasonable_doubt",
        charged("J.-P. Bemba Gombo", ("28(a)",), "beyond_reasonable_doubt", *crimes),
    )
    assert made.standard == "beyond_reasonable_doubt"
    assert all(
        line.endswith("not met (standard: beyond reasonable doubt (art. 66(3)))")
        for line in matrix_in_words(made)
    )
    assert all("28(a)" in line for line in matrix_in_words(made))


def test_a_refusal_to_confirm_charges_can_be_expressed() -> None:
    crimes = (("ICC-7-1-a", "7(1)(a)"), ("ICC-7-1-f", "7(1)(f)"), ("ICC-8-2-c-i-1", "8(2)(c)(i)"))
    made = of_court(
        "ICC Pre-Trial Chamber I",
        "Prosecutor v. Mbarushimana, ICC-01/04-01/10-465-Red, 2011-12-16",
        "substantial_grounds",
        charged("C. Mbarushimana", ("25(3)(d)",), "substantial_grounds", *crimes),
    )
    assert {part.verdict.value for part in made.parts} == {"not_met"}
    assert all("substantial grounds" in line and "not met" in line for line in matrix_in_words(made))
