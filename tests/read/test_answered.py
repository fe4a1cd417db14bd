"""What a model answered becomes a reading only as far as the text bears it out; the rest is counted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import msgspec
import pytest

from chapeau.errors import AnswerUnusable
from chapeau.ground.identity import act_id, statement_id
from chapeau.read.asked import PIECE
from chapeau.records import Reading
from tests.read.saying import MADE_BY, act, by, fact, read, statement, to, told

SHOT = "Orvanian soldiers shot at least 12 farmers in Kessin on 4 March 2031."
SAID = "The mayor, Ana Vell, said that guards beat two brothers in the Grenn camp."
DENIED = "The Orvanian defence ministry denied that its troops burned the mill."
REPORT = f"{SHOT}\n\n{SAID}\n\n{DENIED}\n"
SHOOTING = act(
    SHOT,
    "shot",
    "killing",
    perpetrators=[by("Orvanian soldiers", "unit")],
    victims=[to("farmers", facts=[fact("occupation", "farmer", "farmers")])],
    places=[{"quote": "Kessin", "role": "at"}],
    time="on 4 March 2031",
    counts=[{"quote": "12", "of": "killed"}],
)
BEATING = act(SAID, "beat", "assault", perpetrators=[by("guards")], victims=[to("two brothers")], facts=[])
BURNING = act(DENIED, "burned", "destruction", perpetrators=[by("its troops")])
SAYING = statement(
    SAID, speaker="Ana Vell", cue="said", content=["guards beat two brothers in the Grenn camp"]
)
DENIAL = statement(
    DENIED,
    speaker="The Orvanian defence ministry",
    cue="denied",
    content=["its troops burned the mill"],
    stance="denies",
)
GOOD = told(statements=[SAYING, DENIAL], acts=[SHOOTING, BEATING, BURNING])


def spans(part: object) -> Iterator[dict[str, object]]:
    """Every span of a record, however deep."""
    if isinstance(part, dict):
        if {"start", "end", "text"} <= part.keys():
            yield part
        for inner in part.values():
            yield from spans(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from spans(inner)


def stands(text: str, reading: Reading) -> bool:
    """Whether every span of a reading is the text at its place."""
    found = list(spans(msgspec.to_builtins(reading)))
    return all(text[s["start"] : s["end"]] == s["text"] for s in found)  # type: ignore[misc]


# --- what is true is kept -----------------------------------------------------------------------------------


def test_what_stands_in_the_text_is_kept_and_nothing_dropped() -> None:
    got = read(REPORT, GOOD)
    assert got.dropped == {}
    assert [a.type for a in got.reading.acts] == ["killing", "assault", "destruction"]
    assert [s.stance for s in got.reading.statements] == ["asserts", "denies"]
    assert stands(REPORT, got.reading)


def test_ids_come_from_the_place_of_the_first_word_as_with_every_reader() -> None:
    got = read(REPORT, GOOD).reading
    at, cue = REPORT.index("shot"), REPORT.index("denied")
    assert got.acts[0].id == act_id("doc", at, at + 4)
    assert got.statements[1].id == statement_id("doc", cue, cue + 6)


def test_everything_is_marked_with_the_model_and_the_prompt() -> None:
    got = read(REPORT, GOOD).reading
    assert {got.made_by, *(a.made_by for a in got.acts), *(s.made_by for s in got.statements)} == {MADE_BY}


def test_the_same_answers_give_the_same_reading() -> None:
    assert read(REPORT, GOOD) == read(REPORT, GOOD)


def test_places_times_and_numbers_are_resolved_by_our_own_rules() -> None:
    killing = read(REPORT, GOOD).reading.acts[0]
    assert [(p.text, p.country, p.lat) for p in killing.places] == [("Kessin", "XS", 10.5)]
    assert killing.time is not None
    assert (killing.time.low, killing.time.high) == ("2031-03-04", "2031-03-04")
    assert [(c.low, c.high, c.of) for c in killing.counts] == [(12, None, "killed")]


def test_a_place_that_our_own_rules_do_not_know_stays_a_name() -> None:
    shot = act(SHOT, "shot", "killing", places=[{"quote": "Orvanian soldiers", "role": "at"}])
    (place,) = read(REPORT, told(acts=[shot])).reading.acts[0].places
    assert (place.text, place.lat, place.country) == ("Orvanian soldiers", None, None)


def test_a_method_and_what_the_teller_goes_by_are_kept_with_their_words() -> None:
    text = "I saw guards beat him with a truncheon."
    how = [{"quote": "truncheon", "kind": "method", "key": "beating"}]
    beaten = act(text, "beat", "assault", methods=how, facts=[fact("basis", "saw", "I saw")])
    (kept,) = read(text, told(acts=[beaten])).reading.acts
    assert [(m.text, m.key) for m in kept.methods] == [("truncheon", "beating")]
    assert kept.basis == "saw"


def test_the_day_beside_the_cue_is_the_day_of_saying() -> None:
    text = "Ana Vell said on 9 March 2031 that guards beat him on 4 March 2031."
    told_then = statement(text, speaker="Ana Vell", cue="said", content=["guards beat him on 4 March 2031"])
    (kept,) = read(text, told(statements=[told_then])).reading.statements
    assert kept.said_at is not None
    assert (kept.said_at.low, kept.said_at.high) == ("2031-03-09", "2031-03-09")


def test_who_says_it_comes_from_the_statement_that_holds_the_deed() -> None:
    got = read(REPORT, GOOD).reading
    assert got.acts[0].said_in is None
    assert got.acts[1].said_in == got.statements[0].id
    assert got.acts[1].perpetrators[0].identified_by == "Ana Vell"


def test_a_deed_within_a_denial_is_denied_without_a_word_from_the_model() -> None:
    assert read(REPORT, GOOD).reading.acts[2].certainty == "denied"


def test_a_quotation_in_marks_is_direct_whatever_the_model_says() -> None:
    text = 'Ana Vell said: "Guards beat him." Tomas Rill said that they burned it.'
    first = statement('Ana Vell said: "Guards beat him."', cue="said", content=["Guards beat him."])
    second = statement("Tomas Rill said that they burned it.", cue="said", content=["they burned it"])
    got = read(text, told(statements=[first, second])).reading.statements
    assert [(s.kind, s.content[0].text) for s in got] == [
        ("direct", '"Guards beat him."'),
        ("indirect", "they burned it"),
    ]


def test_what_is_reported_inside_a_quotation_is_not_quoted_itself() -> None:
    text = 'Ana Vell said: "The survivor told me that guards beat him."'
    inner = statement(text, speaker="The survivor", cue="told", content=["that guards beat him"])
    (kept,) = read(text, told(statements=[inner])).reading.statements
    assert kept.kind == "indirect"


def test_a_statement_inside_another_came_through_it() -> None:
    text = "The mayor said a survivor told her that guards beat him."
    outer = statement(
        text, speaker="The mayor", cue="said", content=["a survivor told her that guards beat him"]
    )
    inner = statement(text, speaker="a survivor", cue="told", content=["guards beat him"])
    first, second = read(text, told(statements=[outer, inner])).reading.statements
    assert second.said_through == first.id
    assert first.said_through is None


def test_a_deed_told_twice_in_the_same_words_stands_at_two_places() -> None:
    text = "Guards beat him. Later it went on.\n\nGuards beat him.\n"
    beaten = act("Guards beat him.", "beat", "assault")
    got = read(text, told(acts=[beaten, beaten, beaten]))
    assert [a.triggers[0].start for a in got.reading.acts] == [7, text.rindex("beat")]
    assert got.dropped == {"twice": 1}


def test_a_long_report_is_read_piece_by_piece_in_one_reading() -> None:
    filler = "The river was high that week. " * 150
    text = f"{SHOT}\n\n{filler}\n\n{filler}\n\n{SAID}\n"
    assert len(text) > PIECE
    got = read(text, told(acts=[SHOOTING]), told(acts=[BEATING], statements=[SAYING]))
    assert [a.type for a in got.reading.acts] == ["killing", "assault"]
    assert stands(text, got.reading)


def test_an_answer_about_one_piece_cannot_quote_another() -> None:
    filler = "The river was high that week. " * 150
    text = f"{SHOT}\n\n{filler}\n\n{filler}\n\n{SAID}\n"
    got = read(text, told(acts=[BEATING]), told(acts=[SHOOTING]))
    assert got.reading.acts == ()
    assert got.dropped == {"nowhere": 2}


# --- what is not in the text is dropped and counted ------------------------------------------------------------


def test_an_invented_deed_is_dropped_and_counted() -> None:
    invented = act("Orvanian soldiers shot 500 children in Kessin.", "shot", "killing")
    got = read(REPORT, told(acts=[invented, SHOOTING]))
    assert [a.type for a in got.reading.acts] == ["killing"]
    assert got.dropped == {"nowhere": 1}


def test_an_invented_trigger_in_a_true_sentence_is_dropped() -> None:
    got = read(REPORT, told(acts=[act(SHOT, "massacred", "killing")]))
    assert (got.reading.acts, got.dropped) == ((), {"nowhere": 1})


def test_invented_parties_places_and_times_are_dropped_and_the_deed_stays() -> None:
    lie = act(
        SHOT,
        "shot",
        "killing",
        perpetrators=[by("Sundreli troops", "unit")],
        victims=[to("schoolchildren"), to("farmers", name="Peta Lorn")],
        places=[{"quote": "Lenna", "role": "at"}],
        time="yesterday",
        counts=[{"quote": "500", "of": "killed"}],
    )
    got = read(REPORT, told(acts=[lie]))
    (kept,) = got.reading.acts
    assert (kept.perpetrators, kept.places, kept.time, kept.counts) == ((), (), None, ())
    assert [(v.text, v.name) for v in kept.victims] == [("farmers", None)]
    assert got.dropped == {"nowhere": 5}


def test_a_speaker_too_far_from_the_saying_is_dropped() -> None:
    filler = "The river was high that week. " * 80
    text = f"{SAID}\n\n{filler}\n\nPresident Orlo held a parade.\n"
    got = read(text, told(statements=[{**SAYING, "speaker": "President Orlo"}]))
    assert (got.reading.statements[0].speaker, got.dropped) == (None, {"far": 1})


def test_a_statement_whose_sentence_is_invented_is_dropped() -> None:
    got = read(REPORT, told(statements=[{**SAYING, "sentence": "Ana Vell said it again."}]))
    assert (got.reading.statements, got.dropped) == ((), {"nowhere": 1})


def test_an_invented_speaker_is_dropped_and_the_voice_stays_a_voice() -> None:
    got = read(REPORT, told(statements=[{**SAYING, "speaker": "President Orlo"}], acts=[BEATING]))
    (kept,) = got.reading.statements
    assert kept.speaker is None
    assert got.reading.acts[0].said_in == kept.id
    assert got.dropped == {"nowhere": 1}


def test_a_statement_without_its_content_is_dropped() -> None:
    got = read(REPORT, told(statements=[{**SAYING, "content": ["nothing ever happened"]}]))
    assert (got.reading.statements, got.dropped) == ((), {"nowhere": 1})


def test_a_type_outside_the_vocabulary_is_dropped_and_counted() -> None:
    got = read(REPORT, told(acts=[act(SHOT, "shot", "genocide"), SHOOTING]))
    assert len(got.reading.acts) == 1
    assert got.dropped == {"vocabulary": 1}


def test_a_method_outside_the_vocabulary_is_dropped() -> None:
    shooting = act(SHOT, "shot", "killing", methods=[{"quote": "shot", "kind": "method", "key": "sorcery"}])
    got = read(REPORT, told(acts=[shooting]))
    assert (got.reading.acts[0].methods, got.dropped) == ((), {"vocabulary": 1})


def test_a_number_that_is_none_is_dropped() -> None:
    got = read(
        REPORT, told(acts=[act(SHOT, "shot", "killing", counts=[{"quote": "farmers", "of": "killed"}])])
    )
    assert (got.reading.acts[0].counts, got.dropped) == ((), {"number": 1})


def test_a_party_too_far_from_its_deed_is_dropped() -> None:
    filler = "The river was high that week. " * 80
    text = f"{SHOT}\n\n{filler}\n\nSundreli militia held a parade.\n"
    got = read(text, told(acts=[act(SHOT, "shot", "killing", perpetrators=[by("Sundreli militia")])]))
    assert (got.reading.acts[0].perpetrators, got.dropped) == ((), {"far": 1})


def test_text_in_other_code_points_is_not_the_text() -> None:
    composed, decomposed = (unicodedata.normalize(form, "Guards beat René Vell.") for form in ("NFC", "NFD"))
    for text, quoted, dropped in (
        (composed, decomposed, 1),
        (decomposed, composed, 1),
        (composed, composed, 0),
    ):
        got = read(text, told(acts=[act(quoted, "beat", "assault")]))
        assert got.dropped.get("nowhere", 0) == dropped
        assert len(got.reading.acts) == 1 - dropped


def test_an_invented_name_is_dropped_and_a_true_one_kept() -> None:
    names = [
        {"sentence": SAID, "quote": "Ana Vell", "kind": "person"},
        {"sentence": SAID, "quote": "Peta Lorn", "kind": "person"},
    ]
    got = read(REPORT, told(mentions=names))
    assert "Ana Vell" in [m.text for m in got.reading.mentions]
    assert got.dropped == {"nowhere": 1}


@pytest.mark.parametrize("written", ["", "I cannot help with that.", '{"acts": 1}'])
def test_a_piece_without_an_answer_leaves_the_document_unread(written: str) -> None:
    with pytest.raises(AnswerUnusable):
        read(REPORT, written)


# --- what a model says of a deed, it must find words for -----------------------------------------------------------


def test_a_deed_is_not_denied_by_a_models_bare_word() -> None:
    lie = act(SHOT, "shot", "killing", facts=[fact("certainty", "denied", "denied by everybody")])
    got = read(REPORT, told(acts=[lie]))
    assert got.reading.acts[0].certainty == "asserted"
    assert got.dropped == {"unsaid": 1}


def test_where_our_own_rules_read_no_deed_a_bare_word_makes_it_possible() -> None:
    text = "The column passed through Kessin in the morning."
    lie = act(text, "passed", "invasion", facts=[fact("certainty", "negated", "never")])
    assert read(text, told(acts=[lie])).reading.acts[0].certainty == "possible"


def test_words_elsewhere_in_the_report_do_not_deny_a_deed() -> None:
    lie = act(SHOT, "shot", "killing", facts=[fact("certainty", "denied", "denied")])
    got = read(REPORT, told(acts=[lie]))
    assert (got.reading.acts[0].certainty, got.dropped) == ("asserted", {"unsaid": 1})


def test_a_certainty_with_its_words_is_taken() -> None:
    text = "The colonel threatened to burn the mill."
    threat = act(text, "burn", "destruction", facts=[fact("certainty", "threatened", "threatened to")])
    assert read(text, told(acts=[threat])).reading.acts[0].certainty == "threatened"


def test_a_certainty_that_our_own_rules_read_otherwise_is_counted() -> None:
    text = "The colonel threatened to burn the mill."
    assert read(text, told(acts=[act(text, "burn", "destruction")])).otherwise == 1


def test_sex_and_age_give_no_status() -> None:
    text = "Guards beat a woman in the camp."
    victim = to(
        "a woman",
        "individual",
        facts=[fact("status_at_time", "civilian", "a woman"), fact("sex", "woman", "woman")],
    )
    got = read(text, told(acts=[act(text, "beat", "assault", victims=[victim])]))
    (beaten,) = got.reading.acts[0].victims
    assert (beaten.status_at_time, beaten.sex) == ("not_stated", "woman")
    assert got.dropped == {"unsaid": 1}


def test_custody_and_basis_need_their_words() -> None:
    text = "Guards beat him in his cell, a witness said."
    claims = [fact("custody", "true", "in his cell"), fact("basis", "saw", "as I watched")]
    got = read(text, told(acts=[act(text, "beat", "assault", facts=claims)]))
    assert (got.reading.acts[0].custody, got.reading.acts[0].basis) == (True, "not_stated")
    assert got.dropped == {"nowhere": 1}


# --- what a model leaves out ---------------------------------------------------------------------------------------


def test_a_voice_that_the_model_leaves_out_is_not_lost() -> None:
    got = read(REPORT, told(acts=[BEATING]))
    (kept,) = got.reading.acts
    assert kept.said_in in {s.id for s in got.reading.statements}
    assert got.voices == 1


def test_a_denial_that_the_model_leaves_out_still_denies() -> None:
    assert read(REPORT, told(acts=[BURNING])).reading.acts[0].certainty == "denied"


def test_silence_about_deeds_that_our_own_rules_read_is_told() -> None:
    assert read(REPORT, told()).untold >= 3
    assert read("The river was high that week.", told()).untold == 0


def test_scores_have_two_decimals_and_are_higher_where_the_rules_read_the_same() -> None:
    text = "Soldiers killed two farmers in Kessin.\n\nThe column passed through Kessin.\n"
    killing = act("Soldiers killed two farmers in Kessin.", "killed", "killing")
    passing = act("The column passed through Kessin.", "passed", "invasion")
    both, alone = read(text, told(acts=[killing, passing])).reading.acts
    assert both.score == round(both.score, 2) > alone.score == round(alone.score, 2)
