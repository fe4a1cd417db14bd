"""The example case, carried the whole way: what must come of each of its documents, and what must not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chapeau.ground.settings import read_settings
from chapeau.pipeline.occasion import occasion
from chapeau.pipeline.run import run

EXAMPLE = Path(__file__).parents[1] / "examples" / "two-rivers"
NOW = "2031-05-02T09:00:00Z"
SUPPORTING = ("asserted", "possible")


@dataclass(frozen=True, slots=True)
class Carried:
    """The dossier of the example, with its records by the number that begins each file's name."""

    dossier: dict[str, Any]

    def records(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.dossier[kind]
        return found

    def number(self, document: str) -> str:
        """'08.2' for the third line of 08-posts.jsonl, '01' for a whole file."""
        names = {s["id"]: s["capture"]["name"] for s in self.records("sources")}
        (of,) = [d for d in self.records("documents") if d["id"] == document]
        name = names[of["source"]]
        return f"{name[:2]}.{of['position']}" if name.endswith(".jsonl") else name[:2]

    def acts(self, number: str, *families: str) -> list[dict[str, Any]]:
        return [
            a
            for a in self.records("acts")
            if self.number(a["document"]) == number and (not families or a["type"].split(".")[0] in families)
        ]

    def origin_groups(self) -> set[frozenset[str]]:
        return {frozenset(self.number(m["document"]) for m in o["members"]) for o in self.records("origins")}

    def incidents(self, acts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        ids = {a["id"] for a in acts}
        return [i for i in self.records("incidents") if ids & set(i["acts"])]

    def party(self, name: str) -> str:
        (actor,) = [a["id"] for a in self.records("actors") if a["name"] == name and a["party"] == a["id"]]
        return str(actor)

    def findings(self, party: str, citation: str) -> Iterator[dict[str, Any]]:
        wanted = {p["id"] for p in self.records("provisions") if citation in p["citation"]}
        assert wanted, citation
        of = party if party == "unattributed" else self.party(party)
        yield from (f for f in self.records("findings") if f["party"] == of and f["provision"] in wanted)


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Carried:
    folder = tmp_path_factory.mktemp("example") / "case"
    run(
        [EXAMPLE / "reports"],
        folder,
        occasion("Test", NOW),
        settings=read_settings(EXAMPLE / "case.toml"),
        jobs=1,
    )
    return Carried(json.loads((folder / "dossier.json").read_text("utf-8")))


def test_the_agency_story_and_its_four_copies_are_one_origin(carried: Carried) -> None:
    assert frozenset({"01", "02", "03", "04", "05"}) in carried.origin_groups()


def test_the_copies_of_the_other_agency_stories_are_one_origin_each(carried: Carried) -> None:
    assert {frozenset({"12", "13"}), frozenset({"16", "17"})} <= carried.origin_groups()


def test_a_release_and_a_post_that_restates_it_are_one_voice(carried: Carried) -> None:
    assert frozenset({"07", "08.0"}) in carried.origin_groups()


def test_a_post_that_points_to_a_report_adds_no_origin(carried: Carried) -> None:
    assert frozenset({"09", "08.2"}) in carried.origin_groups()


def test_the_reporter_on_the_spot_the_list_and_the_witness_stand_alone(carried: Carried) -> None:
    assert {frozenset({n}) for n in ("06", "11", "10", "31", "08.1")} <= carried.origin_groups()


def test_a_column_that_quotes_a_report_rests_on_the_reports_origin(carried: Carried) -> None:
    (act,) = carried.acts("28", "detention")
    (resting,) = [r for r in carried.records("rests_on") if r["act"] == act["id"]]
    (report,) = [
        o["id"]
        for o in carried.records("origins")
        if any(carried.number(m["document"]) == "09" for m in o["members"])
    ]
    assert resting["origins"] == [report]


def test_the_market_is_one_event_told_by_several_origins_with_its_numbers_side_by_side(
    carried: Carried,
) -> None:
    killings = [a for n in ("01", "02", "03", "04", "05", "06") for a in carried.acts(n, "killing")]
    (market,) = carried.incidents(killings)
    killed = {(t["low"], t["high"]) for t in market["tellings"] if t["of"] == "killed"}
    assert {(14, None), (17, 17)} <= killed
    by_origin = [t["origin"] for t in market["tellings"] if t["of"] == "killed"]
    assert len(by_origin) == len(set(by_origin)) >= 2


def test_the_toll_of_a_month_contains_events_and_is_merged_with_none(carried: Carried) -> None:
    (toll,) = [a for a in carried.acts("15", "killing") if a["extent"] == "aggregate"]
    (incident,) = carried.incidents([toll])
    assert {
        carried.number(a["document"]) for a in carried.records("acts") if a["id"] in incident["acts"]
    } == {"15"}
    assert incident["contains"]


def test_the_near_miss_a_day_and_a_town_away_stays_apart(carried: Carried) -> None:
    (incident,) = carried.incidents(carried.acts("31", "injury"))
    assert {
        carried.number(a["document"]) for a in carried.records("acts") if a["id"] in incident["acts"]
    } == {"31"}


def test_both_parties_are_alleged_to_have_killed(carried: Carried) -> None:
    for party in ("Orvania", "Ridge Guard"):
        assert any(f["alleged"] == "yes" for f in carried.findings(party, "7(1)(a)"))


def test_the_seized_engineers_are_laid_to_those_who_are_said_to_have_seized_them(carried: Carried) -> None:
    seized = [i for i in carried.incidents(carried.acts("29", "abduction")) if i["certainty"] in SUPPORTING]
    assert {p for i in seized for p in i["parties"]} == {carried.party("Ridge Guard")}


def test_the_people_taken_across_the_border_were_taken_to_the_other_country(carried: Carried) -> None:
    (act,) = [a for a in carried.acts("12", "deportation") if a["certainty"] == "asserted"]
    assert {(p["text"], p["role"]) for p in act["places"]} >= {("Marrowford", "from"), ("Eastmark", "to")}
    assert any(f["alleged"] == "yes" for f in carried.findings("Orvania", "7(1)(d)"))


def test_no_dateline_is_the_place_of_a_deed(carried: Carried) -> None:
    assert {p["text"] for a in carried.records("acts") for p in a["places"]}.isdisjoint({"CORRIN", "VASTREL"})


def test_what_a_retraction_takes_back_supports_nothing(carried: Carried) -> None:
    taken_back = {a["id"] for n in ("21", "22") for a in carried.acts(n)}
    for finding in carried.records("findings"):
        assert taken_back.isdisjoint(finding["acts_for"])


def test_threats_conditions_and_questions_support_nothing(carried: Carried) -> None:
    hypothetical = {a["id"] for a in carried.acts("25") if a["type"].split(".")[0] not in ("threat", "order")}
    assert hypothetical
    assert all(
        a["certainty"] not in SUPPORTING for a in carried.acts("25", "destruction", "killing", "use_of_force")
    )
    for finding in carried.records("findings"):
        assert hypothetical.isdisjoint(finding["acts_for"])


def test_denied_and_negated_acts_support_nothing(carried: Carried) -> None:
    no_support = {a["id"] for a in carried.records("acts") if a["certainty"] not in SUPPORTING}
    assert no_support
    for finding in carried.records("findings"):
        assert no_support.isdisjoint(finding["acts_for"])


def test_a_bare_denial_is_shown_and_contests_nothing_by_itself(carried: Carried) -> None:
    market = [
        f for f in carried.findings("Orvania", "7(1)(a)") if f["alleged"] == "yes" and f["shown_beside"]
    ]
    assert market
    denials = {
        s["id"]
        for s in carried.records("statements")
        if s["stance"] == "denies" and carried.number(s["document"]) in ("07", "08.0")
    }
    assert any(denials & set(f["shown_beside"]) for f in market)
    assert all(denials.isdisjoint(f["statements_against"]) for f in market)


def test_things_that_only_sound_like_acts_are_none(carried: Carried) -> None:
    assert carried.acts("24") == []
    assert carried.acts("08.3") == []


def test_an_arrest_under_a_warrant_is_told_and_its_lawfulness_left_to_people(carried: Carried) -> None:
    (arrest,) = carried.acts("23", "detention")
    assert arrest["certainty"] == "asserted"
    lawful = [
        e["id"]
        for p in carried.records("provisions")
        if "7(1)(e)" in p["citation"]
        for e in p["elements"]
        if "rules of international law" in e["wording"]
    ]
    assert all(f["alleged"] == "no" for f in carried.records("findings") if f["element"] in lawful)
    finding = next(f for f in carried.findings("Sundrel", "7(1)(e)") if arrest["id"] in f["acts_for"])
    (lawfully,) = [h for h in finding["hypotheses"] if h["key"] == "lawful_detention"]
    assert arrest["id"] in lawfully["bears_on"]


def test_what_the_union_did_is_a_response_and_its_words_are_no_support(carried: Carried) -> None:
    kinds = {r["kind"] for r in carried.records("responses") if carried.number(r["document"]) == "27"}
    assert {"sanction", "aid", "pledge", "designation", "no_comment"} <= kinds
    keys = {
        c["key"]
        for s in carried.records("statements")
        if carried.number(s["document"]) == "27"
        for c in s["characterises"]
    }
    assert {"crimes_against_humanity", "widespread", "systematic"} <= keys


def test_the_text_that_was_not_read_is_kept_and_named(carried: Carried) -> None:
    (unread,) = [r for r in carried.records("read_facts") if r["language"] != "en"]
    assert carried.number(unread["document"]) == "33"


def test_every_verdict_is_left_to_people_and_the_draft_says_so(carried: Carried) -> None:
    assert {f["verdict"]["value"] for f in carried.records("findings")} == {"not_assessed"}
    assert carried.dossier["determination"]["state"] == "working_draft"


def test_nobody_is_called_guilty_and_nothing_proved(carried: Carried) -> None:
    ours = json.dumps([carried.records(k) for k in ("findings", "patterns", "provisions", "rules")]).lower()
    assert "guilty" not in ours.replace("calls nobody guilty", "")
    assert "proved" not in ours


def test_names_of_victims_and_the_witness_are_withheld(carried: Carried) -> None:
    page = json.dumps(carried.dossier, ensure_ascii=False)
    for name in ("Ada Orlo", "Dorin Askel", "Tolvik"):
        assert name not in page


def numbers_of(carried: Carried, incident: dict[str, Any]) -> set[str]:
    return {carried.number(a["document"]) for a in carried.records("acts") if a["id"] in incident["acts"]}


def test_the_market_is_one_event_though_a_text_also_says_that_the_town_was_shelled_on_four_days(
    carried: Carried,
) -> None:
    (market,) = carried.incidents(carried.acts("01", "killing"))
    assert market["extent"] == "single"
    assert {(t["of"], t["low"], t["high"]) for t in market["tellings"]} == {
        ("killed", 14, None),
        ("killed", 17, 17),
        ("injured", 31, 31),
    }
    figures = {p["name"]: p for p in carried.records("patterns")}
    assert figures["scale.injured"]["low"] == 31


def test_a_remark_without_day_or_number_is_a_telling_of_no_event_that_others_tell(carried: Carried) -> None:
    (remark,) = carried.incidents(carried.acts("27", "killing"))
    (hospital,) = carried.incidents(carried.acts("19", "killing"))
    assert {carried.number(a["document"]) for a in carried.records("acts") if a["id"] in remark["acts"]} == {
        "27"
    }
    assert remark["origins"][0] not in hospital["origins"]


def test_copies_that_lost_the_place_are_tellings_of_the_same_event(carried: Carried) -> None:
    (market,) = [
        i for i in carried.incidents(carried.acts("03", "killing")) if "01" in numbers_of(carried, i)
    ]
    assert {"01", "02", "03", "04", "05"} <= numbers_of(carried, market)
    convoy = [
        i for i in carried.incidents(carried.acts("13", "deportation")) if "12" in numbers_of(carried, i)
    ]
    assert convoy
    (held,) = carried.incidents(carried.acts("08.2", "detention"))
    assert "09" in numbers_of(carried, held)
    (shot,) = carried.incidents(carried.acts("16", "killing"))
    assert "17" in numbers_of(carried, shot)


def test_a_report_and_its_retraction_are_one_event_that_supports_nothing(carried: Carried) -> None:
    report, retraction = carried.acts("21", "killing"), carried.acts("22", "killing")
    (school,) = [i for i in carried.incidents(report) if "22" in numbers_of(carried, i)]
    assert "retraction" in {c["field"] for c in school["contradictions"]}
    assert len(school["origins"]) == 1
    told = {a["id"] for a in (*report, *retraction)}
    beside = {one for f in carried.findings("Orvania", "7(1)(a)") for one in f["shown_beside"]}
    assert told & beside
    assert all(told.isdisjoint(f["acts_for"]) for f in carried.records("findings"))


def one(findings: Iterable[dict[str, Any]], element: str) -> dict[str, Any]:
    """The finding for the element of this number, where an act alleges it."""
    (finding,) = [f for f in findings if f["element"].endswith(f"/{element}") and f["alleged"] == "yes"]
    return finding


def test_the_killing_of_captured_soldiers_is_listed_as_that_on_two_origins(carried: Carried) -> None:
    for number in ("1", "2"):
        finding = one(carried.findings("Ridge Guard", "8(2)(b)(vi)"), number)
        assert finding["support"] == "several_origins_no_dependence_found"
        told = {
            carried.number(a["document"]) for a in carried.records("acts") if a["id"] in finding["acts_for"]
        }
        assert told == {"16", "18"}, "17 is a copy of 16, and only tells again"


def test_engineers_called_hostages_for_whom_something_is_asked_list_the_taking_of_hostages(
    carried: Carried,
) -> None:
    for citation in ("8(2)(a)(viii)", "8(2)(c)(iii)"):
        assert one(carried.findings("Ridge Guard", citation), "1")["acts_for"]


def test_the_hospital_that_was_struck_lists_an_attack_and_what_the_other_side_says_stands_against_it(
    carried: Carried,
) -> None:
    said = {a["id"]: a["type"] for a in carried.acts("20", "attack") if a["said_in"]}
    assert set(said.values()) == {"attack.on_hospital_school_worship", "attack.on_military_object"}
    for citation in ("8(2)(b)(ix)", "8(2)(e)(iv)"):
        finding = one(carried.findings("Orvania", citation), "1")
        assert finding["against"] == "denied"
        assert set(finding["acts_against"]) == set(said)
        aimed = [f for f in carried.findings("Orvania", citation) if f["element"].endswith(("/2", "/3"))]
        assert {f["against"] for f in aimed} == {"denied"}
        assert all(set(f["acts_against"]) == set(said) for f in aimed)
        (lawful,) = [h for h in finding["hypotheses"] if h["key"] == "lawful_target"]
        assert {a for a, t in said.items() if t == "attack.on_military_object"} <= set(lawful["bears_on"])


def test_at_what_an_attack_was_aimed_is_left_to_people(carried: Carried) -> None:
    for citation in ("8(2)(b)(ix)", "8(2)(e)(iv)"):
        aimed = [f for f in carried.findings("Orvania", citation) if f["element"].endswith(("/2", "/3"))]
        assert aimed
        assert {f["alleged"] for f in aimed} == {"no"}


def test_the_evacuation_that_the_ministrys_release_tells_stands_against_the_deportation(
    carried: Carried,
) -> None:
    against = {a["id"] for a in (*carried.acts("14", "evacuation"), *carried.acts("14", "deportation"))}
    assert len(against) == 2
    for citation, number in (("7(1)(d)", "1"), ("8(2)(a)(vii)-1", "1"), ("8(2)(e)(viii)", "2")):
        contested = [
            f
            for f in carried.findings("Orvania", citation)
            if f["element"].endswith(f"/{number}") and f["against"] == "denied"
        ]
        assert [set(f["acts_against"]) for f in contested] == [against]


def test_the_command_post_that_was_claimed_bears_on_the_death_of_the_nurses(carried: Carried) -> None:
    (nurses,) = carried.acts("19", "killing")
    claimed = {a["id"] for a in carried.acts("20") if a["type"] == "attack.on_military_object"}
    finding = next(f for f in carried.findings("Orvania", "7(1)(a)") if nurses["id"] in f["acts_for"])
    (lawful,) = [h for h in finding["hypotheses"] if h["key"] == "lawful_target"]
    assert claimed
    assert claimed <= set(lawful["bears_on"])


def test_the_market_is_what_the_ministry_denies_to_have_shelled(carried: Carried) -> None:
    for number in ("07", "08.0"):
        (denied,) = carried.acts(number, "attack")
        assert denied["certainty"] in ("negated", "denied")
        assert [v["text"] for v in denied["victims"]] == ["market"]


def test_shells_that_killed_in_a_market_are_no_attack_on_people_by_themselves(carried: Carried) -> None:
    assert not [a for n in ("01", "02", "06") for a in carried.acts(n) if a["type"] == "attack.on_people"]


@pytest.fixture(scope="module")
def with_lists(tmp_path_factory: pytest.TempPathFactory) -> Carried:
    pytest.importorskip("splink")
    from chapeau.pipeline.declared_list import Declared
    from chapeau.pipeline.lists import take_lists

    folder = tmp_path_factory.mktemp("with-lists") / "case"
    take_lists(folder, sorted((EXAMPLE / "lists").glob("*.csv")), occasion("Test", NOW), Declared())
    reports = [path for path in sorted((EXAMPLE / "reports").iterdir()) if path.name[:2] in ("01", "11")]
    run(reports, folder, occasion("Test", NOW), settings=read_settings(EXAMPLE / "case.toml"), jobs=1)
    return Carried(json.loads((folder / "dossier.json").read_text("utf-8")))


def test_the_lists_overlap_with_the_hospitals_in_two_scripts_and_nobody_counts_twice(
    with_lists: Carried,
) -> None:
    persons = with_lists.records("persons")
    on_lists = [len(p["lists"]) for p in persons if p["acts"] != []]
    assert (on_lists.count(3), on_lists.count(2)) == (3, 5)
    assert sum(len(p["listed"]) for p in persons) == 28
    (figure,) = [p for p in with_lists.records("patterns") if p["name"] == "named.in_all"]
    assert figure["value"] == len(persons)


def test_what_no_list_saw_is_estimated_from_the_three_lists_by_some_methods_and_refused_by_others(
    with_lists: Carried,
) -> None:
    (made,) = with_lists.records("undercounts")
    given = [e for e in made["estimates"] if e["refused"] is None]
    assert (made["observed"], made["several"], made["refused"]) == (17, 8, None)
    assert 0 < len(given) < len(made["estimates"])
    assert all(made["observed"] <= e["low"] <= e["estimate"] <= e["high"] for e in given)


def test_a_namesake_28_years_younger_in_another_town_is_another_person(with_lists: Carried) -> None:
    (younger,) = [p for p in with_lists.records("persons") if p["place"] == "Marrowford"]
    assert (younger["age_high"], len(younger["listed"]), younger["acts"]) == (38, 1, [])


def test_no_deed_is_laid_on_whoever_owns_the_town_that_a_report_was_sent_from(tmp_path: Path) -> None:
    layouts = (
        "CORRIN, April 13, 2031\n",
        "CORRIN (Meridian Wire) - ",
        "Corrin, Sundrel — ",
        "By Ana Vell, CORRIN\n",
    )
    deeds = ("They killed three men in Tessick, a resident said.\n", "They shelled Halvern, Orvania said.\n")
    (tmp_path / "reports").mkdir()
    for number, (layout, deed) in enumerate((layout, deed) for layout in layouts for deed in deeds):
        (tmp_path / "reports" / f"{number}.txt").write_text(layout + deed, "utf-8")
    case = tmp_path / "case"
    settings = read_settings(EXAMPLE / "case.toml")
    run([tmp_path / "reports"], case, occasion("Test", NOW), settings=settings, jobs=1)
    dossier = json.loads((case / "dossier.json").read_text("utf-8"))
    assert {f["party"] for f in dossier["findings"]} == {"unattributed"}
    assert not {a["name"].lower() for a in dossier["actors"]} & {"they", "it"}
