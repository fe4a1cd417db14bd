"""All tests of a case: named or exploratory, corrected in their class, refused in words, and worded as no law."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from random import Random

import pytest

from chapeau.assess.findings import Material
from chapeau.ground.settings import TestSetting
from chapeau.records import Act, Incident, Method, Pattern
from chapeau.weigh.dealing import holm
from chapeau.weigh.regularity import SUMMARY, regularity
from chapeau.weigh.told import Who
from tests.link.material import act
from tests.weigh.made import incident

LEGAL = re.compile(
    r"systematic|widespread|organi[sz]ed|polic(y|ies)\b|prove[sn]?\b|proof|guilt|crime|genocid", re.I
)
FAMILIES = ("detention", "torture", "killing", "attack")
TOWNS = ("Halvern", "Tessick", "Ostrey")
NAMED = TestSetting(
    name="burning by Orvania", asks="concentration", method="burning", party="Orvania", named_by="A. Analyst",
    named_on="2031-02-20", hypothesis="A systematic policy of Orvania.",
)  # fmt: skip


def case() -> tuple[list[Incident], dict[str, Act]]:
    """A hundred and twenty incidents: Orvania burns at every place, others beat; each told by one act."""
    made, acts = [], {}
    for n in range(120):
        party = "Orvania" if n % 2 else "Sundrel"
        key = "burning" if party == "Orvania" and n % 3 else "beating"
        told = Method(start=0, end=1, text=key, kind="method", key=key)
        acts[f"a-{n:03}"] = act(f"a-{n:03}", f"d{n}", methods=(told,))
        made.append(
            incident(
                f"{n:03}",
                (n * 37) % 100,
                TOWNS[n * 7 % 3],
                FAMILIES[n * 5 % 4],
                parties=(party,),
                origins=(f"o{n}",),
            )
        )
    return made, acts


def found(
    tests: tuple[TestSetting, ...] = (),
    incidents: list[Incident] | None = None,
    acts: dict[str, Act] | None = None,
    untold: tuple[str, ...] = (),
) -> dict[str, Pattern]:
    made, told = case()
    these, those = incidents if incidents is not None else made, acts or told
    return {p.name: p for p in regularity(these, those, {a: (f"o{a}",) for a in those}, Who(), tests, untold)}


@pytest.fixture(scope="module")
def all_of_it() -> dict[str, Pattern]:
    return found((NAMED, replace(NAMED, name="beating by Sundrel", method="beating", party="Sundrel")))


def test_every_figure_stands_beside_what_chance_alone_gives(all_of_it: dict[str, Pattern]) -> None:
    tested = [p for p in all_of_it.values() if p.name != SUMMARY]
    assert len(tested) > 12
    for p in tested:
        assert p.chance is not None
        assert p.value is not None
        assert p.chance.low <= p.chance.middle <= p.chance.high
        assert p.null_hypothesis
        assert p.cannot_show
        assert p.rivals
        assert p.bars


def by_chance_alone(seed: int) -> dict[str, Pattern]:
    """Sixty incidents on any day, of any kind, in one of three towns thirty kilometres apart."""
    draws, made = Random(seed), []
    for n in range(60):
        one = incident(f"{n:02}", draws.randrange(90), TOWNS[n % 3], draws.choice(FAMILIES))
        made.append(replace(one, place=replace(one.place, lat=-45 + 0.3 * (n % 3))))  # type: ignore[type-var]
    return found(incidents=made, acts={"none": case()[1]["a-000"]})


def test_of_chance_alone_no_effect_is_below_nothing_or_ten_times_and_more() -> None:
    """Over something near nothing any figure is many times as much, or less than nothing."""
    for seed in range(12):
        effects = {name: p.chance.effect for name, p in by_chance_alone(seed).items() if p.chance}
        assert effects.pop("space_time.mantel") is None
        assert len(effects) > 8
        assert [e for e in effects.values() if e is not None and not 0 <= e < 10] == []


def test_the_effect_is_as_many_times_what_chance_gives_as_the_figures_in_the_words_are(
    all_of_it: dict[str, Pattern],
) -> None:
    figures = re.compile(r"told of ([\d,]+), where chance alone gives ([\d,]+) ")
    said = {p.name: figures.search(p.words) for p in all_of_it.values()}
    assert sum(m is not None for m in said.values()) > 4
    for name, m in said.items():
        if m:
            told, middle = (float(n.replace(",", "")) for n in m.groups())
            effect = all_of_it[name].chance.effect  # type: ignore[union-attr]
            assert effect == (pytest.approx(told / middle) if middle else None)


def test_a_correlation_stands_beside_what_chance_gives_and_not_over_it() -> None:
    all_of_it = by_chance_alone(0)
    mantel = all_of_it["space_time.mantel"]
    assert re.search(
        r"correlate by -?0\.\d{3}, where chance alone gives -?0\.\d{3} \(-?0\.\d{3} to ", mantel.words
    )
    assert " times " not in mantel.words
    assert "space_time.mantel" not in [b.label for b in all_of_it[SUMMARY].bars]


def test_words_give_the_effect_before_the_share(all_of_it: dict[str, Pattern]) -> None:
    for p in all_of_it.values():
        if p.chance:
            assert p.words.index("chance alone gives") < p.words.index("lie at least as far off")


def test_no_pattern_is_worded_as_law(all_of_it: dict[str, Pattern]) -> None:
    told = [p.words for p in (*all_of_it.values(), *found((NAMED,), incidents=case()[0][:3]).values())]
    assert not [words for words in told if LEGAL.search(words)]


def test_named_tests_are_corrected_among_themselves_and_exploratory_ones_too(
    all_of_it: dict[str, Pattern],
) -> None:
    for kind in ("before", "exploratory"):
        those = [p.chance for p in all_of_it.values() if p.chance and p.chance.named == kind]
        assert {c.tests for c in those} == {len(those)}
        assert [c.corrected for c in those] == list(holm([c.p for c in those]))
    assert all_of_it["test.burning by Orvania"].chance.tests == 2  # type: ignore[union-attr]


def test_a_named_test_says_who_named_it_when_and_what_was_supposed(all_of_it: dict[str, Pattern]) -> None:
    p = all_of_it["test.burning by Orvania"]
    assert p.chance is not None
    assert (p.chance.named, p.chance.named_by, p.chance.named_on) == ("before", "A. Analyst", "2031-02-20")
    assert p.chance.corrected <= 0.01
    assert "'A systematic policy of Orvania.'" in (p.null_hypothesis or "")
    assert all_of_it["concentration.methods_by_parties"].chance.named == "exploratory"  # type: ignore[union-attr]


def test_naming_a_test_changes_no_exploratory_figure(all_of_it: dict[str, Pattern]) -> None:
    for name, p in found().items():
        if name != SUMMARY:
            assert p == all_of_it[name]


def test_too_few_incidents_are_refused_in_words_and_counted() -> None:
    few = found((NAMED,), incidents=case()[0][:5])
    assert set(few) == {"test.burning by Orvania", SUMMARY}
    assert few["test.burning by Orvania"].value is None
    assert few["test.burning by Orvania"].words == "Not computed: too few: 5 incidents tell both, needs 12."
    assert "were not computed: too few" in few[SUMMARY].words


def test_what_is_told_too_coarsely_is_named_as_left_out() -> None:
    made, acts = case()
    undated = incident("u", time=None)
    total = incident("t", extent="aggregate")
    p = found(incidents=[*made, undated, total], acts=acts)["concentration.methods_by_parties"]
    assert p.left_out == ("inc-t", "inc-u")


def test_a_test_of_printed_days_names_those_that_were_worked_out_as_left_out() -> None:
    made, acts = case()
    worked_out = {f"inc-{n:03}" for n in range(0, 120, 5)}
    those = [replace(i, time=replace(i.time, inferred=i.id in worked_out)) for i in made if i.time]
    printed = replace(
        NAMED, asks="burst", method=None, party=None, low="2031-03-01", high="2031-06-08", printed_days=True
    )
    figures = found((printed, replace(printed, name="all", printed_days=False)), those, acts)
    assert set(figures["test.burning by Orvania"].left_out) == worked_out
    assert figures["test.all"].left_out == ()
    assert not worked_out & set(figures["test.burning by Orvania"].rests_on)
    assert any("24 of 120 follow from a text's own date" in a for a in figures["test.all"].assumptions)


def test_the_order_of_incidents_changes_nothing() -> None:
    made, acts = case()
    assert found(incidents=made[::-1], acts=dict(reversed(acts.items()))) == found()


def test_copies_denials_and_threats_move_no_figure() -> None:
    made, acts = case()
    first = acts["a-007"]
    acts["z-copy"] = replace(first, id="z-copy", document="z")
    acts["z-denial"] = replace(first, id="z-denial", document="y", certainty="denied", methods=())
    at = next(n for n, i in enumerate(made) if i.id == "inc-007")
    made[at] = replace(made[at], acts=("a-007", "z-copy", "z-denial"))
    made.append(incident("threat", 3, "Tessick", "killing", certainty="threatened", acts=("a-threat",)))
    resting = {a: (f"o{a}",) for a in acts} | {"z-copy": ("oa-007",)}
    assert {p.name: p for p in regularity(made, acts, resting, Who())} == found()


def test_an_uncertain_link_is_carried_through() -> None:
    made, acts = case()
    twice = [replace(made[n], id=f"inc-twice{n}", acts=(f"a-{n:03}",)) for n in (2, 8)]
    figures = found(incidents=[*made, *twice], acts=acts)
    over = figures["dispersion.weeks"].over_linkages
    assert over is not None
    assert over.low <= (figures["dispersion.weeks"].value or 0) <= over.high
    burning = figures["concentration.methods_by_parties"].over_linkages
    assert burning is not None
    assert burning.low < burning.high == figures["concentration.methods_by_parties"].value
    assert "what is told of one place, day and kind joined" in burning.words


def test_findings_are_made_of_material_without_patterns() -> None:
    assert not [f.name for f in fields(Material) if "pattern" in f.name or "Pattern" in str(f.type)]
