"""What a sheet says of modes of liability: records to look at, down to the sentence, and never an answer."""

from __future__ import annotations

from dataclasses import replace

from chapeau.determine.bears_on_modes import KnownModes, mode_lines
from chapeau.determine.blocks import Block
from chapeau.records import Mode, ModeBearing
from tests.determine.literal import FINDINGS, held


def mode(name: str, citation: str, title: str, *only: str) -> Mode:
    return Mode(id=name, citation=f"Rome Statute art. {citation}", title=title, questions=(), only_for=only)


ALONE, JOINTLY, ORDERING = (
    mode("alone", "25(3)(a)", "Alone"),
    mode("jointly", "25(3)(a)", "Jointly"),
    mode("ordering", "25(3)(b)", "Ordering"),
)
GENOCIDE_ONLY = mode("incitement", "25(3)(e)", "Incitement", "ICC-6-a")


def known(*bearings: ModeBearing, modes: tuple[Mode, ...] = (ALONE, ORDERING)) -> KnownModes:
    return KnownModes(
        modes=modes,
        bearings=lambda party: tuple(b for b in bearings if b.subject == party),
        quoted=lambda record: f'01-market.txt at 3-9: "{record} was told."',
    )


def bearing(mode: Mode, *acts: str, **more: tuple[str, ...]) -> ModeBearing:
    return ModeBearing(mode=mode.id, subject="orvania", acts=acts, **more)


def lines(of: KnownModes, block: Block | None = None, quoted: set[str] | None = None) -> list[str]:
    return list(mode_lines(block or held()[0], of, set() if quoted is None else quoted))


def test_a_record_stands_with_its_source_its_place_and_its_sentence() -> None:
    (bears, _) = lines(known(bearing(ALONE, "act-orvania"), bearing(ORDERING)))
    assert bears == (
        "Bears on 25(3)(a) Alone: told of it for this crime (1): act-orvania, 01-market.txt at 3-9: "
        '"act-orvania was told.".'
    )


def test_modes_on_which_nothing_is_listed_are_not_called_wrong() -> None:
    assert lines(known(bearing(ALONE, "act-orvania"), bearing(ORDERING)))[1] == (
        "Nothing is listed on the other modes, which makes none of them wrong."
    )
    assert lines(known(bearing(ALONE), bearing(ORDERING))) == [
        "Nothing is listed on any mode, which makes none of them wrong."
    ]


def test_records_of_the_rest_of_the_case_are_counted_once_they_were_quoted() -> None:
    told = known(bearing(ALONE, "act-orvania", "act-else"), modes=(ALONE,))
    quoted: set[str] = set()
    lines(told, quoted=quoted)
    (second,) = lines(told, quoted=quoted)
    assert second.endswith("(1): act-orvania. told of it elsewhere in the case (1, as above).")


def test_what_supports_the_crime_itself_stands_apart_from_the_rest_of_the_case() -> None:
    around = replace(FINDINGS[1], acts_for=("act-attack",))
    told = known(bearing(ALONE, "act-orvania", "act-attack"), modes=(ALONE,))
    (line,) = lines(told, held((FINDINGS[0], around))[0])
    assert "told of it for this crime (1): act-orvania" in line
    assert "told of it elsewhere in the case (1): act-attack" in line


def test_commands_those_below_and_answers_are_each_called_what_they_are() -> None:
    all_of = bearing(ORDERING, commands=("cmd-1",), done_below=("act-below",), responses=("res-1",))
    (line,) = lines(known(all_of, modes=(ORDERING,)))
    for words in (
        "told of those under it elsewhere (1): act-below",
        "stands above (1): cmd-1",
        "it or its side said (1): res-1",
    ):
        assert words in line


def test_modes_on_which_the_same_bears_share_a_line() -> None:
    told = known(bearing(ALONE, "act-orvania"), bearing(JOINTLY, "act-orvania"), modes=(ALONE, JOINTLY))
    (line,) = lines(told)
    assert line.startswith("Bears on 25(3)(a) Alone; 25(3)(a) Jointly: told of it")


def test_of_many_records_the_first_are_named_and_all_are_counted() -> None:
    told = known(bearing(ALONE, "act-1", "act-2", "act-3", "act-4"), modes=(ALONE,))
    (line,) = lines(told)
    assert "(4): act-1" in line
    assert line.endswith("; and 2 more.")
    assert "act-3" not in line


def test_a_sentence_is_quoted_once_in_a_sheet() -> None:
    quoted: set[str] = set()
    told = known(bearing(ALONE, "act-orvania"), modes=(ALONE,))
    first, second = lines(told, quoted=quoted)[0], lines(told, quoted=quoted)[0]
    assert "was told" in first
    assert second == "Bears on 25(3)(a) Alone: told of it for this crime (1): act-orvania."


def test_a_mode_that_is_known_for_other_crimes_alone_is_not_offered() -> None:
    assert lines(known(bearing(GENOCIDE_ONLY, "act-orvania"), modes=(GENOCIDE_ONLY,))) == []


def test_where_nobody_is_named_and_under_a_national_code_no_mode_is_offered() -> None:
    told = known(bearing(ALONE, "act-orvania"))
    block = held()[0]
    assert lines(told, replace(block, party="unattributed")) == []
    assert lines(told, replace(block, provision=replace(block.provision, id="ORV-1"))) == []
