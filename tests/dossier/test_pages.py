from __future__ import annotations

import re
from pathlib import Path

import pytest

from chapeau.dossier.pages import pages
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
