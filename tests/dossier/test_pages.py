from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from markupsafe import escape

from chapeau.dossier.pages import pages
from chapeau.dossier.patterns import chance_words
from chapeau.records import Chance, Period
from tests.dossier.fixture import case
from tests.dossier.walk import Pages


def rendered(names: bool = False, most: int = 500) -> dict[str, str]:
    return {page.name: "".join(page.parts) for page in pages(case(), names=names, most=most)}


@pytest.fixture(scope="module", params=[500, 3], ids=["one-page", "folder"])
def dossier(request: pytest.FixtureRequest) -> dict[str, str]:
    return rendered(most=request.param)


def test_up_to_the_limit_a_dossier_is_one_page_and_above_it_a_folder() -> None:
    assert list(rendered()) == ["dossier.html"]
    assert next(iter(rendered(most=3))) == "dossier/index.html"


def test_the_same_case_gives_the_same_bytes() -> None:
    assert rendered() == rendered()


def test_every_figure_can_be_walked_to_a_place_in_a_text(dossier: dict[str, str]) -> None:
    walked = Pages(dossier.values())
    figures = list(walked.figures())
    assert len(figures) > 40
    for figure in figures:
        places, lost = walked.ends(figure.get("data-from").split())
        assert not lost, (figure.text_content(), lost)
        assert places, figure.text_content()


def test_no_digit_stands_on_a_page_without_what_it_rests_on(dossier: dict[str, str]) -> None:
    assert list(Pages(dossier.values()).loose_digits()) == []


def test_words_that_carry_figures_stand_under_a_record_that_leads_to_a_text(dossier: dict[str, str]) -> None:
    walked = Pages(dossier.values())
    for root in walked.roots:
        for words in root.find_class("why"):
            if not re.search(r"\d", words.text_content()):
                continue
            bearer = next(
                (e for e in words.iterancestors() if e.get("data-rests-on") or e.get("data-end-of-walk")),
                None,
            )
            assert bearer is not None, words.text_content()
            if bearer.get("data-rests-on"):
                assert walked.ends(bearer.get("data-rests-on").split())[0]


def test_places_in_a_text_are_the_spans_of_their_records(dossier: dict[str, str]) -> None:
    held = case()
    walked = Pages(dossier.values())
    for act in held.acts():
        spot = walked.by_id[act.id]
        start, end = int(spot.get("data-start")), int(spot.get("data-end"))
        assert held.document(act.document).text[start:end] == act.evidence.text


def test_every_link_leads_somewhere_and_nowhere_outside(dossier: dict[str, str]) -> None:
    ids = {name: set(re.findall(r' id="([^"]+)"', text)) for name, text in dossier.items()}
    for name, text in dossier.items():
        for href in re.findall(r'href="([^"]+)"', text):
            page, _, anchor = href.partition("#")
            target = str((Path("/") / name).parent.joinpath(page).resolve())[1:] if page else name
            assert anchor in ids[target], f"{name} links to {href}"


def test_no_id_is_on_a_page_twice(dossier: dict[str, str]) -> None:
    for name, text in dossier.items():
        found = re.findall(r' id="([^"]+)"', text)
        assert sorted(found) == sorted(set(found)), name


def test_every_page_says_that_nobody_has_determined_anything_on_screen_and_in_print(
    dossier: dict[str, str],
) -> None:
    for text in dossier.values():
        head = text[text.index("<header") : text.index("</header>")]
        assert "WORKING DRAFT - machine-read, nobody has determined anything" in head
        assert "The valley of Sarn" in head
        assert "Chapeau 0.1.0" in head
        assert re.search(r'@bottom-left \{ content: "WORKING DRAFT', text)


def test_every_page_says_what_is_missing(dossier: dict[str, str]) -> None:
    assert all("missing" in text for text in dossier.values())


def test_nothing_is_loaded_and_no_script_of_a_source_becomes_script(dossier: dict[str, str]) -> None:
    for text in dossier.values():
        assert "default-src 'none'" in text
        assert "<script" not in text
        assert not re.search(r'(src|href)="(https?:|//|data:)', text)
        assert "@import" not in text
        assert "url(" not in text


def test_names_of_victims_and_witnesses_are_withheld_by_default(dossier: dict[str, str]) -> None:
    for text in dossier.values():
        for name in ("Torv", "Dole", "mira-dole", "anselm-torv"):
            assert name not in text
    assert any("[name of a victim]" in text and "[name of a witness]" in text for text in dossier.values())


def test_names_are_printed_when_a_person_chooses_so() -> None:
    text = rendered(names=True)["dossier.html"]
    assert "Anselm Torv" in text
    assert "a person chose so" in text


def test_an_officials_name_is_not_withheld(dossier: dict[str, str]) -> None:
    assert any("Brand Ister" in text for text in dossier.values())


def test_no_word_of_conviction_is_printed(dossier: dict[str, str]) -> None:
    for text in dossier.values():
        said = re.sub(r"Nobody is called guilty", "", text)
        assert not re.search(r"\b(proved|proven|guilty|convicted)\b", said, re.IGNORECASE)


def test_every_verdict_says_not_assessed_until_a_person_decides(dossier: dict[str, str]) -> None:
    verdicts = [
        t for text in dossier.values() for t in re.findall(r'<td data-label="Verdict"><strong>([^<]+)', text)
    ]
    assert len(verdicts) == len(list(case().findings()))
    assert set(verdicts) == {"not assessed"}


def test_one_origin_shows_one_card_and_its_copies_as_lines() -> None:
    text = rendered()["dossier.html"]
    incident = text[text.index('id="inc-market"') :]
    incident = incident[: incident.index("</section>")]
    assert incident.count("<blockquote") == 3
    assert "4 further tellings of the same origin" in incident


def test_what_a_person_accepted_is_marked_so() -> None:
    assert "accepted by a person" in rendered()["dossier.html"]


def test_tables_have_headers_and_pictures_have_words(dossier: dict[str, str]) -> None:
    for root in Pages(dossier.values()).roots:
        for table in root.iter("table"):
            assert list(table.iter("th"))
        for svg in root.iter("svg"):
            assert svg.get("aria-hidden") == "true" or (list(svg.iter("title")) and list(svg.iter("desc")))


def section(text: str, anchor: str) -> str:
    """One section of the page, from its id to the next section's."""
    begun = text[text.index(f'<section id="{anchor}"') :]
    return re.split(r'<section id="', begun[5:], maxsplit=1)[0]


def test_the_matrix_names_every_provision_once_and_gathers_the_silent_ones(dossier: dict[str, str]) -> None:
    matrix = html.fromstring("<section " + section(next(iter(dossier.values())), "matrix"))
    anchors = [e.get("id") for e in matrix.iter() if (e.get("id") or "").startswith("law-")]
    assert sorted(anchors) == sorted(f"law-{p.id}" for p in case().provisions())
    for row in matrix.xpath('.//tr[starts-with(@id, "law-")]'):
        assert row.xpath('.//a[contains(@class, "cellbox")]')


def test_an_empty_cell_says_so_to_a_screen_reader_and_is_no_link() -> None:
    matrix = html.fromstring("<section " + section(rendered()["dossier.html"], "matrix"))
    empty = matrix.find_class("empty")
    assert empty
    assert {(e.tag, e.text_content().strip()) for e in empty} == {("span", "nothing alleged")}


def test_each_column_stands_under_its_party() -> None:
    head = html.fromstring("<section " + section(rendered()["dossier.html"], "matrix")).find(".//thead")
    parties, periods = head.findall("tr")
    assert sum(int(th.get("colspan", 0)) for th in parties) == len(periods.findall("th"))


def test_what_is_told_without_a_date_is_called_so_and_comes_last() -> None:
    held = case()
    held.held["findings"] = [
        *held.held["findings"],
        *(
            replace(f, id=f"{f.id}-u", period=Period(), incidents_for=(), verdict=f.verdict)
            for f in held.held["findings"]
            if f.party == "act-sarn"
        ),
    ]
    (page,) = pages(held)
    head = html.fromstring("<section " + section("".join(page.parts), "matrix")).find(".//thead")
    own = [told.text for told in head.iter("span") if told.get("class") == "dated"]
    assert own.count("date not told") == 1
    assert own[own.index("date not told") - 1] != "date not told"
    assert "all dates" not in own


def test_every_finding_opens_with_a_sentence_and_nobody_has_decided(dossier: dict[str, str]) -> None:
    leads = [e for root in Pages(dossier.values()).roots for e in root.find_class("lead")]
    groups = {(f.party, f.provision, f.area) for f in case().findings()}
    assert len(leads) == len(groups)
    assert all(e.text_content().strip().endswith("nobody has decided.") for e in leads)
    assert all("alleged" in e.text_content() for e in leads)


def test_each_rule_is_printed_once_and_linked_where_it_set_a_field(dossier: dict[str, str]) -> None:
    whole = "".join(dossier.values())
    for rule in case().rules():
        assert whole.count(str(escape(rule.words))) == 1
    named = {r for f in case().findings() for r in f.rules} & {r.id for r in case().rules()}
    assert named
    for rule in named:
        assert f'#rule-{rule}"' in whole


def test_places_of_the_case_of_which_nothing_is_told_are_named() -> None:
    missing = section(rendered()["dossier.html"], "missing")
    assert "Uppersarn" in missing
    assert "Sarn valley" not in missing


def test_a_text_of_which_nothing_was_taken_and_a_lost_decision_are_named() -> None:
    missing = html.fromstring("<section " + section(rendered()["dossier.html"], "missing")).text_content()
    assert "Texts of which nothing was taken" in missing
    assert "is gone" in missing


def test_a_case_of_nothing_still_has_its_page_and_its_notice() -> None:
    held = case()
    for kind in held.held:
        if kind not in ("provisions", "rules"):
            held.held[kind] = []
    (page,) = pages(replace(held, determination=replace(held.determination, findings=(), replies=())))
    text = "".join(page.parts)
    assert "there is no matrix to show" in text
    assert "WORKING DRAFT" in text


def patterns_of(dossier: dict[str, str]) -> str:
    """The text with the patterns whole: the one page, or the folder's page for them."""
    return dossier.get("dossier/patterns.html") or next(iter(dossier.values()))


def test_every_pattern_is_drawn_or_listed_once_with_what_it_does_not_show(dossier: dict[str, str]) -> None:
    whole = patterns_of(dossier)
    for p in case().patterns():
        assert whole.count(f'id="{p.id}"') == 1
        if p.name.startswith("count."):
            continue
        own = html.fromstring(
            whole[whole.index(f'<section class="pattern" id="{p.id}"') :].split("</section>")[0]
        )
        assert p.cannot_show in own.text_content()
        assert list(own.iter("svg")), p.name
        assert all(r in own.text_content() for r in p.rivals)


def test_patterns_are_grouped_by_question_and_an_estimate_stands_in_a_place_of_its_own(
    dossier: dict[str, str],
) -> None:
    root = html.fromstring(patterns_of(dossier))
    held = {s.get("id"): {e.get("id") for e in s.find_class("pattern")} for s in root.find_class("patterns")}
    assert held["patterns-estimates"] == {"pat-undercount.chao"}
    assert held["patterns-large"] == {"pat-scale.killed", "pat-scale.killed.by_party"}
    assert "pat-method_recurs" in held["patterns-regular"]
    assert list(held)[-1] == "patterns-estimates"


def test_the_effect_is_said_before_p_and_whether_the_test_was_named_before() -> None:
    whole = html.fromstring(rendered()["dossier.html"])
    own = whole.get_element_by_id("pat-method_recurs").text_content()
    assert own.index("3 times what chance alone gives") < own.index("p = 0.001") < own.index("Named before results were seen, by N. Reader on 20 Apr 2031")  # fmt: skip
    other = whole.get_element_by_id("pat-victims_recur").text_content()
    assert "Exploratory" in other


def test_what_is_no_number_of_times_chance_is_set_beside_it() -> None:
    beside = Chance(
        statistic="correlation", low=-0.0104, middle=0.00017, high=0.011, effect=None, p=0.9, corrected=1.0, tests=6, draws=999
    )  # fmt: skip
    first = chance_words(beside)[0]
    assert first.endswith(
        "set beside what chance alone gives, not over it: 0.000 at the median, and in 95 of 100 draws -0.010 to 0.011."
    )
    assert "median of nothing" in chance_words(replace(beside, middle=0.0))[0]


def test_the_front_page_of_a_folder_links_to_each_pattern_and_does_not_repeat_it() -> None:
    made = rendered(most=3)
    front = made["dossier/index.html"]
    for p in case().patterns():
        if not p.name.startswith("count.") and ".by_" not in p.name:
            assert f'href="patterns.html#{p.id}"' in front
            assert p.chance is None or f"chance alone: {p.chance.low:g} to {p.chance.high:g}" in front
            assert p.cannot_show not in front


def test_a_pattern_that_rests_on_very_many_names_the_first_and_says_where_the_rest_stand() -> None:
    held = case()
    (first, *others) = held.held["patterns"]
    held.held["patterns"] = [replace(first, rests_on=first.rests_on * 300), *others]
    (page,) = pages(held)
    own = html.fromstring("".join(page.parts)).get_element_by_id(first.id)
    assert len(own.get("data-rests-on").split()) == 500
    assert "600 records" in own.text_content()
    assert "dossier.json" in own.text_content()


def test_a_figure_that_nobody_gives_is_not_called_none_at_all() -> None:
    held = case()
    held.held["patterns"] = [
        replace(p, low=None, rests_on=(), bars=()) for p in held.held["patterns"] if p.name == "scale.killed"
    ]
    (page,) = pages(held)
    own = html.fromstring("".join(page.parts)).get_element_by_id("pat-scale.killed").text_content()
    assert "no figure" in own
    assert "no people" not in own


def test_every_page_of_a_folder_has_a_heading_of_the_first_order_and_a_title_of_its_own() -> None:
    made = {page.name: html.fromstring("".join(page.parts)) for page in pages(case(), most=1)}  # type: ignore[arg-type]
    assert len(made) > 3
    assert all(len(root.findall(".//h1")) == 1 for root in made.values())
    titles = [root.findtext(".//title") for root in made.values()]
    assert len(set(titles)) == len(titles)


def test_a_time_element_says_its_time_to_machines(dossier: dict[str, str]) -> None:
    times = [time for page in dossier.values() for time in html.fromstring(page).findall(".//time")]
    assert times
    assert all(time.get("datetime") for time in times)
