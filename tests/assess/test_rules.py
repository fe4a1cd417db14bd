"""The rules as data: each says what it sets, in words, and a broken file is named."""

from __future__ import annotations

from importlib import resources

import pytest

from chapeau.assess.explanations import BearsOn, explanations, read_explanations
from chapeau.assess.rules import FILE, read_rules, rules
from chapeau.errors import DataInvalid
from chapeau.read.words import vocabulary

TEXT = resources.files("chapeau.assess").joinpath(FILE).read_text("utf-8")


def test_every_rule_ends_its_words_as_a_sentence() -> None:
    assert [rule.id for rule in rules().rules if not rule.words.endswith(".")] == []


def test_a_rule_that_stands_there_twice_is_named() -> None:
    with pytest.raises(DataInvalid, match=r"alleged\.killed twice"):
        read_rules(TEXT.replace("id: alleged.raped", "id: alleged.killed"))


def test_a_rule_must_say_what_is_needed_or_never_apply() -> None:
    with pytest.raises(DataInvalid, match=r"alleged\.coercion_by_a_person"):
        read_rules(TEXT.replace("never: true", "never: false", 1))


def test_what_contests_an_element_must_say_what_a_denier_tells() -> None:
    with pytest.raises(DataInvalid, match=r"object_by_a_person .* contested by against\.none"):
        read_rules(TEXT.replace("[against.another_object, against.took_part]", "[against.none]", 1))


@pytest.mark.parametrize("broken", ["rules: [", "rules: nothing"])
def test_a_broken_file_is_named(broken: str) -> None:
    with pytest.raises(DataInvalid, match=r"rules\.yaml"):
        read_rules(broken)
    with pytest.raises(DataInvalid, match=r"hypotheses\.yaml"):
        read_explanations(broken)


def test_every_explanation_says_what_it_would_predict_and_for_which_acts() -> None:
    assert all(known.predicts and known.families for known in explanations())
    assert len({known.key for known in explanations()}) == len(explanations())


def test_what_an_explanation_is_said_to_be_looked_for_in_is_something_that_readers_keep() -> None:
    kept = vocabulary("characterisations")["patterns"]
    unknown = [word for known in explanations() for word in known.bears_on.words if word not in kept]
    assert unknown == []
    assert all(known.bears_on != BearsOn() for known in explanations()), (
        "an explanation for which nothing is looked for could only ever be found wanting"
    )


def test_an_admission_is_no_accident_and_a_denial_no_illness() -> None:
    by_key = {known.key: known.bears_on for known in explanations()}
    assert by_key["accident"].stances == ()
    assert by_key["other_cause"].stances == ()


def test_words_looked_for_in_a_deeds_own_sentence_are_those_that_readers_keep_of_statements() -> None:
    kept = vocabulary("characterisations")["patterns"]
    assert {key: tuple(kept[key]) for key in rules().told_words} == rules().told_words


def test_words_that_a_rule_needs_must_stand_in_the_file() -> None:
    with pytest.raises(DataInvalid, match="no told_words on_oath"):
        read_rules(TEXT.replace("denier_tells_with: legal_process", "denier_tells_with: on_oath"))
