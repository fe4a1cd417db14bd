"""What no list saw, in the dossier: every method beside the others or the reason why none is given, and never in a count."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import html
from lxml.html import HtmlElement

from chapeau.dossier.exports import dossier_json
from chapeau.dossier.pages import pages
from chapeau.records import CasualtyList, Estimate, Person, Undercounted
from tests.dossier.fixture import Held, case
from tests.dossier.walk import Pages

ALL = ("Nobody came or left.", "Everybody could have come onto each list.")
REFUSED = Estimate(
    method="loglinear_independent", estimate=None, low=None, high=None, refused="Dependent: A and B.", assumptions=("Nothing ties lists.", *ALL),
)  # fmt: skip
GIVEN = (
    Estimate(method="chao_lower_bound", estimate=931, low=840, high=1070, refused=None, assumptions=("A lower bound.", *ALL)),
    REFUSED,
    Estimate(method="latent_classes_lcmcr", estimate=1480, low=1015, high=2730, refused=None, assumptions=("A few kinds.", *ALL)),
)  # fmt: skip
MADE = Undercounted(
    left_out=(),
    id="undercount-1", lists=("list-a", "list-b", "list-c"), scope="killed in Halvern, March 2031", declared_by="A. Analyst",
    observed=612, several=88, joined=604, seed=1, refused=None, estimates=GIVEN,
)  # fmt: skip


def with_lists(made: Undercounted) -> Held:
    whole = case()
    whole.held["lists"] = [
        CasualtyList(id=i, source="src", name=i[-1].upper(), scope=MADE.scope, inclusion="named", columns=(), rows=300, digest="", entered_by="A. Analyst")
        for i in MADE.lists
    ]  # fmt: skip
    whole.held["persons"] = [Person(id="person-1", name="Ada Orlo", names=("Ada Orlo",), listed=("row-1", "row-2"), victims=(), lists=("list-a", "list-b"), acts=(), incidents=())]  # fmt: skip
    whole.held["undercounts"] = [made]
    return whole


def shown(whole: Held) -> HtmlElement:
    (page,) = pages(whole, names=True)
    return html.fromstring("".join(page.parts)).get_element_by_id("undercount")


def told(section: HtmlElement) -> str:
    return " ".join(section.text_content().split())


def test_every_method_stands_with_its_figure_its_interval_and_what_it_assumes() -> None:
    section = shown(with_lists(MADE))
    rows = [[" ".join(c.text_content().split()) for c in r] for r in section.iterfind(".//tbody/tr")]
    assert rows == [
        ["At least (Chao's lower bound)", "931", "840 to 1,070", "A lower bound."],
        ["Log-linear, independent lists", "refused", "Dependent: A and B."],
        ["Latent classes (LCMCR)", "1,480", "1,015 to 2,730", "A few kinds."],
    ]
    assert [li.text_content() for li in section.iterfind(".//ul/li")] == list(ALL)


def test_the_spread_is_said_and_drawn_and_no_figure_stands_alone() -> None:
    section = shown(with_lists(MADE))
    assert "From 931 to 1,480 between 2 methods, their 95 % intervals from 840 to 2,730." in told(section)
    assert "They enter no count, no pattern and no finding" in told(section)
    (drawn,) = section.iterfind(".//svg")
    assert {t.text for t in drawn.iter("text")} >= {"612 observed", "Log-linear, independent lists: refused", "Latent classes (LCMCR): 1,480"}  # fmt: skip


def test_one_figure_that_has_nothing_beside_it_says_so() -> None:
    alone = replace(MADE, estimates=(GIVEN[0], REFUSED))
    assert "One method alone gives a figure, 931, and nothing stands beside it" in told(
        shown(with_lists(alone))
    )


@pytest.mark.parametrize(
    "made",
    [
        replace(MADE, estimates=(), refused="The lists do not declare one scope (A: here; B: there)."),
        replace(MADE, estimates=tuple(replace(REFUSED, method=m, refused="The lists do not declare one scope (A: here; B: there).") for m in ("a", "b"))),
    ],
)  # fmt: skip
def test_a_refusal_says_why_once_and_draws_nothing(made: Undercounted) -> None:
    section = shown(with_lists(made))
    assert told(section).count("The lists do not declare one scope (A: here; B: there).") == 1
    assert list(section.iter("svg", "table")) == []


def test_lists_left_out_are_counted_where_there_are_any() -> None:
    assert "Drawn from news" not in told(shown(with_lists(MADE)))
    section = shown(with_lists(replace(MADE, left_out=("list-d",))))
    (left_out,) = (
        dt.getnext()
        for dt in section.iter("dt")
        if dt.text == "Drawn from news, by which nothing is estimated"
    )
    assert left_out is not None
    assert left_out.text_content() == "one list"


def test_each_figure_of_it_leads_to_the_lists_and_no_digit_stands_loose() -> None:
    (page,) = pages(with_lists(MADE))
    walked = Pages(["".join(page.parts)])
    own = walked.by_id["undercount"]
    for figure in (e for e in own.iter() if e.get("data-from") is not None):
        assert walked.ends(figure.get("data-from").split()) == (set(MADE.lists), set())
    assert not [d for d in walked.loose_digits() if any(w in d for w in ("931", "612", "95 %", "2,730"))]


def test_no_count_pattern_or_finding_knows_of_it() -> None:
    without, whole = with_lists(MADE), with_lists(MADE)
    without.held["undercounts"] = []
    before, after = (json.loads(b"".join(dossier_json(v))) for v in (without, whole))
    assert after.pop("undercounts")[0]["observed"] == 612
    assert before.pop("undercounts") == []
    after["counts"].pop("undercounts"), before["counts"].pop("undercounts")
    assert before == after


def test_a_case_without_lists_has_no_such_section() -> None:
    (page,) = pages(case())
    assert 'id="undercount"' not in "".join(page.parts)
