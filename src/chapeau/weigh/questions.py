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
from chapeau.weigh.stretch import Span, fullest
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


@dataclass(frozen=True, slots=True)
class Form:
    """What can be said of all questions of one form without looking: the figure's unit, what rows must tell, and what it means."""

    asks: Asks
    unit: str
    needs: tuple[Need, ...]
    null: str
    assumptions: tuple[str, ...]
    cannot_show: str


SEQUENCE = Form(
    "sequence", "incidents", ("day", "place"), sequence.NULL, sequence.ASSUMED, sequence.CANNOT_SHOW
)
KNOX = Form(
    "space_time", "pairs of incidents", ("day", "point"),
    space_time.NULL, space_time.ASSUMED_KNOX, space_time.CANNOT_SHOW,
)  # fmt: skip
MANTEL = Form(
    "mantel", "correlation", ("day", "point"), space_time.NULL, space_time.ASSUMED_MANTEL, space_time.CANNOT_SHOW
)  # fmt: skip
BURST = Form("burst", "incidents", ("day",), bursts.NULL_ALL, bursts.ASSUMED, bursts.CANNOT_SHOW)
BURST_OF_KIND = replace(BURST, needs=("day", "place"), null=bursts.NULL_KIND)
OVER_DISPERSION = Form(
    "over_dispersion", "times the mean", ("day",), dispersion.NULL, dispersion.ASSUMED, dispersion.CANNOT_SHOW
)
EVENNESS = replace(OVER_DISPERSION, asks="evenness", unit="of 1")


def of_pairs(pairing: Pairing) -> Form:
    """The form of a concentration, which says what is compared, and needs as fine a place as its strata."""
    return Form(
        "concentration", "incidents", ("day", pairing.within),
        pairing.null, concentration.ASSUMED, concentration.CANNOT_SHOW,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One test before it is made: its form, of which rows it is asked, and who named it."""

    name: str
    form: Form
    named: TestSetting | None = None
    keep: Callable[[Told], bool] = anything

    @property
    def id(self) -> str:
        """The pattern's id, which also seeds its draws."""
        return record_id("pat", self.name)

    def of(self, rows: Rows) -> Rows:
        """The rows of which it is asked: told finely enough, and meant."""
        return rows.with_all(self.form.needs).only(self.keep)


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
        question = Question(name=f"concentration.{label}_by_{group}", form=of_pairs(pairing))
        yield question, concentration.concentration(question.of(rows), pairing, question.id)


def _sequences(rows: Rows) -> Iterator[tuple[Question, Answer]]:
    chains = sequence.usual_chains()
    names = [chain.name.replace(", ", "_").replace(" ", "_") for chain in chains]
    found = sequence.sequences(rows.with_all(SEQUENCE.needs), chains, "sequences")
    yield from zip((Question(name=f"sequence.{name}", form=SEQUENCE) for name in names), found, strict=True)


def _in_space_and_time(rows: Rows) -> Iterator[tuple[Question, Answer]]:
    pointed = rows.with_all(KNOX.needs)
    for name, families in (("all", ()), *_commonest(pointed)):
        question = Question(name=f"space_time.{name}", form=KNOX, keep=has_family(families))
        yield question, space_time.knox(question.of(rows), Near(), question.id)
    question = Question(name="space_time.mantel", form=MANTEL)
    yield question, space_time.mantel(pointed, Near(), question.id)


def _in_period(rows: Rows, periods: Sequence[PeriodSetting]) -> Iterator[tuple[Question, Answer]]:
    """What is tried in time: where the settings name periods, of the fullest of them alone."""
    period = fullest(rows.with_all(BURST.needs), periods)
    if period is None:
        yield from _in_time(rows)
        return
    for question, answer in _in_time(rows.only(period)):
        yield (
            replace(
                question,
                keep=period,
                form=replace(question.form, assumptions=(*question.form.assumptions, period.words)),
            ),
            answer,
        )


def _in_time(rows: Rows) -> Iterator[tuple[Question, Answer]]:
    dated, placed = rows.with_all(BURST.needs), rows.with_all(BURST_OF_KIND.needs)
    question = Question(name="bursts.all", form=BURST)
    yield question, bursts.bursts(dated, Span(), question.id)
    kinds = _commonest(placed)
    found = bursts.bursts_of_kinds(placed, [families for _, families in kinds], Span(), "bursts")
    yield from zip(
        (Question(name=f"bursts.{name}", form=BURST_OF_KIND) for name, _ in kinds), found, strict=True
    )
    question = Question(name="dispersion.weeks", form=OVER_DISPERSION)
    yield question, dispersion.over_dispersion(dated, Span(), question.id)
    question = Question(name="evenness.weeks", form=EVENNESS)
    yield question, dispersion.more_even(dated, Span(), question.id)


def _commonest(rows: Rows) -> list[tuple[str, tuple[str, ...]]]:
    told = Counter(family for t in rows.told for family in t.families)
    often = sorted((f for f, n in told.items() if n >= LEAST), key=lambda f: (-told[f], f))
    return [(f, (f,)) for f in sorted(often[:KINDS_TRIED])]


# --- named by people ----------------------------------------------------------------------------------


def _named(rows: Rows, test: TestSetting) -> Iterator[tuple[Question, Answer]]:
    name = f"test.{test.name}"
    form, ask = _asked_by(test, record_id("pat", name))
    question = Question(name=name, form=form, named=test, keep=_meant(test))
    yield question, ask(question.of(rows))


def _asked_by(test: TestSetting, seed: str) -> tuple[Form, Ask]:
    span = Span(low=_ordinal(test.low), high=_ordinal(test.high))
    near = Near(km=test.km or space_time.KM, days=space_time.DAYS if test.days is None else test.days)
    if test.asks == "concentration":
        pairing = _pairing(test)
        return of_pairs(pairing), lambda r: concentration.concentration(r, pairing, seed)
    if test.asks == "sequence":
        days = sequence.DAYS if test.days is None else test.days
        chain = Chain(name=test.name, steps=tuple((f,) for f in test.families), days=days)
        return SEQUENCE, lambda r: sequence.sequences(r, [chain], seed)[0]
    if test.asks == "space_time":
        return KNOX, lambda r: space_time.knox(r, near, seed)
    if test.asks == "mantel":
        return MANTEL, lambda r: space_time.mantel(r, near, seed)
    if test.asks == "burst" and test.families:
        return BURST_OF_KIND, lambda r: next(bursts.bursts_of_kinds(r, [test.families], span, seed))
    if test.asks == "burst":
        return BURST, lambda r: bursts.bursts(r, span, seed)
    if test.asks == "over_dispersion":
        return OVER_DISPERSION, lambda r: dispersion.over_dispersion(r, span, seed)
    return EVENNESS, lambda r: dispersion.more_even(r, span, seed)


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
