"""A method told with one party more often than chance would have it: against statsmodels, exactly, and by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import numpy as np
import pytest
from scipy.stats import hypergeom
from statsmodels.stats.contingency_tables import StratifiedTable

from chapeau.weigh.concentration import Pairing, concentration
from chapeau.weigh.dealing import Outcome, Refused
from chapeau.weigh.told import Rows, Told
from tests.weigh.made import told

ONE = Pairing(label="methods", group="parties", one_label="burning", one_group="Orvania")
ANY = Pairing(label="methods", group="parties")
TABLES = {"Halvern": (7, 3, 4, 9), "Tessick": (5, 2, 6, 8), "Ostrey": (3, 1, 2, 6)}
"""By place: burning by Orvania, beating by Orvania, burning by Sundrel, beating by Sundrel."""


def rows(tables: dict[str, tuple[int, int, int, int]]) -> Rows:
    cells = [("burning", "Orvania"), ("beating", "Orvania"), ("burning", "Sundrel"), ("beating", "Sundrel")]
    made: list[Told] = []
    for place, counts in tables.items():
        for (method, party), count in zip(cells, counts, strict=True):
            made += [
                told(f"{place}{len(made)}{n}", n, place, method=method, party=party) for n in range(count)
            ]
    return Rows(made)


def found(made: Rows, pairing: Pairing = ONE) -> Outcome:
    outcome = concentration(made, pairing, "test")
    assert isinstance(outcome, Outcome)
    return outcome


def test_expectation_and_spread_are_those_of_mantel_and_haenszel() -> None:
    outcome = found(rows(TABLES))
    stacked = StratifiedTable([np.array([[a, b], [c, d]]) for a, b, c, d in TABLES.values()])
    chi2 = (outcome.figure - outcome.drawn.mean()) ** 2 / outcome.drawn.var()
    assert outcome.figure == 15
    assert chi2 == pytest.approx(stacked.test_null_odds().statistic, rel=0.15)


def test_the_share_is_that_of_all_dealings_counted_exactly() -> None:
    laws = [hypergeom(a + b + c + d, a + c, a + b).pmf(np.arange(40)) for a, b, c, d in TABLES.values()]
    exact = reduce(np.convolve, laws)[15:].sum()
    assert found(rows(TABLES)).p == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / 999))


def test_a_party_that_is_told_at_one_place_alone_is_not_far_from_chance_there() -> None:
    """Burning is told at Halvern and nowhere else, and so is Orvania: within the place nothing is dealt otherwise."""
    apart = {"Halvern": (20, 0, 10, 0), "Tessick": (0, 0, 0, 30)}
    refused = concentration(rows(apart), ONE, "test")
    assert isinstance(refused, Refused)
    assert "could be dealt otherwise" in refused.why


def test_of_many_pairs_the_furthest_is_shown_and_its_share_counts_them_all() -> None:
    others = [told(f"o{n}", n, method="shooting", party=("Orvania", "Sundrel")[n % 2]) for n in range(12)]
    made = Rows((*rows(TABLES).told, *others))
    alone = replace(ONE, one_label="beating", one_group="Sundrel")
    one, any_of_six = found(made, alone), found(made, ANY)
    assert any_of_six.words.startswith(
        "'beating' (method) with 'Sundrel' (party), furthest above chance of 6"
    )
    assert any_of_six.figure == one.figure
    assert any_of_six.p > one.p
    assert {b.label for b in any_of_six.bars} >= {"burning: Orvania", "shooting: Sundrel"}


def test_incidents_without_a_method_or_a_party_are_not_asked() -> None:
    silent = [told(f"s{n}", n, method=None, party="Orvania") for n in range(50)]
    with_silent = found(Rows((*rows(TABLES).told, *silent)))
    assert with_silent.figure == found(rows(TABLES)).figure
    assert "Of 56 incidents that tell both" in with_silent.words


def test_too_few_incidents_are_refused_in_words() -> None:
    refused = concentration(rows({"Halvern": (2, 1, 1, 1)}), ONE, "test")
    assert refused == Refused(why="too few: 5 incidents tell both, needs 12")


def test_it_rests_on_all_that_are_asked_and_its_bars_on_those_that_tell_the_pair() -> None:
    outcome = found(rows(TABLES))
    assert outcome.rests_on == rows(TABLES).ids
    assert len(outcome.bars[0].rests_on) == outcome.figure


def test_its_interval_holds_the_figure() -> None:
    outcome = found(rows(TABLES))
    assert outcome.low is not None
    assert outcome.high is not None
    assert outcome.low < outcome.figure < outcome.high


def test_where_no_label_is_told_often_enough_all_pairs_are_refused() -> None:
    each = Rows(told(f"i{n}", n, method=f"method {n // 4}", party="Orvania") for n in range(24))
    assert concentration(each, ANY, "test") == Refused(why="too few: no label is told in 5 incidents")
