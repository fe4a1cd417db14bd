"""Which tests are made? Those that a person named before results were seen, and a few that the program tries by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from chapeau.ground.dates import day
from chapeau.ground.identity import record_id
from chapeau.ground.names import folded
from chapeau.ground.settings import Asks, PeriodSetting, TestSetting
from chapeau.weigh import bursts, concentration, dispersion, sequence, space_time
from chapeau.weigh.concentration import Pairing
from chapeau.weigh.dealing import LEAST, Outcome, Refused
from chapeau.weigh.sequence import Chain
from chapeau.weigh.space_time import Near
from chapeau.weigh.stretch import OPEN, Span, fullest
from chapeau.weigh.told import Field, Need, Rows, Told, anything, has_family

Answer = Outcome | Refused
Ask = Callable[[Rows], Answer]

KINDS_TRIED = 5
"""Kinds of deed that are tried one by one, the most told first: each further one weakens all others."""

COMPARED: tuple[tuple[Field, Field], ...] = (
    ("methods", "parties"), ("methods", "units"), ("methods", "place_kinds"),
    ("victims", "parties"), ("victims", "units"), ("victims", "place_kinds"),
    ("place_kinds", "parties"), ("place_kinds", "units"),
)  # fmt: skip
"""Labels that are dealt anew, and the groups that they are told with."""

UNITS: dict[Asks, str] = {
    "concentration": "incidents",
    "sequence": "incidents",
    "space_time": "pairs of incidents",
    "mantel": "correlation",
    "burst": "incidents",
    "over_dispersion": "times the mean",
    "evenness": "of 1",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One test before it is made: of which rows it is asked, and all that can be said of it without looking."""

    name: str
    asks: Asks
    needs: tuple[Need, ...]
    null: str
    assumptions: tuple[str, ...]
    cannot_show: str
    named: TestSetting | None = None
    keep: Callable[[Told], bool] = anything

    @property
    def id(self) -> str:
        """The pattern's id, which also seeds its draws."""
        return record_id("pat", self.name)

    def of(self, rows: Rows) -> Rows:
        """The rows of which it is asked: told finely enough, and meant."""
        return rows.with_all(self.needs).only(self.keep)


def answered(
    rows: Rows, named: Sequence[TestSetting], periods: Sequence[PeriodSetting] = ()
) -> Iterator[tuple[Question, Answer]]:
    """Every test with its answer: the named ones first, in order of name."""
    for setting in sorted(named, key=lambda t: t.name):
        yield from _named(rows, setting)
    yield from _concentrations(rows)
    yield from _sequences(rows)
    yield from _in_space_and_time(rows)
    yield from _in_period(rows, periods)


# --- tried by the program: exploratory ---------------------------------------------------------------


def _concentrations(rows: Rows) -> Iterator[tuple[Question, Answer]]:
    for label, group in COMPARED:
        pairing = Pairing(label=label, group=group)
        question = _of_pairing(f"concentration.{label}_by_{group}", pairing)
        yield question, concentration.concentration(question.of(rows), pairing, question.id)


def _sequences(rows: Rows) -> Iterator[tuple[Question, Answer]]:
    chains = sequence.usual_chains()
    questions = [
        _of_sequence(f"sequence.{chain.name.replace(', ', '_').replace(' ', '_')}") for chain in chains
    ]
    yield from zip(
        questions, sequence.sequences(rows.with_all(("day", "place")), chains, "sequences"), strict=True
    )


def _in_space_and_time(rows: Rows) -> Iterator[tuple[Question, Answer]]:
    pointed = rows.with_all(("day", "point"))
    for name, families in (("all", ()), *_commonest(pointed)):
        question = replace(_of_space(f"space_time.{name}"), keep=has_family(families))
        yield question, space_time.knox(question.of(rows), Near(), question.id)
    question = _of_space("space_time.mantel", "mantel")
    yield question, space_time.mantel(pointed, Near(), question.id)


def _in_period(rows: Rows, periods: Sequence[PeriodSetting]) -> Iterator[tuple[Question, Answer]]:
    """What is tried in time: where the settings name periods, of the fullest of them alone."""
    period = fullest(rows.with_all(("day",)), periods)
    if period is None:
        yield from _in_time(rows)
        return
    for question, answer in _in_time(rows.only(period)):
        yield replace(question, keep=period, assumptions=(*question.assumptions, period.words)), answer


def _in_time(rows: Rows) -> Iterator[tuple[Question, Answer]]:
    dated, placed = rows.with_all(("day",)), rows.with_all(("day", "place"))
    question = _of_time("bursts.all", "burst")
    yield question, bursts.bursts(dated, Span(), question.id)
    kinds = _commonest(placed)
    found = bursts.bursts_of_kinds(placed, [families for _, families in kinds], Span(), "bursts")
    yield from zip((_of_kind(f"bursts.{name}") for name, _ in kinds), found, strict=True)
    question = _of_time("dispersion.weeks", "over_dispersion")
    yield question, dispersion.over_dispersion(dated, Span(), question.id)
    question = _of_time("evenness.weeks", "evenness")
    yield question, dispersion.more_even(dated, Span(), question.id)


def _commonest(rows: Rows) -> list[tuple[str, tuple[str, ...]]]:
    told = Counter(family for t in rows.told for family in t.families)
    often = sorted((f for f, n in told.items() if n >= LEAST), key=lambda f: (-told[f], f))
    return [(f, (f,)) for f in sorted(often[:KINDS_TRIED])]


# --- named by people ----------------------------------------------------------------------------------


def _named(rows: Rows, test: TestSetting) -> Iterator[tuple[Question, Answer]]:
    question, ask = _asked_by(test)
    question = replace(question, keep=_meant(test))
    yield question, ask(question.of(rows))


def _asked_by(test: TestSetting) -> tuple[Question, Ask]:
    name = f"test.{test.name}"
    span = Span(low=_ordinal(test.low), high=_ordinal(test.high))
    seed = record_id("pat", name)
    if test.asks == "concentration":
        pairing = _pairing(test)
        return _of_pairing(name, pairing, test), lambda r: concentration.concentration(r, pairing, seed)
    if test.asks == "sequence":
        days = sequence.DAYS if test.days is None else test.days
        chain = Chain(name=test.name, steps=tuple((f,) for f in test.families), days=days)
        return _of_sequence(name, test), lambda r: sequence.sequences(r, [chain], seed)[0]
    if test.asks in ("space_time", "mantel"):
        return _of_space(name, test.asks, test), _near(test, seed)
    if test.asks == "burst" and test.families:
        return _of_kind(name, test), lambda r: next(bursts.bursts_of_kinds(r, [test.families], span, seed))
    of_time = {"burst": bursts.bursts, "over_dispersion": dispersion.over_dispersion}
    ask = of_time.get(test.asks, dispersion.more_even)
    return _of_time(name, test.asks, test), lambda r: ask(r, span, seed)


def _near(test: TestSetting, seed: str) -> Ask:
    near = Near(km=test.km or space_time.KM, days=space_time.DAYS if test.days is None else test.days)
    how = space_time.knox if test.asks == "space_time" else space_time.mantel
    return lambda rows: how(rows, near, seed)


def _pairing(test: TestSetting) -> Pairing:
    of_place: tuple[Field, str | None] = ("place_kinds", test.place_kind)
    labels: list[tuple[Field, str | None]] = [("methods", test.method), ("victims", test.victim), of_place]
    groups: list[tuple[Field, str | None]] = [("parties", test.party), ("units", test.unit), of_place]
    (label, one), (group, other) = (next((f, v) for f, v in of if v) for of in (labels, groups))
    return Pairing(label=label, group=group, one_label=one, one_group=other)


def _meant(test: TestSetting) -> Callable[[Told], bool]:
    """Whether the test is of this incident: its kind, days, place and doers; what is compared limits nothing."""
    compared = test.asks == "concentration"
    of_kind = anything if test.asks in ("sequence", "burst") else has_family(test.families)
    low, high = _ordinal(test.low), _ordinal(test.high)

    def meant(t: Told) -> bool:
        in_time = (low is None or (t.day or low) >= low) and (high is None or (t.day or high) <= high)
        by = compared or (
            (not test.party or test.party in t.parties) and (not test.unit or test.unit in t.units)
        )
        at = not test.place or folded(test.place) in (folded(t.place_name), t.place)
        with_all = compared or all(
            not one or one in told
            for one, told in (
                (test.method, t.methods),
                (test.victim, t.victims),
                (test.place_kind, t.place_kinds),
            )
        )
        return of_kind(t) and in_time and by and at and with_all and not (test.printed_days and t.worked_out)

    return meant


def _ordinal(iso: str | None) -> int | None:
    return None if iso is None else day(iso).toordinal()


# --- what can be said of a test without looking -----------------------------------------------------


def _of_pairing(name: str, pairing: Pairing, named: TestSetting | None = None) -> Question:
    return Question(
        name=name,
        asks="concentration",
        needs=("day", pairing.within),
        null=pairing.null,
        assumptions=concentration.ASSUMED,
        cannot_show=concentration.CANNOT_SHOW,
        named=named,
    )


def _of_sequence(name: str, named: TestSetting | None = None) -> Question:
    return Question(
        name=name,
        asks="sequence",
        needs=("day", "place"),
        null=sequence.NULL,
        assumptions=sequence.ASSUMED,
        cannot_show=sequence.CANNOT_SHOW,
        named=named,
    )


def _of_space(name: str, asks: Asks = "space_time", named: TestSetting | None = None) -> Question:
    knox = asks == "space_time"
    return Question(
        name=name,
        asks=asks,
        needs=("day", "point"),
        null=space_time.NULL,
        assumptions=space_time.ASSUMED_KNOX if knox else space_time.ASSUMED_MANTEL,
        cannot_show=space_time.CANNOT_SHOW,
        named=named,
    )


def _of_kind(name: str, named: TestSetting | None = None) -> Question:
    return Question(
        name=name,
        asks="burst",
        needs=("day", "place"),
        null=bursts.NULL_KIND,
        assumptions=(*bursts.ASSUMED, *_open(named)),
        cannot_show=bursts.CANNOT_SHOW,
        named=named,
    )


def _of_time(name: str, asks: Asks, named: TestSetting | None = None) -> Question:
    burst = asks == "burst"
    return Question(
        name=name,
        asks=asks,
        needs=("day",),
        null=bursts.NULL_ALL if burst else dispersion.NULL,
        assumptions=(*(bursts.ASSUMED if burst else dispersion.ASSUMED), *_open(named)),
        cannot_show=bursts.CANNOT_SHOW if burst else dispersion.CANNOT_SHOW,
        named=named,
    )


def _open(test: TestSetting | None) -> Iterator[str]:
    """Where an end of the days asked is open, how it was found."""
    if test is None or test.low is None or test.high is None:
        yield OPEN
