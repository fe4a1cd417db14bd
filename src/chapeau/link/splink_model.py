"""How likely are two entries one person's? The model of Fellegi and Sunter, estimated and applied by Splink on DuckDB.

The only file that knows Splink. Rows go in sorted, DuckDB runs on one thread and samples with a fixed seed, so that
the same entries give the same model to the last digit. Where there are too few entries to estimate from, the
shipped chances of `people.yaml` stand, and the model says so.
"""

from __future__ import annotations

import logging
import math
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

import yaml

from chapeau.errors import NeedMissing
from chapeau.ground.identity import record_id
from chapeau.link.entries import COLUMNS, Entry
from chapeau.records import LikenessLevel, LikenessModel, Part, PersonLink, Score

LEAST_ENTRIES = 400
"""From so many entries on the chances are estimated. Set by hand, not measured: below, few pairs are one person's, and
the rarer levels would rest on a handful. `python -m bench people` prints how 30 people fare with the shipped ones."""
LEAST_FILLED = 0.02
"""Share of entries that must have a field for it to be compared where chances are estimated."""
SEED = 1
MAX_PAIRS = 1.1e6
"""Pairs that u is estimated on: with 1,480 entries all of them; with more, a sample. A level into which one pair in ten
thousand falls then rests on some hundred pairs. Five times as many gave the same figures on FEBRL 3."""
MACHINE: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "temp_directory": ""}
"""One thread, so that sums come in one order; and nothing of the entries is ever spilled to a disk."""
DIGITS = 4
"""Digits of what is kept: chances beyond them differ between machines by the order of additions alone."""
LEAST_TERM = 0.0001
"""A value is taken for no rarer than this when its rarity counts: one misspelling is not a rare name."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The model, and the pairs of entries from `low` on, in order of ids."""

    model: LikenessModel
    links: tuple[PersonLink, ...]


@cache
def settings() -> Mapping[str, Any]:
    """What `people.yaml` holds: comparisons with levels, blocking, thresholds."""
    loaded: dict[str, Any] = yaml.safe_load((files("chapeau.link") / "people.yaml").read_text("utf-8"))
    return loaded


def need_splink() -> str:
    """The versions of what compares entries. Raises NeedMissing."""
    try:
        import duckdb
        import splink
    except ImportError as error:
        raise NeedMissing(
            "Comparing lists of persons needs Splink and DuckDB.",
            hint="Install them: pip install 'chapeau[lists]'.",
        ) from error
    return f"Splink {splink.__version__}, DuckDB {duckdb.__version__}"


def scored(entries: Iterable[Entry]) -> Scored:
    """Every two entries that share a blocking key, compared; the model with all its chances. Raises NeedMissing."""
    made_by = need_splink()
    rows = sorted(entries, key=lambda e: e.id)
    compared = _comparisons(rows)
    if len(rows) < 2 or not compared:
        return Scored(_model(made_by, len(rows), 0, 0.0, (), ()), ())
    with _quiet():
        linker = _linker(rows, compared)
        estimated = len(rows) >= LEAST_ENTRIES
        notes = _estimate(linker, rows) if estimated else _shipped(linker, compared)
        number, pairs = _predicted(linker, float(settings()["low"]))
        levels = tuple(_levels(linker, compared))
        prior = float(linker.misc.save_model_to_json()["probability_two_random_records_match"])
    low, high = float(settings()["low"]), float(settings()["high"])
    links = (_link(p, compared, high) for p in pairs if p["match_probability"] >= low)
    ordered = tuple(sorted(links, key=lambda link: (link.left, link.right)))
    return Scored(_model(made_by, len(rows), number, prior, levels, notes), ordered)


# --- the model ------------------------------------------------------------------------------------------


def _comparisons(rows: Sequence[Entry]) -> list[dict[str, Any]]:
    """The comparisons whose fields enough entries have."""
    least = max(2, LEAST_FILLED * len(rows)) if len(rows) >= LEAST_ENTRIES else 2

    def filled(comparison: Mapping[str, Any]) -> bool:
        return any(sum(e.columns.get(f) is not None for e in rows) >= least for f in comparison["needs"])

    return [c for c in settings()["comparisons"] if filled(c)]


def _linker(rows: Sequence[Entry], compared: Sequence[Mapping[str, Any]]) -> Any:
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    connection = duckdb.connect(":memory:", config=MACHINE)
    _fill(connection, rows)
    api = DuckDBAPI(connection=connection)
    estimated = len(rows) >= LEAST_ENTRIES
    made = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=[_comparison(c, rare=estimated) for c in compared],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in settings()["blocking"]],
        probability_two_random_records_match=1 / max(len(rows), 2),
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=True,
        linker_uid="chapeau",
    )
    return Linker(
        api.register(connection.table("sorted_entries"), dataset_display_name="entries"), made, log_level=None
    )


def _fill(connection: Any, rows: Sequence[Entry]) -> None:
    import pyarrow

    kinds = {"VARCHAR": pyarrow.string(), "DOUBLE": pyarrow.float64(), "INTEGER": pyarrow.int32()}
    arrays = {"unique_id": pyarrow.array([e.id for e in rows], pyarrow.string())}
    for name, kind in COLUMNS.items():
        arrays[name] = pyarrow.array([e.columns.get(name) for e in rows], kinds[kind])
    connection.register("given_entries", pyarrow.table(arrays))
    connection.execute("CREATE TABLE sorted_entries AS SELECT * FROM given_entries ORDER BY unique_id")


def _comparison(c: Mapping[str, Any], *, rare: bool) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": c["unless"], "label_for_charts": "not said", "is_null_level": True}
    ]
    for level in c["levels"]:
        condition = "ELSE" if level["when"] == "else" else level["when"]
        made = {
            "sql_condition": condition,
            "label_for_charts": level["words"],
            "m_probability": level["m"],
            "u_probability": level["u"],
        }
        if level.get("fixed"):
            made |= {"fix_m_probability": True, "fix_u_probability": True}
        if rare and level.get("rare"):
            made |= {
                "tf_adjustment_column": level["rare"],
                "tf_minimum_u_value": LEAST_TERM,
                "disable_tf_exact_match_detection": True,
            }
        levels.append(made)
    return {
        "output_column_name": _column(c),
        "comparison_description": c["name"],
        "comparison_levels": levels,
    }


def _column(c: Mapping[str, Any]) -> str:
    return "".join(ch if ch.isalnum() else "_" for ch in str(c["name"]))


def _estimate(linker: Any, rows: Sequence[Entry]) -> tuple[str, ...]:
    """The prior from pairs that are certain, u from random pairs, m by expectation and maximisation."""
    from splink import block_on

    notes: list[str] = []
    prior = _prior(rows)
    linker._settings_obj._probability_two_random_records_match = prior
    linker.training.estimate_u_using_random_sampling(
        max_pairs=MAX_PAIRS, seed=SEED, min_count_per_level=None, num_chunks=1
    )
    for rule in settings()["training"]:
        if _shared(rows, rule) < 2:
            notes.append(f"no two entries share {' and '.join(rule)}: not estimated on")
            continue
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*rule), estimate_without_term_frequencies=True
        )
    _bound(linker)
    return tuple(notes)


LEAST_M, LEAST_U = 0.005, 0.000005
"""No chance is taken for less, however it was estimated: that no pair of one person's had another sex among some
hundred does not make it impossible."""


def _bound(linker: Any) -> None:
    for comparison in linker._settings_obj.comparisons:
        for level in comparison.comparison_levels:
            if level.is_null_level:
                continue
            if isinstance(level.m_probability, float):
                level.m_probability = min(1 - LEAST_M, max(LEAST_M, level.m_probability))
            if isinstance(level.u_probability, float):
                level.u_probability = max(LEAST_U, level.u_probability)


def _shipped(linker: Any, compared: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The shipped chances, but u of what an event has in common at least as it is among these entries."""
    linker.training.estimate_u_using_random_sampling(
        max_pairs=MAX_PAIRS, seed=SEED, min_count_per_level=None, num_chunks=1
    )
    for c, comparison in zip(compared, linker._settings_obj.comparisons, strict=True):
        levels = [level for level in comparison.comparison_levels if not level.is_null_level]
        for given, level in zip(c["levels"], levels, strict=True):
            observed = level.u_probability if isinstance(level.u_probability, float) else 0.0
            agrees = c.get("context") and given["when"] != "else"
            level.m_probability = given["m"]
            level.u_probability = max(given["u"], min(observed, MOST_U)) if agrees else given["u"]
    return (
        f"fewer than {LEAST_ENTRIES} entries: shipped chances; u of place, day and sex as among these entries",
    )


MOST_U = 0.9
"""Where all entries share a place or day, sharing it still speaks a little for one person, and never against."""

RECALL = 0.6
"""Share of one person's pairs that the certain rules are taken to find: what they find over this is the prior. Set by hand,
towards a low prior: of the made lists' pairs (seeds 1 to 3) they find 0.3, and of lists with identity numbers more."""


def _prior(rows: Sequence[Entry]) -> float:
    certain: set[tuple[str, str]] = set()
    for rule in settings()["certain"]:
        for ids in _groups(rows, rule).values():
            certain.update(combinations(ids[:50], 2))
    total = len(rows) * (len(rows) - 1) / 2
    return min(0.5, max(len(certain), 1) / RECALL / total)


def _shared(rows: Sequence[Entry], rule: Sequence[str]) -> int:
    return sum(len(ids) * (len(ids) - 1) // 2 for ids in _groups(rows, rule).values())


def _groups(rows: Sequence[Entry], rule: Sequence[str]) -> dict[tuple[Any, ...], list[str]]:
    groups: dict[tuple[Any, ...], list[str]] = {}
    for e in rows:
        key = tuple(e.columns.get(name) for name in rule)
        if None not in key:
            groups.setdefault(key, []).append(e.id)
    return groups


def _predicted(linker: Any, low: float) -> tuple[int, list[dict[str, Any]]]:
    """How many pairs were compared, and those from `low` on."""
    blocked = linker.inference.compute_blocked_pairs_for_predict().as_duckdbpyrelation()
    compared = int(blocked.aggregate("count(*)").fetchall()[0][0])
    found = linker.inference.predict(threshold_match_probability=low, warning_mode="never")
    return compared, list(found.as_record_list())


def _levels(linker: Any, compared: Sequence[Mapping[str, Any]]) -> Iterator[LikenessLevel]:
    for c, made in zip(compared, linker._settings_obj.comparisons, strict=True):
        kept = [level for level in made.comparison_levels if not level.is_null_level]
        for given, level in zip(c["levels"], kept, strict=True):
            m, u = _chance(level.m_probability), _chance(level.u_probability)
            changed = (m, u) != (given["m"], given["u"]) and not given.get("fixed")
            yield LikenessLevel(
                comparison=c["name"],
                level=given["words"],
                m=m,
                u=u,
                weight=round(math.log2(m / u), 2) if m and u else 0.0,
                by="estimated" if changed else "shipped",
            )


def _chance(value: Any) -> float:
    return float(f"{value:.{DIGITS}g}") if isinstance(value, (int, float)) else 0.0


def _model(
    made_by: str,
    entries: int,
    pairs: int,
    prior: float,
    levels: tuple[LikenessLevel, ...],
    notes: tuple[str, ...],
) -> LikenessModel:
    return LikenessModel(
        id=record_id(
            "model", made_by, entries, pairs, *(f"{x.comparison} {x.level} {x.m} {x.u}" for x in levels)
        ),
        made_by=made_by,
        entries=entries,
        pairs=pairs,
        prior=_chance(prior),
        low=float(settings()["low"]),
        high=float(settings()["high"]),
        blocking=tuple(" and ".join(rule) for rule in settings()["blocking"]),
        levels=levels,
        notes=notes,
    )


# --- one pair -------------------------------------------------------------------------------------------


def _link(pair: Mapping[str, Any], compared: Sequence[Mapping[str, Any]], high: float) -> PersonLink:
    left, right = sorted((str(pair["unique_id_l"]), str(pair["unique_id_r"])))
    value = round(float(pair["match_probability"]), DIGITS)
    found = [(c, level) for c in compared if (level := _level(pair, c)) is not None]
    asks = any(level.get("asks") for _, level in found) and not any(
        level.get("answers") for _, level in found
    )
    return PersonLink(
        left=left,
        right=right,
        score=Score(value=value, parts=tuple(_part(pair, c, level) for c, level in found)),
        state="one_person" if value >= high and not asks else "for_a_person_to_decide",
    )


def _level(pair: Mapping[str, Any], c: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The level into which a pair falls; None where one of them does not say."""
    gamma = int(pair[f"gamma_{_column(c)}"])
    levels: Sequence[Mapping[str, Any]] = c["levels"]
    return None if gamma < 0 else levels[len(levels) - 1 - gamma]


def _part(pair: Mapping[str, Any], c: Mapping[str, Any], level: Mapping[str, Any]) -> Part:
    """One comparison of a pair: its weight in bits, rarity included."""
    column = _column(c)
    weight = float(pair[f"mw_{column}"])
    rare = pair.get(f"mw_tf_adj_{column}")
    words = str(level["words"])
    if rare is not None and abs(rare) >= 0.5:
        words += f", {'rare' if rare > 0 else 'common'} in these lists"
        weight += float(rare)
    return Part(name=str(c["name"]), value=round(weight, 2), why=words, left="", right="")


@contextmanager
def _quiet() -> Iterator[None]:
    """Splink tells its progress and doubts as log lines; what matters of them stands in the model."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)
