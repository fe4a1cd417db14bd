"""What may come is told by nobody as done; what may have been done stays open, and a habit was."""

from __future__ import annotations

import pytest

from chapeau.read.reader import Reader, Text
from tests.read.test_how_sure import told


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("The soldiers may kill the mayor.", "future"),
        ("They may rape and kill the women.", "future"),
        ("The mayor could be killed by soldiers.", "future"),
        ("The ministry warned that Orvanian forces might shell Kessin.", "future"),
        ("The army must shoot the prisoners, he said.", "future"),
        ("Anyone can be arrested there.", "conditional"),
        ("The rebels may begin to shell the town.", "future"),
        ("The order could lead to the arrests of hundreds.", "future"),
        ("The rebels could commit these killings.", "possible"),
        ("The order could lead to arrests.", "future"),
        ("The soldiers may have killed the mayor.", "possible"),
        ("The mayor might have been killed by soldiers.", "possible"),
        ("The soldiers must have killed the mayor.", "possible"),
        ("The army may be killing civilians.", "possible"),
        ("Prisoners may be held in the camp by soldiers.", "possible"),
        ("The guard may be involved in the massacre.", "possible"),
        ("What they did could amount to torture.", "possible"),
        ("Soldiers could be seen beating prisoners.", "asserted"),
    ],
)
def test_a_modal_that_looks_ahead_tells_of_no_deed_that_was_done(text: str, how: str) -> None:
    assert told(text) == how


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Residents feared being killed by soldiers.", "future"),
        ("Residents feared an attack by soldiers.", "future"),
        ("Fears of a massacre by soldiers grew.", "future"),
        ("He was afraid to be killed by soldiers.", "future"),
        ("Residents feared they could be killed by soldiers.", "future"),
        ("Residents fear that 40 people were killed by soldiers.", "possible"),
        ("It is feared that soldiers killed 40 people.", "possible"),
        ("Forty people are feared killed by soldiers.", "possible"),
        ("She feared that soldiers had killed her brother.", "possible"),
        ("She feared he might have been killed by soldiers.", "possible"),
    ],
)
def test_a_fear_of_what_may_come_is_no_telling_and_a_fear_of_what_was_done_stays_open(
    text: str, how: str
) -> None:
    assert told(text) == how


@pytest.mark.parametrize(
    "text",
    [
        "They may rape and kill us, a resident feared, if the town falls.",
        "“They may rape and kill,” a resident said.",
        "Residents feared that they could be killed by the soldiers.",
        "The ministry warned that the soldiers may attack the town.",
    ],
)
def test_no_reader_takes_a_fear_or_a_warning_for_a_deed(reader: Reader, text: str) -> None:
    acts = reader.read(Text(id="d", text=text, date=None)).acts
    assert acts
    assert {a.certainty for a in acts} == {"future"}


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("He said that soldiers would kill the mayor.", "future"),
        ("She was told soldiers would kill her.", "future"),
        ("Residents feared that soldiers would kill the mayor.", "future"),
        ("He was scared they would kill him.", "future"),
        ("They said they would kill us if we hid anything.", "conditional"),
        ('The soldiers said: "We would kill them."', "conditional"),
        ("Soldiers would kill the mayor.", "conditional"),
        ("Soldiers would have killed the mayor had he stayed.", "conditional"),
        ("Guards would beat the prisoners every night.", "asserted"),
        ("She would often receive beatings from the guards.", "asserted"),
        ("He said that soldiers would shell the town every day.", "future"),
    ],
)
def test_would_is_to_come_where_it_is_reported_a_habit_where_it_says_how_often_and_else_imagined(
    text: str, how: str
) -> None:
    assert told(text) == how
