"""Who said what, and how they stand to it: denials, chains, quotations over paragraphs, silence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.records import Statement
from tests.read.invented import said, seed


def only(text: str) -> Statement:
    (found,) = said(text)
    return found


def contents(statement: Statement) -> list[str]:
    return [c.text for c in statement.content]


def by(found: tuple[Statement, ...], actor: str) -> list[Statement]:
    return [s for s in found if s.speaker is not None and s.speaker.actor == actor]


def test_an_indirect_statement_has_speaker_cue_and_content():
    found = only("Colonel Oto Brandt said that four villagers were killed.")
    assert found.speaker is not None
    assert found.speaker.text == "Colonel Oto Brandt"
    assert found.speaker.actor == "oto-brandt"
    assert found.cue is not None
    assert found.cue.text == "said"
    assert contents(found) == ["that four villagers were killed"]
    assert (found.kind, found.stance, found.said_through) == ("indirect", "asserts", None)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry denied that its soldiers had fired on the market.", "denies"),
        ("The army said it was not true that its troops had burned the village.", "denies"),
        ("The colonel said the reports were false.", "denies"),
        ("The commander admitted that his men had shot two prisoners.", "admits"),
        ("The Northern Front claimed responsibility for the attack on the depot.", "admits"),
        ("The minister did not deny that shells had fallen on the town.", "declines"),
        ("No one denied that shells had fallen on the town.", "declines"),
        ("Captain Marr refused to confirm that the bridge had been shelled.", "declines"),
        ("The colonel admitted nothing.", "declines"),
        ("The governor asked the commission to count the dead.", "asks"),
        ("The general vowed to burn the town.", "vows"),
        ("The general threatened to burn the town.", "vows"),
        ("The general ordered his men to burn the town.", "orders"),
        ("The newspaper retracted its report that a school had burned.", "retracts"),
        ("The nurse doubted that the shell came from the east.", "doubts"),
        ("The nurse did not believe that the shell came from the east.", "doubts"),
        ("The embassy did not respond to a request for comment.", "did_not_respond"),
        ("The embassy could not be reached for comment.", "did_not_respond"),
    ],
)
def test_the_stance_is_the_cues_not_the_words_that_only_sound_like_it(text: str, stance: str):
    assert stance in [s.stance for s in said(text) if s.said_through is None]
    assert not {"admits", "denies"} - {stance} & {s.stance for s in said(text) if s.said_through is None}


def test_an_admission_beside_a_denial_stays_apart_from_it():
    found = said("The governor acknowledged reports of looting but denied that his men took part.")
    assert {(s.stance, contents(s)[0]) for s in found} == {
        ("admits", "reports of looting"),
        ("denies", "that his men took part"),
    }


def test_who_is_accused_says_nothing():
    assert only("Police accused of beating protesters to death").speaker is None
    accusing = only("The nurse accused the police of beating protesters.")
    assert accusing.speaker is not None
    assert accusing.speaker.text == "The nurse"


def test_a_conditional_saying_is_no_statement():
    assert said("If the general says that the town will burn, people flee.") == ()


def test_a_chain_of_three_voices_is_kept():
    found = said("Meridian Wire reports that Colonel Oto Brandt said that four villagers were killed.")
    (outer,) = by(found, "meridian-wire")
    (inner,) = by(found, "oto-brandt")
    assert inner.said_through == outer.id
    assert outer.said_through is None


def test_according_to_a_report_relays_what_the_report_tells():
    found = said(
        "According to a report by the Kessin Institute, Colonel Oto Brandt says the bridge was bombed."
    )
    (inner,) = by(found, "oto-brandt")
    outer = next(s for s in found if s.id == inner.said_through)
    assert outer.cue is not None
    assert outer.cue.text == "According to"


def test_a_quotation_goes_on_after_its_attribution():
    found = only("“We crossed the river at dawn,” Ana Vell said. “Nobody stopped us.”")
    assert contents(found) == ["“We crossed the river at dawn,”", "“Nobody stopped us.”"]
    assert found.kind == "direct"


def test_a_quotation_over_paragraphs_stays_with_its_speaker():
    text = (
        "“We crossed the river at dawn. The others followed,” Ana Vell told Meridian Wire.\n\n"
        "“They shot at the last boat.”\n\nThe mayor left."
    )
    found = only(text)
    assert contents(found)[-1] == "“They shot at the last boat.”"
    assert found.speaker is not None
    assert found.speaker.actor == "ana-vell"


def test_a_quotation_opened_anew_in_each_paragraph_is_one_speakers():
    text = (
        "“We crossed the river at dawn,” Ana Vell said. “The water was high.\n\n“They shot at the last boat.”"
    )
    assert len(contents(only(text))) == 3


def test_we_inside_a_quotation_is_whoever_is_quoted():
    found = said("“We deny that anyone was harmed,” Captain Ilse Marr said.")
    assert [s.stance for s in by(found, "ilse-marr")].count("denies") == 1


def test_partly_quoted_words_are_mixed():
    assert only("Ana Vell said the soldiers were “like wolves” that night.").kind == "mixed"


@pytest.mark.parametrize(
    "text",
    [
        "The plan, the mayor said, is simple.",
        "The plan is simple, the mayor said on Friday.",
        "The plan is simple, according to the mayor.",
        "The mayor: The plan is simple and cheap",
        "“The plan is simple,” said the mayor.",
        '"The plan is simple," the mayor said.',
    ],
)
def test_a_cue_is_found_wherever_it_stands(text: str):
    found = only(text)
    assert found.speaker is not None
    assert found.speaker.text.lower() == "the mayor"
    assert "plan" in contents(found)[0]


def test_a_trailing_participle_belongs_to_the_one_who_speaks():
    found = said("The mayor said the army burned the mill, vowing to rebuild it.")
    assert {s.stance for s in found} == {"asserts", "vows"}
    assert {s.speaker.text for s in found if s.speaker} == {"The mayor"}


def test_the_day_beside_the_cue_is_the_day_it_was_said():
    found = said("The mayor said on Friday that the mill had burned.", day="2031-05-04")
    assert found[0].said_at is not None
    assert found[0].said_at.low == found[0].said_at.high == "2031-05-02"


def test_a_dateline_is_not_said_by_anyone():
    found = only("KESSIN, May 4, 2031 (Meridian Wire) - Shells fell on the mill, the mayor said.")
    assert contents(found) == ["Shells fell on the mill"]


def test_a_post_is_its_authors_and_relays_what_it_quotes():
    found = said(
        "The mayor said that the mill had burned. https://example.org/a — Ana Vell (@anavell) May 4, 2031"
    )
    (post,) = by(found, "ana-vell")
    (inner,) = [s for s in found if s.id != post.id]
    assert (post.cue, post.kind) == (None, "direct")
    assert inner.said_through == post.id
    assert post.said_at is not None
    assert post.said_at.low == "2031-05-04"


def test_characterisations_keep_their_negation():
    found = only("The attacks were widespread but never random or spontaneous, the commission found.")
    assert {(c.key, c.negated) for c in found.characterises} == {
        ("widespread", False),
        ("random", True),
        ("spontaneous", True),
    }


def test_a_phrase_in_marks_is_no_statement():
    assert said("They took the road called “the Needle” to Kessin.") == ()


SENTENCES = st.sampled_from([
    "The mayor said that the mill burned.", "“It burned,” she said.", "“It burned", "according to", "said", ":",
    "The army denied it.", "\n\n", "“", "”", '"', "He told them, “Go.”", "(Kessin)", "Ana Vell: Go home at once, all of you",
])  # fmt: skip


@settings(deadline=None)
@given(st.lists(SENTENCES, max_size=6))
def test_no_two_statements_share_an_id_and_every_span_is_a_slice(parts: list[str]):
    text = " ".join(parts)
    found = said(text)
    ids = [s.id for s in found]
    assert len(ids) == len(set(ids))
    for statement in found:
        for piece in (statement.speaker, statement.cue, *statement.content):
            assert piece is None or (piece.text == text[piece.start : piece.end] and piece.text)
        assert statement.said_through is None or statement.said_through in ids


@pytest.mark.shared
def test_the_first_real_article_gives_every_voice_that_a_reader_would_note():
    text = seed()
    if text is None:
        pytest.skip("the first article does not lie beside the checkout")
    found = said(text)
    secretary = by(found, "anthony-blinken")
    assert {s.speaker.text for s in secretary if s.speaker} >= {"Blinken", "@SecBlinken"}
    assert {s.stance for s in secretary} == {"asserts", "vows"}
    keys = {(c.key, c.negated) for s in secretary for c in s.characterises}
    assert keys >= {
        ("random", True), ("widespread", False), ("systematic", False), ("civilian_population", False), ("policy", False),
    }  # fmt: skip
    direct = [s for s in secretary if s.kind == "direct"]
    assert [len(s.content) for s in direct] == [2, 2]
    assert secretary[0].said_at is not None
    assert secretary[0].said_at.low == secretary[0].said_at.high == "2023-02-18"
    (echo,) = by(found, "kamala-harris")
    assert (contents(echo), echo.stance) == (["Blinken’s remarks"], "asserts")
    assert any(
        c.key == "war_crimes"
        for s in found
        if s.speaker and "administration" in s.speaker.text
        for c in s.characterises
    )
    (post,) = by(found, "ned-price")
    assert [s.said_through for s in secretary if s.speaker and s.speaker.text == "@SecBlinken"] == [post.id]
    assert [s.stance for s in found if s.speaker and "embassy" in s.speaker.text] == ["did_not_respond"]


def test_of_several_who_relay_a_word_the_nearest_relays_it() -> None:
    found = {s.speaker.text: s for s in said(RELAYED) if s.speaker}
    assert found["the mayor"].said_through == found["the paper"].id
    assert found["the paper"].said_through == found["The ministry"].id
    assert found["The ministry"].said_through is None


RELAYED = "The ministry said that the paper reported that the mayor had said that soldiers shelled Kessin."


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The mayor said that on 3 March 2031 soldiers shelled Kessin.", [None]),
        ("On 5 March 2031 the mayor said that soldiers shelled Kessin on 3 March 2031.", ["2031-03-05"]),
    ],
)
def test_the_day_of_a_deed_is_not_the_day_on_which_it_was_told(text: str, days: list[str | None]) -> None:
    assert [s.said_at.low if s.said_at else None for s in said(text, "2031-03-10")] == days


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ('"They came at night," said Mira Tolen.', ["direct"]),
        ('Mira Tolen said the men were "beaten with cables" and that they died.', ["mixed"]),
        ('"They came at night," Mira Tolen said, "and they left before dawn."', ["direct"]),
        ('The soldiers, the mayor said, "came at night."', ["mixed"]),
        ("Mira Tolen said that the men were beaten with cables.", ["indirect"]),
    ],
)
def test_what_is_quoted_whole_in_part_and_not_at_all_is_told_apart(text: str, kinds: list[str]) -> None:
    assert [s.kind for s in said(text)] == kinds
