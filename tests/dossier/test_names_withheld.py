from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.dossier.names_withheld import (
    VICTIM,
    WITNESS,
    Withheld,
    names_in,
    printed_mark,
    redacted,
    withheld,
)
from chapeau.ground.names import folded
from chapeau.records import Account, ActorName, CasualtyList, Cell, Decision, ListColumn, Listed, Skipped
from tests.dossier.fixture import WITNESS as WITNESS_TEXT
from tests.dossier.fixture import Held, case

NAMES = Withheld(
    {"anselm": ((("anselm", "torv"), VICTIM),), "mira": ((("mira", "dole"), WITNESS),)},
    {"doc-1": {"torv": VICTIM, "dole": WITNESS}},
    {"anselm-torv": "person-1"},
)


@given(
    st.text(),
    st.sampled_from(["Anselm Torv", "ANSELM  TORV", "anselm_torv", "Anselm\nTorv", "Mira Dole's"]),
    st.text(),
)
def test_a_masked_text_keeps_its_length_and_loses_the_name(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"
    masked = NAMES.mask(text)
    assert len(masked) == len(text)
    assert name not in masked


@given(st.text(alphabet="abcdefghij .,\n"))
def test_a_text_without_names_is_left_as_it_is(text: str) -> None:
    assert NAMES.mask(text, "doc-1") == text


def test_a_single_word_of_a_name_is_withheld_only_where_the_name_is_printed() -> None:
    assert "Torv" not in NAMES.mask("They beat Torv's brother.", "doc-1")
    assert NAMES.mask("The river Torv froze.", "doc-2") == "The river Torv froze."


def test_victims_and_witnesses_are_told_apart() -> None:
    marks = [words for _, words in printed_mark(NAMES.mask("Mira Dole saw Anselm Torv.")) if words]
    assert marks == ["[name of a witness]", "[name of a victim]"]


def test_pieces_of_a_masked_text_are_the_whole_of_it() -> None:
    masked = NAMES.mask(WITNESS_TEXT, "doc-1")
    assert "".join(piece for piece, _ in printed_mark(masked)) == masked


def test_every_record_of_a_redacted_case_is_without_the_names() -> None:
    shown = redacted(case())
    for kind in case().held:
        for record in getattr(shown, kind)():
            assert "Torv" not in repr(record), kind
            assert "Mira" not in repr(record), kind


def test_whoever_is_withheld_has_one_key_wherever_it_stands_and_it_gives_no_name_away() -> None:
    shown = redacted(case())
    spoken = {s.speaker.actor for s in shown.statements() if s.speaker and "▓" in s.speaker.text}
    aliases = {a for actor in shown.actors() if "▓" in actor.name for a in actor.aliases}
    assert spoken == aliases
    assert all(key is not None and key.startswith("person-") for key in spoken)
    assert len(spoken) == 1


def with_basis(basis: str) -> Held:
    """The case, whose acts all rest on this basis."""
    held = case()
    held.held["acts"] = [replace(a, basis=basis) for a in held.held["acts"]]
    return held


@pytest.mark.parametrize(
    ("basis", "witness"),
    [
        ("saw", True),
        ("experienced", True),
        ("told_by", False),
        ("official_assertion", False),
        ("not_stated", False),
    ],
)
def test_whoever_says_that_they_saw_or_suffered_it_is_a_witness_and_nobody_else(
    basis: str, witness: bool
) -> None:
    assert ("mira" in withheld(with_basis(basis)).names) is witness
    assert any("Mira Dole" in d.text for d in redacted(with_basis(basis)).documents()) is not witness


def test_the_author_of_a_testimony_is_withheld_and_that_of_an_article_is_not() -> None:
    held = case()
    first, second, *rest = held.held["sources"]
    account = Account(witness="W-17", taken_by="R. Example", interpreted=False, form="verbatim")
    held.held["sources"] = [
        replace(first, author="Tilla Brask", account=account),
        replace(second, author="Oda Venn"),
        *rest,
    ]
    authors = [source.author for source in redacted(held).sources()]
    assert authors[1] == "Oda Venn"
    assert authors[0] is not None
    assert set(authors[0]) == {"▓", " "} or set(authors[0]) == {"▓"}
    assert len(authors[0]) == len("Tilla Brask")


def test_who_is_victim_and_witness_is_a_victim() -> None:
    held = case()
    both = {"name": "Mira Dole", "actor": "mira-dole"}
    held.held["acts"] = [
        replace(a, victims=tuple(replace(v, **both) for v in a.victims)) if a.basis == "saw" else a
        for a in held.held["acts"]
    ]
    assert withheld(case()).names["mira"] == ((("mira", "dole"), WITNESS),)
    assert withheld(held).names["mira"] == ((("mira", "dole"), VICTIM),)


def test_ids_and_hashes_stay_those_of_the_preserved_text() -> None:
    before, after = list(case().documents()), list(redacted(case()).documents())
    assert [(d.id, d.text_hash, len(d.text)) for d in before] == [
        (d.id, d.text_hash, len(d.text)) for d in after
    ]


def test_a_case_that_names_no_victim_or_witness_is_shown_as_it_is() -> None:
    held = case()
    held.held["acts"] = []
    assert not withheld(held)
    assert redacted(held) is held


@pytest.mark.parametrize(
    "phrase",
    [
        "a man",
        "the pharmacist",
        "him",
        "One",
        "A man",
        "One detainee",
        "Three men",
        "Thirty-one people",
        "A woman of 23",
        "The witness",
        "Who?",
        "",
        "12",
    ],
)
def test_words_that_name_nobody_hold_no_name(phrase: str) -> None:
    assert names_in(phrase) == ()


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("the pharmacist Orin van der Weyll", ("Orin van der Weyll",)),
        ("Mrs Mira Dole's neighbour Anselm Torv", ("Mira Dole's", "Anselm Torv")),
        ("A man named Torv", ("Torv",)),
        ("ليلى حداد", ("ليلى حداد",)),
        ("李明", ("李明",)),
    ],
)
def test_of_a_longer_phrase_only_the_name_is_one(phrase: str, names: tuple[str, ...]) -> None:
    assert names_in(phrase) == names


@given(st.text())
def test_every_name_found_stands_in_the_phrase_and_bears_no_listed_word_at_its_ends(phrase: str) -> None:
    for name in names_in(phrase):
        assert name in phrase
        assert not name[0].islower()


def victim_called(name: str) -> Held:
    """The case, whose victims all bear this name, as a reader that errs might give it."""
    held = case()
    held.held["acts"] = [
        replace(a, victims=tuple(replace(v, name=name) for v in a.victims)) for a in held.held["acts"]
    ]
    return held


@pytest.mark.parametrize("phrase", ["a man", "him", "One", "A man", "the market", "soldiers"])
def test_a_phrase_taken_for_a_name_takes_no_common_word_from_any_text(phrase: str) -> None:
    given_none, given_it = (withheld(victim_called(name)) for name in ("", phrase))
    assert given_it.names == given_none.names
    assert given_it.words == given_none.words


@pytest.mark.parametrize("name", ["State", "Group", "Killing", "Asserted", "Unknown"])
def test_a_name_that_is_also_one_of_our_words_breaks_no_record(name: str) -> None:
    shown = redacted(victim_called(name))
    for records in (
        "acts",
        "statements",
        "actors",
        "origins",
        "incidents",
        "findings",
        "mentions",
        "sources",
    ):
        assert len(list(getattr(shown, records)())) == len(list(getattr(victim_called(name), records)()))


SURNAMES = ("brenn", "BRENN", "mr-brenn", "brenn-s-brother", "Mr Brenn's brother", "reports/brenn_3.txt")


def called_by_surname(name: str, document: str) -> Held:
    """The case whose victims are Oda Brenn; source, origin and an actor of a text call her by her surname alone."""
    held = victim_called("Oda Brenn")
    (text,) = (d for d in held.held["documents"] if d.id == document)
    spelt = ActorName(text=name.title(), script="latin", documents=(document,))
    held.held["sources"] = [
        replace(s, capture=replace(s.capture, name=name), address=f"https://x.example/{name}")
        if s.id == text.source
        else s
        for s in held.held["sources"]
    ]
    held.held["origins"] = [
        replace(o, voice=name.title()) if any(m.document == document for m in o.members) else o
        for o in held.held["origins"]
    ]
    first, *others = held.held["actors"]
    held.held["actors"] = [
        replace(first, name=name.title(), aliases=(name.lower(),), names=(spelt,)),
        *others,
    ]
    return held


def printed(held: Held) -> str:
    shown = redacted(held)
    return repr([record for kind in ("sources", "origins", "actors") for record in getattr(shown, kind)()])


@pytest.mark.parametrize("name", SURNAMES)
def test_a_surname_alone_is_withheld_in_file_names_addresses_origins_and_keys_of_that_text(name: str) -> None:
    told_in = case().held["acts"][0].document
    assert "brenn" not in printed(called_by_surname(name, told_in)).casefold()


def test_a_text_that_names_no_such_person_keeps_its_words() -> None:
    named_in = {a.document for a in case().held["acts"] if a.victims}
    elsewhere = next(d.id for d in case().held["documents"] if d.id not in named_in)
    assert "the-river-brenn.txt" in printed(called_by_surname("the-river-brenn.txt", elsewhere))


COMPOSED, DECOMPOSED = "José Núñez", unicodedata.normalize("NFD", "José Núñez")


@pytest.mark.parametrize("known", [COMPOSED, DECOMPOSED])
@pytest.mark.parametrize("printed_as", [COMPOSED, DECOMPOSED, "Jose Nunez", COMPOSED.upper()])
def test_a_name_is_withheld_however_its_accents_are_written(known: str, printed_as: str) -> None:
    names = withheld(victim_called(known))
    document = case().held["acts"][0].document
    for text in (
        f"They beat {printed_as} there.",
        f"They beat {printed_as}'s son.",
        f"It was {printed_as.split()[1]}.",
    ):
        masked = names.mask(text, document)
        assert len(masked) == len(text)
        assert folded(masked).isascii() is False
        assert not {"jose", "nunez"} & set(re.findall(r"\w+", folded(masked))), masked
        assert not re.search(r"[\u0300-\u036f]", masked)


@pytest.mark.parametrize("name", ["मोहन सिंह", "مُحَمَّد حَدَّاد", "ליאור כהן", DECOMPOSED, "สมชาย ใจดี"])
def test_marks_that_follow_letters_go_with_them(name: str) -> None:
    document = case().held["acts"][0].document
    text = f"They beat {name}, whom {name.split()[-1]} knew."
    masked = withheld(victim_called(name)).mask(text, document)
    assert re.sub(r"[█ ]", "", masked) == "Theybeat,whomknew."
    assert len(masked) == len(text)


def test_single_words_of_a_script_without_capitals_are_withheld() -> None:
    names = Withheld({}, {"doc-1": {"حداد": VICTIM, "haddad": VICTIM}}, {})
    assert names.mask("قال حداد ان Haddad haddad", "doc-1") == "قال ████ ان ██████ haddad"


@given(st.text())
def test_whatever_is_masked_keeps_its_length(text: str) -> None:
    names = Withheld({"jose": ((("jose", "nunez"), VICTIM),)}, {"doc-1": {"nunez": VICTIM}}, {})
    assert len(names.mask(f"{text} {DECOMPOSED} {text}", "doc-1")) == len(text) * 2 + len(DECOMPOSED) + 2


def with_what_people_wrote() -> Held:
    """The case whose victims are Oda Brenn, with a skipped file, decisions, and a list, that call her by her surname."""
    held = victim_called("Oda Brenn")
    held.held["skipped"] = [
        Skipped(
            id="skp-1",
            step="preserve",
            what="brenn-hospital.txt",
            reference="input-empty",
            message="brenn-hospital.txt is empty.",
        )
    ]
    pairs = [a.id for a in held.held["acts"]][:2]
    held.held["decisions"] = [
        Decision(
            id="dec-1",
            kind="accept",
            record=pairs[0],
            who="A. Analyst",
            when="2031-05-02T09:00:00Z",
            why="Brenn says so, and brenn knows.",
        ),
        Decision(
            id="dec-2",
            kind="correct",
            record=pairs[0],
            who="A. Analyst",
            when="2031-05-02T09:00:00Z",
            why="x",
            field="victims",
            before='"brenn"',
            after='"Ula Brenn"',
        ),
        Decision(
            id="dec-3",
            kind="not_same",
            record=pairs[0],
            other=pairs[1],
            who="A. Analyst",
            when="2031-05-02T09:00:00Z",
            why="Only one is of Brenn.",
        ),
    ]
    first, *others = held.held["origins"]
    said = replace(
        first.members[0],
        why="A. Analyst found on 2 May 2031 that these are one telling: Only one is of Brenn.",
    )
    held.held["origins"] = [replace(first, members=(said, *first.members[1:])), *others]
    columns = (ListColumn(header="Oda Brenn", holds="name"), ListColumn(header="34", holds=None))
    held.held["lists"] = [
        CasualtyList(
            id="list-1",
            source="src-1",
            name="brenn-register",
            scope="killed, see Brenn",
            inclusion="seen by Brenn",
            columns=columns,
            rows=1,
            digest="0",
            entered_by="A. Analyst",
        )
    ]
    cells = (Cell(header="Oda Brenn", text="Ula Venn"), Cell(header="34", text="4"))
    held.held["listed"] = [Listed(id="row-1", list="list-1", position=1, cells=cells, name="Ula Venn")]
    return held


def test_what_people_wrote_and_what_was_skipped_name_nobody_by_surname() -> None:
    held, shown = with_what_people_wrote(), redacted(with_what_people_wrote())
    for kind in ("skipped", "decisions", "origins", "lists", "listed"):
        told = repr(list(getattr(shown, kind)())).casefold()
        assert "brenn" in repr(held.held[kind]).casefold()
        assert "brenn" not in told, told
        assert "venn" not in told
    assert [c.header for c in next(shown.listed()).cells] == ["column 1", "column 2"]
    assert [c.holds for c in next(shown.lists()).columns] == ["name", None]
    assert {d.who for d in shown.decisions()} == {"A. Analyst"}
    assert [d.record for d in shown.decisions()] == [d.record for d in held.held["decisions"]]
