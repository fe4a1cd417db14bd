"""Every decided field of every record has its reason, and no reason names what is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from chapeau.ground.settings import Settings, read_settings
from chapeau.pipeline.read_files import texts_of
from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from chapeau.read.why.explain import explained
from chapeau.read.why.fields import decided, records, value
from chapeau.read.why.reason import Explained, Why, rules
from tests.read.invented import gazetteer

EXAMPLE = Path(__file__).parents[3] / "examples" / "two-rivers"
STORY = (
    "The mayor, Tomas Velk, said that soldiers shot dead two farmers in Kessin on Monday. Velk said that guards "
    "may have beaten a third man. The Orvanian Ministry of Defence denied that its forces killed anyone."
)


def settings() -> Settings:
    return read_settings(EXAMPLE / "case.toml")


@pytest.fixture(scope="module")
def example_case() -> list[tuple[Text, Explained]]:
    reader = RuleReader.with_places(settings().places)
    files = sorted((EXAMPLE / "reports").iterdir())
    return [(text, explained(reader, text)) for text in texts_of(files, None, lambda _: None, {})]


@pytest.fixture(scope="module")
def story() -> Explained:
    return explained(RuleReader(gazetteer()), Text(id="story", text=STORY, date="2031-03-12"))


def missing(made: Explained) -> set[tuple[str, str]]:
    have = {(w.record, w.field) for w in made.why}
    return {(name, field) for name, record in records(made.reading) for field in decided(record)} - have


def misplaced(text: str, made: Explained) -> Iterator[Why]:
    """Reasons that name a field that is not there, or words that do not stand there."""
    held = dict(records(made.reading))
    for why in made.why:
        if value(held[why.record], why.field) in (None, ()):
            yield why
        if any(text[w.start : w.end] != w.text or not w.text for w in why.words):
            yield why


def test_every_decided_field_of_the_example_case_has_a_reason(
    example_case: list[tuple[Text, Explained]],
) -> None:
    assert sum(len(made.why) for _, made in example_case) > 1000
    assert [missing(made) for _, made in example_case] == [set()] * len(example_case)


def test_no_reason_names_a_field_or_words_that_are_not_there(
    example_case: list[tuple[Text, Explained]],
) -> None:
    assert [w for text, made in example_case for w in misplaced(text.text, made)] == []


def test_every_reason_names_a_listed_rule_once_a_field(example_case: list[tuple[Text, Explained]]) -> None:
    for _, made in example_case:
        assert {w.rule for w in made.why} <= set(rules())
        assert max(Counter((w.record, w.field) for w in made.why).values(), default=1) == 1


def test_asking_why_changes_nothing_of_the_reading(example_case: list[tuple[Text, Explained]]) -> None:
    reader = RuleReader.with_places(settings().places)
    assert all(made.reading == reader.read(text) for text, made in example_case)


@pytest.mark.shared
def test_every_decided_field_of_the_first_real_article_has_a_reason(seed_text: str) -> None:
    made = explained(RuleReader(), Text(id="seed", text=seed_text))
    assert missing(made) == set()
    assert list(misplaced(seed_text, made)) == []


def by(made: Explained, record: str, field: str) -> Why:
    (found,) = [w for w in made.why if w.record == record and w.field == field]
    return found


def test_an_act_says_which_words_and_rules_it_rests_on(story: Explained) -> None:
    (act,) = [a for a in story.reading.acts if a.family == "killing" and a.certainty == "asserted"]
    told = {field: by(story, act.id, field) for field in decided(act)}
    assert told["type"].by == "act.type.word:acts.yaml/killing/shoot dead"
    assert [w.text for w in told["type"].words] == ["shot dead"]
    assert told["perpetrators[0]"].rule == "act.perpetrator.subject"
    assert told["victims[0]"].rule == "act.victim.object"
    assert told["time.precision"].rule == "time.weekday"
    assert told["said_in"].words[0].text == "said"


def test_a_modal_a_denial_and_a_plain_telling_are_told_apart(story: Explained) -> None:
    certain = {a.certainty: by(story, a.id, "certainty") for a in story.reading.acts}
    assert (certain["possible"].rule, [w.text for w in certain["possible"].words]) == (
        "act.certainty.modal",
        ["may"],
    )
    assert (certain["denied"].by, [w.text for w in certain["denied"].words]) == (
        "act.certainty.stance:denies",
        ["denied"],
    )
    assert certain["asserted"].rule == "act.certainty.plain"


def test_a_statement_says_which_word_announces_it_and_in_which_frame(story: Explained) -> None:
    (denial,) = [s for s in story.reading.statements if s.stance == "denies"]
    assert by(story, denial.id, "cue").by == "statement.cue.verb:saying.yaml/verbs/clause/deny"
    assert by(story, denial.id, "speaker").rule == "statement.speaker.subject"
    assert by(story, denial.id, "stance").by == "statement.stance.word:stance.yaml/cues/denies/deny"


def test_a_text_that_is_not_read_has_no_reasons() -> None:
    made = explained(RuleReader(gazetteer()), Text(id="none", text=" \n"))
    assert made.why == ()
