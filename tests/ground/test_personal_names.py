"""Which word of a name is which."""

from __future__ import annotations

import pytest

from chapeau.ground.personal_names import man_form, parts_of, sexes_of_one_name, words_of


@pytest.mark.parametrize(
    ("name", "given", "middle", "family"),
    [
        ("Olena Petrivna Vell", "Olena", "Petrivna", "Vell"),
        ("Велл Олена Петрівна", "Олена", "Петрівна", "Велл"),
        ("Vell, Olena", "Olena", "", "Vell"),
        ("VELL Olena", "Olena", "", "VELL"),
        ("Olena Vell", "Olena", "", "Vell"),
        ("Vell", "", "", "Vell"),
        ("محمد حسين النجار", "محمد", "حسين", "النجار"),
    ],
)
def test_comma_capitals_and_the_fathers_name_tell_which_word_is_which(
    name: str, given: str, middle: str, family: str
) -> None:
    parts = parts_of(name)
    printed = [" ".join(w.printed for w in part) for part in (parts.given, parts.middle, parts.family)]
    assert printed == [given, middle, family]


def test_only_what_the_name_itself_tells_is_sure() -> None:
    assert parts_of("Vell, Olena").sure
    assert parts_of("Велл Олена Петрівна").sure
    assert not parts_of("Olena Vell").sure


def test_articles_and_son_of_are_no_names_and_compounds_are_one() -> None:
    assert [w.printed for w in words_of("Yusuf bin al-Najjar")] == ["Yusuf", "Najjar"]
    assert len(words_of("Abd al-Rahman Abu Salem")) == 2


def test_a_familys_name_as_man_and_woman_bear_it_is_known_as_one_familys() -> None:
    (man,), (woman,) = words_of("Velkov"), words_of("Velkova")
    assert sexes_of_one_name(man, woman)
    assert sexes_of_one_name(woman, man)
    assert man_form(woman) == man.latin
    assert not sexes_of_one_name(words_of("Petrenko")[0], words_of("Petrov")[0])
