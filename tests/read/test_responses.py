"""What others did about it, with sums and goods; never evidence for an act."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.read.money import amounts
from chapeau.records import Response
from tests.read.invented import answered, said, seed


def only(text: str) -> Response:
    (found,) = answered(text)
    return found


def test_aid_that_was_sent_has_sum_giver_and_receiver():
    found = only("Orvania has sent over $3 billion in aid to Sundrel.")
    assert found.kind == "aid"
    assert (found.actor, found.towards) == ("orvania", "sundrel")
    assert found.amount is not None
    assert (found.amount.low, found.amount.high, found.amount.currency) == (3_000_000_000, None, "USD")


def test_aid_still_to_come_is_a_pledge_with_its_goods():
    found = only("Orvania will send 12 field ambulances to Sundrel.")
    assert found.kind == "pledge"
    assert [(i.count, i.what) for i in found.items] == [(12, "field ambulances")]


def test_a_vow_is_a_pledge_and_a_threat_is_none():
    assert only("The minister vowed to hold the soldiers accountable.").kind == "pledge"
    assert answered("The general threatened to destroy Kessin.") == ()


@pytest.mark.parametrize(
    ("text", "towards"),
    [
        ("Orvania denied that Orvania shelled Sundrel.", "sundrel"),
        ("Orvania denied that Orvania had fired.", None),
        ("Orvania denied that Sundrel had fired.", "sundrel"),
    ],
)
def test_nobody_answers_towards_himself(text: str, towards: str | None):
    found = only(text)
    assert (found.kind, found.actor, found.towards) == ("denial", "orvania", towards)


def test_a_response_stands_in_the_innermost_word_that_tells_of_it():
    text = "The ministry said that the paper reported that the Union imposed sanctions on General Odo Farran."
    speakers = {s.id: s.speaker.text for s in said(text) if s.speaker}
    assert [(r.kind, speakers[r.said_in or ""]) for r in answered(text)] == [("sanction", "the paper")]


def test_goods_that_are_pledged_are_a_pledge_of_their_own():
    aid, pledge = answered(
        "Orvania has sent 3 million dollars in aid to Sundrel and pledged 12 field ambulances."
    )
    assert (aid.kind, pledge.kind) == ("aid", "pledge")
    assert [(i.count, i.what) for i in pledge.items] == [(12, "field ambulances")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Union imposed sanctions on General Odo Farran.", "sanction"),
        ("The court issued an arrest warrant for General Odo Farran.", "warrant"),
        ("The Union condemned the shelling of Kessin.", "condemnation"),
        ("The ministry denied that its soldiers had fired.", "denial"),
        ("The embassy declined to comment.", "no_comment"),
        ("The embassy did not respond to questions.", "no_comment"),
        ("The commission determined that the killings were war crimes.", "designation"),
    ],
)
def test_each_kind_of_response_is_known_by_its_words(text: str, kind: str):
    assert kind in [r.kind for r in answered(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Orvania did not send any aid to Sundrel.",
        "The boy gave his sister a hand.",
        "The army sent soldiers to Kessin.",
        "The rocket launcher stood in the yard.",
        "The spokeswoman said that war crimes are terrible.",
    ],
)
def test_what_only_sounds_like_a_response_is_none(text: str):
    assert answered(text) == ()


def test_kind_and_evidence_are_unique_in_a_document():
    text = "The army denied it and denied it again. The army denied that it fired. The embassy declined to comment."
    found = answered(text)
    assert len({(r.kind, r.evidence.start, r.evidence.end) for r in found}) == len(found)
    assert len({r.id for r in found}) == len(found)
    for response in found:
        assert text[response.evidence.start : response.evidence.end] == response.evidence.text


@given(st.integers(1, 999), st.sampled_from([("million", 10**6), ("billion", 10**9)]))
def test_the_words_before_a_sum_bound_it(figure: int, scale: tuple[str, int]):
    word, factor = scale

    def interval(bound: str) -> tuple[int | None, int | None]:
        text = f"{bound} ${figure} {word}".strip()
        (found,) = amounts(text, 0, len(text))
        assert text[found.start : found.end] == text
        return found.low, found.high

    value = figure * factor
    assert interval("") == (value, value)
    assert interval("over") == (value, None)
    assert interval("up to") == (None, value)
    low, high = interval("about")
    assert low is not None
    assert high is not None
    assert low < value < high


@pytest.mark.parametrize(
    ("text", "currency"), [("€5 million", "EUR"), ("40 million dollars", "USD"), ("£3bn", "GBP")]
)
def test_the_currency_is_read_from_sign_or_name(text: str, currency: str):
    (found,) = amounts(text, 0, len(text))
    assert found.currency == currency


@pytest.mark.parametrize("text", ["31 tanks", "in 2023", "5 million people"])
def test_what_is_no_money_is_no_sum(text: str):
    assert amounts(text, 0, len(text)) == ()


@pytest.mark.shared
def test_the_first_real_article_gives_every_response_that_a_reader_would_note():
    text = seed()
    if text is None:
        pytest.skip("the first article does not lie beside the checkout")
    found = answered(text)
    (aid,) = [r for r in found if r.kind == "aid"]
    assert (aid.actor, aid.towards) == ("united-states", "ukraine")
    assert aid.amount is not None
    assert (aid.amount.low, aid.amount.high, aid.amount.currency) == (100_000_000_000, None, "USD")
    pledged = [i for r in found if r.kind == "pledge" for i in r.items]
    assert (31, True) in [(i.count, "M1 Abrams" in i.what) for i in pledged]
    assert (1, True) in [(i.count, "Patriot" in i.what) for i in pledged]
    assert any(r.kind == "pledge" and r.actor == "anthony-blinken" for r in found)
    assert {r.actor for r in found if r.kind == "designation"} >= {"anthony-blinken", "biden-government"}
    (silence,) = [r for r in found if r.kind == "no_comment"]
    assert silence.evidence.text.startswith("The Russian embassy")
