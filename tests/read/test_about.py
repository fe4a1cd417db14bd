"""What a document is mainly about."""

from __future__ import annotations

import pytest

from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.spans import span
from chapeau.read import about as module
from chapeau.read.about import about
from chapeau.read.parsed import Parsed, parse
from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from chapeau.read.when import times
from chapeau.read.where import places
from chapeau.records import About, Act, ActTime, Certainty, DocumentDate, Perpetrator

WORLD = Gazetteer.packaged()
WRITTEN = DocumentDate(low="2031-05-14", high="2031-05-14", inferred=False)

RAID = """Police detained four teachers in Mombasa on May 3, residents said.

Kenyan officers beat two of them. A spokesman in Nairobi did not answer. In 2019, rebels in Somalia
abducted a driver, and in Germany a court heard of it."""


def act(
    parsed: Parsed,
    type_: str,
    trigger: str,
    by: str | None = None,
    certainty: Certainty = "asserted",
    when: ActTime | None = None,
) -> Act:
    at = parsed.text.index(trigger)
    sentence = parsed.sentence_at(at)
    doers = ()
    if by:
        start = parsed.text.index(by)
        doers = (Perpetrator(start=start, end=start + len(by), text=by, kind="group"),)
    return Act(
        id=f"act:{trigger}",
        document="d",
        made_by="a test",
        type=type_,
        triggers=(span(parsed.text, at, at + len(trigger)),),
        evidence=sentence,
        perpetrators=doers,
        certainty=certainty,
        time=when,
    )


def told(text: str, *acts: Act, date: DocumentDate | None = WRITTEN) -> About:
    parsed = parse(text)
    return about(parsed, acts, places(parsed, WORLD), times(parsed, date), date, WORLD)


def raid_acts() -> tuple[Act, ...]:
    parsed = parse(RAID)
    when = times(parsed, WRITTEN)[0]
    return (
        act(parsed, "detention", "detained", "Police", when=when),
        act(parsed, "assault", "beat", "Kenyan officers"),
        act(parsed, "abduction", "abducted", "rebels"),
    )


def test_place_time_and_doer_are_those_of_the_acts_told_first() -> None:
    found = told(RAID, *raid_acts())
    assert found.place is not None
    assert (found.place.country, found.place.city) == ("KE", "Mombasa")
    assert found.time is not None
    assert (found.time.low, found.time.high) == ("2031-05-03", "2031-05-03")
    assert found.perpetrator_category == "state"
    assert "act:detained" in found.acts


def test_denied_negated_and_threatened_acts_are_not_what_it_is_about() -> None:
    parsed = parse(RAID)
    kept = act(parsed, "detention", "detained")
    others = [
        act(parsed, "killing", "beat", certainty=c)
        for c in ("denied", "negated", "threatened", "future", "conditional")
    ]
    assert told(RAID, *others, kept).acts == ("act:detained",)


def test_a_states_organ_away_from_its_own_country_is_a_foreign_state() -> None:
    text = "Kenyan soldiers killed three herders near Kismayo in Somalia, elders in Kismayo said."
    found = told(text, act(parse(text), "killing", "killed", "Kenyan soldiers"))
    assert found.place is not None
    assert found.place.country == "SO"
    assert found.perpetrator_category == "foreign_state"


def test_armed_men_of_no_state_are_told_from_police() -> None:
    text = "Gunmen abducted two nurses near Kismayo in Somalia."
    found = told(text, act(parse(text), "abduction", "abducted", "Gunmen"))
    assert found.perpetrator_category == "non_state_armed"


def test_a_text_without_places_acts_or_actors_says_so() -> None:
    found = told("It was a fine day and all were glad.", date=None)
    assert found == About()


def test_a_text_without_times_is_about_the_days_it_was_written_in() -> None:
    found = told("Gunmen abducted two nurses in Somalia.")
    assert found.time is not None
    assert (found.time.low, found.time.high) == ("2031-05-14", "2031-05-14")


def test_a_dateline_in_capitals_names_its_city_in_plain_letters() -> None:
    text = "MOMBASA, Kenya - Police detained four teachers on May 3."
    found = told(text, act(parse(text), "detention", "detained", "Police"))
    assert found.place is not None
    assert found.place.city == "Mombasa"


def test_order_of_acts_does_not_change_what_it_is_about() -> None:
    acts = raid_acts()
    one, other = told(RAID, *acts), told(RAID, *reversed(acts))
    assert (one.place, one.time, one.perpetrator_category) == (
        other.place,
        other.time,
        other.perpetrator_category,
    )
    assert sorted(one.acts) == sorted(other.acts)


def test_the_country_of_those_who_do_it_is_not_where_it_was_done() -> None:
    text = "Kenya tortured detainees in Uganda, a court heard. Kenya denied it."
    parsed = parse(text)
    place = told(text, act(parsed, "torture", "tortured", "Kenya")).place
    assert place is not None
    assert place.country == "UG"


def test_a_government_called_by_its_seat_is_no_place_of_a_deed() -> None:
    text = (
        "Soldiers killed a teacher in Uganda. The Kremlin praised it. The Kremlin's envoy left the Kremlin."
    )
    place = told(text, act(parse(text), "killing", "killed")).place
    assert place is not None
    assert (place.country, place.city) == ("UG", None)


def test_small_matters_together_are_part_of_what_a_text_is_about() -> None:
    """Each alone is told too late to count beside eleven killings; the three together are not."""
    words = ["Killed" + c for c in "abcdefghijk"]
    small = [("destruction", "Burned"), ("displacement", "Drove"), ("taking", "Looted")]
    text = " ".join(f"{w} one." for w in (*words, *(w for _, w in small)))
    parsed = parse(text)
    killings = [act(parsed, "killing", w) for w in words]
    kept = told(text, *killings, *(act(parsed, f, w) for f, w in small)).acts
    one = told(text, *killings, act(parsed, *small[0])).acts
    assert (len(kept), len(one)) == (14, 11)


ANSWERED = (
    "Gunmen abducted a nurse near Mombasa on Monday.\n\nPolice arrested {} the abduction, residents said."
)


@pytest.mark.parametrize("whom", ["two suspects in", "Ilan Doro in connection with", "three men over"])
def test_an_arrest_for_the_deed_is_not_what_the_text_is_about(whom: str) -> None:
    reading = RuleReader(WORLD).read(Text(id="d", text=ANSWERED.format(whom), date="2031-05-14"))
    assert reading.about is not None
    main = {a.family for a in reading.acts if a.id in reading.about.acts}
    assert main == {"abduction"}
    assert "detention" in {a.family for a in reading.acts}


def test_an_arrest_for_no_deed_told_is_what_the_text_is_about() -> None:
    told = (
        "Police arrested the editor Ilan Doro for an article. Gunmen abducted a nurse near Mombasa on Monday."
    )
    reading = RuleReader(WORLD).read(Text(id="d", text=told, date="2031-05-14"))
    assert reading.about is not None
    assert {a.family for a in reading.acts if a.id in reading.about.acts} == {"abduction", "detention"}


def test_a_city_that_is_a_territory_of_its_own_is_the_city() -> None:
    text = "Police detained two teachers in Hong Kong, a court in London heard."
    parsed = parse(text)
    place = told(text, act(parsed, "detention", "detained", "Police")).place
    assert place is not None
    assert (place.country, place.city) == ("HK", "Hong Kong")


def test_the_days_of_the_telling_weigh_less_than_the_day_of_the_deed() -> None:
    text = (
        "A court heard on Tuesday how a farmer died. Police beat the farmer on February 3, 2031. "
        "On Wednesday the ministry declined to comment, and on Wednesday his family protested. "
        "On Wednesday the union wrote a letter. On Wednesday the mayor spoke, and on Wednesday it rained."
    )
    reading = RuleReader(WORLD).read(Text(id="d", text=text, date="2031-05-14"))
    assert reading.about is not None
    assert reading.about.time is not None
    assert reading.about.time.low == "2031-02-03"


def category(text: str) -> str | None:
    reading = RuleReader(WORLD).read(Text(id="d", text=text, date="2031-05-14"))
    return reading.about.perpetrator_category if reading.about else None


def test_whoever_the_text_calls_militants_elsewhere_is_armed_where_it_is_named_alone() -> None:
    told = "The Ridge Guard abducted three nurses in Mombasa. A court sentenced two Ridge Guard militants in March."
    assert category(told) == "non_state_armed"


def test_gunmen_of_a_body_that_calls_itself_a_state_are_no_state() -> None:
    assert category("Suspected Ridge State gunmen killed four farmers near Mombasa.") == "non_state_armed"


def test_where_no_deed_is_told_nobody_did_it() -> None:
    assert category("The government opened a school in Mombasa, and the police band played.") == "unknown"


def test_the_region_is_the_one_that_holds_the_city() -> None:
    text = (
        "Police in Minneapolis said that a man was killed in Minneapolis. Officers of Illinois, of Illinois's "
        "capital and of Illinois's coast found him there, and Minnesota tries him."
    )
    place = told(text).place
    assert place is not None
    assert (place.city, place.region) == ("Minneapolis", "Minnesota")
    place = told(text.replace("Minnesota", "nobody")).place
    assert place is not None
    assert (place.city, place.region) == ("Minneapolis", None)


def test_one_search_for_all_categories_finds_what_a_search_for_each_finds() -> None:
    text = (
        "The Air Force chief, a mob boss, UN police and Militias of the union met gangs; unarmed men spoke. "
        * 2
    )
    beginnings = [m.start() for m in module._beginnings().finditer(text)]
    for category in ("state", "state_backed", "non_state_armed", "non_state_other", "regional_organisation"):
        pattern = module._words(category)
        assert list(module._apart(pattern, text, beginnings)) == [m.start() for m in pattern.finditer(text)]


def test_around_a_name_stand_the_two_words_before_it_and_the_one_behind() -> None:
    text = "armed rebel Reapers fighters and Reapers Reapers, xReapers"
    assert list(module._around(text, "Reapers")) == ["armed rebel  fighters", "fighters and  Reapers"]
