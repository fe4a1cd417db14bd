"""Names across spellings and scripts: what can be one person's, and what must stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.likeness_of_names import compare_names, name_keys

ONE = [
    ("Olena Petrivna Vell", "Олена Велл"),
    ("Єлена Велль", "Olena Vell"),
    ("Євген Шелвук", "Yevgen Schelwuk"),
    ("Євген Шелвук", "Yevhen Shelvuk"),
    ("Yevhen Shelvuk", "Evgeny Shelvuk"),
    ("Сергей Щуквин", "Serhii Shchukvyn"),
    ("Юлія Ковелська", "Yulia Kovelska"),
    ("Богдан Гордвієнко", "Bogdan Gordvienko"),
    ("محمد الحدوار", "Mohammed al-Hadwar"),
    ("محمد الحدوار", "Muhamad El-Hadouar"),
    ("Mohamed Hadwar", "Muhammad al-Hadwar"),
    ("عبد الرحمن سالمون", "Abdelrahman Salmoun"),
    ("عبدالرحمن سالمون", "Abd al-Rahman Salmoun"),
    ("غسان أبو سالف", "Ghassan Abu Salef"),
    ("Jana Pohl-Este", "Jana Pohl Este"),
    ("Tatjana Orvel", "Тетяна Орвел"),
]

APART = [
    ("Ivan Velkov", "Ivana Velkova"),
    ("Pavlo Petrenko", "Pavlo Petrov"),
    ("محمد حسين", "Mohammed Hassan"),
    ("Anna Marsh", "Anna Marx"),
    ("Ada Orlo", "Hanne Orlo"),
    ("Петро Гольн", "Павло Гольн"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_one_name_by_other_tables_scripts_or_forms_is_alike_and_shares_a_key(a: str, b: str) -> None:
    assert compare_names(a, b).value >= 0.9, compare_names(a, b)
    assert set(name_keys(a)) & set(name_keys(b))


@pytest.mark.parametrize(("a", "b"), APART)
def test_names_that_differ_in_a_word_are_not_alike(a: str, b: str) -> None:
    assert compare_names(a, b).value < 0.5


def test_words_in_another_order_are_less_than_the_same_order_and_say_so() -> None:
    found = compare_names("Ali Hassan", "Hassan Ali")
    assert found.value < compare_names("Ali Hassan", "Ali Hassan").value == 1.0
    assert any(p.name == "order" and p.value < 0 for p in found.parts)


def test_a_family_name_alone_is_worth_half_at_most_and_an_initial_less_than_a_name() -> None:
    assert compare_names("Vell", "Olena Vell").value <= 0.5
    assert compare_names("O. Vell", "Olena Vell").value < 0.9
    assert compare_names("P. Vell", "Olena Vell").value < 0.5


def test_a_slip_in_a_long_name_is_doubtful_and_in_a_short_one_is_another_name() -> None:
    slip = compare_names("Fenna Verrane", "Fenna Verrame")
    assert 0.75 <= slip.value < 0.9
    assert "n, m" in " ".join(p.why for p in slip.parts)
    assert compare_names("Ali Verrane", "Ada Verrane").value < 0.5


def test_every_part_says_which_words_it_is_about() -> None:
    found = compare_names("Olena Petrivna Vell", "Олена Велл")
    assert {(p.left, p.right) for p in found.parts} == {
        ("Olena", "Олена"),
        ("Vell", "Велл"),
        ("Petrivna", ""),
    }
    assert any("cyrillic" in p.why for p in found.parts)


LETTERS = st.sampled_from(
    ["Olena", "Vell", "Ada", "Orlo", "محمد", "Шелвук", "O.", "bin", "al-Najfar", "van", "-", "7"]
)


@given(st.lists(LETTERS, max_size=5), st.lists(LETTERS, max_size=5))
def test_the_order_of_the_two_names_does_not_matter(a: list[str], b: list[str]) -> None:
    one, other = compare_names(" ".join(a), " ".join(b)), compare_names(" ".join(b), " ".join(a))
    assert one.value == other.value
    assert 0 <= one.value <= 1
