"""What a reader who knows the field notes in the first real article, both readers note.

The article is read from the texts beside the checkout; what must come of it stands in expected.md
there. No sentence of it is copied here: only the facts that must be found.
"""

from __future__ import annotations

import pytest

from chapeau.read.learned import LearnedReader
from chapeau.read.reader import Reader, Text
from chapeau.read.rules import RuleReader
from chapeau.records import Act, Reading, Statement

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module", params=(LearnedReader, RuleReader))
def reading(seed_text: str, request: pytest.FixtureRequest) -> Reading:
    reader: Reader = request.param()
    return reader.read(Text(id="seed", text=seed_text))


@pytest.fixture(scope="module")
def release_acts(reading: Reading) -> dict[str, Act]:
    """The acts that the long quotation tells, by family (one each)."""
    said = {s.id: s for s in reading.statements}
    told = [
        a for a in reading.acts if a.said_in and len(" ".join(c.text for c in said[a.said_in].content)) > 250
    ]
    families = [a.family for a in told]
    assert len(families) == len(set(families))
    return {a.family: a for a in told}


def by_surname(reading: Reading, surname: str) -> list[Statement]:
    return [s for s in reading.statements if s.speaker and surname in s.speaker.text]


def characterised(statement: Statement) -> dict[str, bool]:
    return {c.key: c.negated for c in statement.characterises}


def test_every_span_is_the_text_it_quotes(reading: Reading, seed_text: str) -> None:
    spans = [span for s in reading.statements for span in (s.speaker, s.cue, *s.content) if span]
    for act in reading.acts:
        spans += [
            *act.triggers,
            act.evidence,
            *act.methods,
            *act.perpetrators,
            *act.victims,
            *act.places,
            *act.counts,
        ]
    spans += [*reading.mentions, *(r.evidence for r in reading.responses)]
    assert len(spans) > 50
    assert all(seed_text[s.start : s.end] == s.text for s in spans)


def test_it_is_dated_by_the_embedded_post_and_the_weekday_and_marked_inferred(
    reading: Reading, seed_text: str
) -> None:
    assert reading.date is not None
    assert (reading.date.low, reading.date.high) == ("2023-02-18", "2023-02-24")
    assert reading.date.inferred
    assert reading.date.start is not None
    assert "February 18, 2023" in seed_text[reading.date.start : reading.date.end]


def test_the_invasion_without_a_year_is_in_2022_in_the_authors_voice(reading: Reading) -> None:
    (invasion,) = [a for a in reading.acts if a.family == "invasion"]
    assert invasion.said_in is None
    assert invasion.time is not None
    assert (invasion.time.low, invasion.time.high) == ("2022-02-24", "2022-02-24")


def test_three_spellings_are_one_actor_and_the_printed_form_is_kept(reading: Reading) -> None:
    printed = {m.text: m.actor for m in reading.mentions if m.kind == "person" and "linken" in m.text}
    assert any("Anthony" in text for text in printed)
    assert any(text.lstrip(".").startswith("@") for text in printed)
    assert len(printed) >= 3
    assert len(set(printed.values())) == 1


def test_the_vow_is_a_vow(reading: Reading) -> None:
    vows = [s for s in by_surname(reading, "linken") if s.stance == "vows"]
    assert any("accountable" in c.text for s in vows for c in s.content)


def test_the_characterisations_are_kept_with_their_negation(reading: Reading) -> None:
    found: dict[str, bool] = {}
    for statement in by_surname(reading, "Blinken"):
        found |= characterised(statement)
    assert found["random"] is True
    assert found["widespread"] is False
    assert found["systematic"] is False
    assert found["crimes_against_humanity"] is False
    assert "policy" in found
    assert "civilian_population" in found


def test_the_vice_president_echoes_and_tells_no_act_of_her_own(reading: Reading) -> None:
    (harris,) = by_surname(reading, "Harris")
    assert harris.stance == "asserts"
    assert all(a.said_in != harris.id for a in reading.acts)


def test_the_earlier_designation_is_kept(reading: Reading) -> None:
    (administration,) = by_surname(reading, "Biden administration")
    assert "war_crimes" in characterised(administration)


def test_the_post_has_its_author_and_restates_the_determination(reading: Reading) -> None:
    post = by_surname(reading, "Price") + by_surname(reading, "StateDeptSpox")
    assert post
    inside = {a.family for a in reading.acts if a.said_in in _and_relayed(reading, {s.id for s in post})}
    assert {"killing", "torture", "rape", "deportation"} <= inside


def _and_relayed(reading: Reading, ids: set[str]) -> set[str]:
    return ids | {s.id for s in reading.statements if s.said_through in ids}


def test_silence_is_no_comment_and_no_denial(reading: Reading) -> None:
    (embassy,) = [s for s in reading.statements if s.stance == "did_not_respond"]
    assert embassy.speaker is not None
    assert "embassy" in embassy.speaker.text
    assert [r.kind for r in reading.responses if r.kind in ("no_comment", "denial")] == ["no_comment"]


def test_the_release_tells_five_acts(release_acts: dict[str, Act]) -> None:
    assert set(release_acts) == {"killing", "torture", "rape", "deportation", "child_removal"}
    for act in release_acts.values():
        assert act.certainty == "asserted"
        assert act.basis == "official_assertion"
        assert act.extent == "aggregate"


def test_the_killing_is_execution_style_of_men_women_and_children_whose_status_is_not_stated(
    release_acts: dict[str, Act],
) -> None:
    killing = release_acts["killing"]
    assert killing.type == "killing.execution"
    assert "forces" in " ".join(p.text for p in killing.perpetrators)
    victims = " ".join(v.text for v in killing.victims)
    assert all(word in victims for word in ("men", "women", "children"))
    assert {v.status_at_time for v in killing.victims} == {"not_stated"}
    assert {p.country for p in killing.places} == {"UA"}


def test_the_torture_has_three_methods_and_victims_in_custody(release_acts: dict[str, Act]) -> None:
    torture = release_acts["torture"]
    assert {m.key for m in torture.methods} >= {"beating", "electric_shock", "mock_execution"}
    assert torture.custody is True
    assert "civilian" in {v.status_at_time for v in torture.victims}
    assert any("forces" in p.text for p in torture.perpetrators)


def test_the_rape_names_no_victims(release_acts: dict[str, Act]) -> None:
    assert release_acts["rape"].victims == ()
    assert any("forces" in p.text for p in release_acts["rape"].perpetrators)


def test_the_deportation_is_of_at_least_two_hundred_thousand_to_russia(release_acts: dict[str, Act]) -> None:
    deportation = release_acts["deportation"]
    (count,) = deportation.counts
    assert (count.low, count.high) == (200_000, None)
    assert {p.country for p in deportation.places if p.role == "to"} == {"RU"}
    who = " ".join(p.text for p in deportation.perpetrators)
    assert "forces" in who
    assert "officials" in who


def test_the_children_are_separated_from_their_families(release_acts: dict[str, Act]) -> None:
    removal = release_acts["child_removal"]
    assert {v.age_group for v in removal.victims} == {"child"}
    assert removal.counts == ()


def test_the_author_tells_no_crime_of_his_own(reading: Reading) -> None:
    own = {a.family for a in reading.acts if a.said_in is None}
    assert own <= {"invasion", "attack"}


def test_the_responses_are_what_others_did(reading: Reading) -> None:
    (aid,) = [r for r in reading.responses if r.amount]
    assert aid.kind == "aid"
    assert (aid.amount.low, aid.amount.high, aid.amount.currency) == (100_000_000_000, None, "USD")
    items = {(i.count, i.what) for r in reading.responses if r.kind == "pledge" for i in r.items}
    assert any(count == 31 and "Abrams" in what for count, what in items)
    assert any("Patriot" in what for _, what in items)
    designations = [r for r in reading.responses if r.kind == "designation"]
    assert len(designations) >= 2
