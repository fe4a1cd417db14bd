"""Do the tests of patterns cry as often as they say, and do they find what is there? False alarms, power, and time.

Made histories: towns of unequal size, each with its own mix of parties, reporting that comes in waves, methods and kinds of deed that
have nothing to do with one another; then one thing planted, with a strength. `python -m bench patterns` prints the tables and draws the
curves; `--quick` on a twentieth of the runs. docs/patterns.md holds what it printed last.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.stats import binomtest

from bench.tables import table
from chapeau.dossier.pictures.svg import element, line, text
from chapeau.weigh import bursts, concentration, dealing, dispersion, sequence, space_time
from chapeau.weigh.bursts import Span
from chapeau.weigh.concentration import Pairing
from chapeau.weigh.dealing import Outcome, Refused, generator
from chapeau.weigh.questions import answered
from chapeau.weigh.sequence import Chain
from chapeau.weigh.space_time import Near
from chapeau.weigh.told import Rows, Told

SIZES = (50, 200, 1000)
"""Incidents: a village's season, a small case, a group's year."""

STRENGTHS = (0.0, 0.1, 0.2, 0.3, 0.5)
"""Share of incidents in which the planted thing is so; 0 is chance alone."""

RUNS, FALSE_RUNS, FEWER = 60, 400, 4
"""Histories for each figure of power, and of false alarms: of 400 at a true 5 %, between 3.0 and 7.3 % cry 95 of 100 times. Of
the largest size a fourth as many. For a larger dose, set more and leave it running: each doubling takes twice as long."""

QUICK = 20
"""By how much fewer histories, for a look."""

DRAWS = 199
"""Draws in these trials: 5 % of two hundred is ten, so that the level is exact, and it takes a fifth of the time."""

LEVEL = 0.05
FIRST_DAY = 741_000
DAYS = 364
FAMILIES = ("attack", "detention", "killing", "torture", "destruction", "displacement")
METHODS = ("beating", "burning", "drowning", "shooting", "electric shock")
PARTIES = ("Orvania", "Ridge Guard", "Sundrel")
PICTURES = Path(__file__).parents[1] / "docs" / "pictures"

Made = Callable[[np.random.Generator, int, float], list[Told]]
Ask = Callable[[Rows, str], Outcome | Refused]


def history(draws: np.random.Generator, incidents: int, *, waves: bool = True) -> list[Told]:
    """Chance alone: towns, days, parties, methods and kinds, each tied to nothing but place and wave of reporting."""
    towns = max(4, incidents // 12)
    share = draws.dirichlet(np.full(towns, 0.8))
    points = np.stack([draws.uniform(-46, -44, towns), draws.uniform(-121, -118, towns)], axis=1)
    mixes = draws.dirichlet(np.ones(len(PARTIES)), towns)
    season = draws.dirichlet(np.full(DAYS // 7, 1.5)) if waves else np.full(DAYS // 7, 7 / DAYS)
    at = draws.choice(towns, incidents, p=share)
    weeks = draws.choice(DAYS // 7, incidents, p=season)
    days = FIRST_DAY + weeks * 7 + draws.integers(0, 7, incidents)
    return [
        _told(
            n,
            town=int(at[n]),
            point=points[at[n]],
            day=int(days[n]),
            family=FAMILIES[draws.integers(len(FAMILIES))],
            method=METHODS[draws.integers(len(METHODS))],
            party=PARTIES[draws.choice(len(PARTIES), p=mixes[at[n]])],
        )
        for n in range(incidents)
    ]


def _told(
    n: int, *, town: int, point: Sequence[float], day: int, family: str, method: str, party: str
) -> Told:
    return Told(
        families=(family,),
        day=day,
        place=f"town {town}",
        area=f"town {town}",
        point=(float(point[0]), float(point[1])),
        methods=(method,),
        victims=(),
        place_kinds=(),
        parties=(party,),
        units=(),
        place_name=f"town {town}",
        worked_out=False,
        incident=f"inc-{n}",
    )


# --- what is planted ----------------------------------------------------------------------------------


def a_partys_method(draws: np.random.Generator, incidents: int, strength: float) -> list[Told]:
    """That share of one party's incidents bears one method."""
    return [
        replace(t, methods=(METHODS[0],)) if t.parties == PARTIES[:1] and draws.random() < strength else t
        for t in history(draws, incidents)
    ]


def a_chain(draws: np.random.Generator, incidents: int, strength: float) -> list[Told]:
    """That share of incidents is followed, within 30 days at its place, by another: torture after detention."""
    made = history(draws, incidents)
    for n in range(0, incidents - 1, 2):
        if draws.random() < strength:
            day = (made[n].day or 0) + int(draws.integers(1, 31))
            made[n] = replace(made[n], families=("detention",))
            made[n + 1] = replace(made[n], families=("torture",), day=day, incident=made[n + 1].incident)
    return made


def in_clusters(draws: np.random.Generator, incidents: int, strength: float) -> list[Told]:
    """That share of incidents lies within five days of another one in its town."""
    made = history(draws, incidents)
    for n in range(1, incidents):
        if draws.random() < strength:
            near = made[draws.integers(n)]
            day = (near.day or 0) + int(draws.integers(0, 6))
            made[n] = replace(made[n], place=near.place, area=near.area, point=near.point, day=day)
    return made


def an_evenly_told_burst(draws: np.random.Generator, incidents: int, strength: float) -> list[Told]:
    """That share of a tenth of all incidents falls into one week; else any day is alike."""
    made = history(draws, incidents, waves=False)
    week = FIRST_DAY + int(draws.integers(40, DAYS - 40))
    return [
        replace(t, day=week + int(draws.integers(0, 7))) if draws.random() < strength / 2 else t for t in made
    ]


def a_burst_of_kind(draws: np.random.Generator, incidents: int, strength: float) -> list[Told]:
    """That share of all incidents of four weeks is of one kind."""
    start = FIRST_DAY + int(draws.integers(40, DAYS - 40))
    return [
        replace(t, families=("killing",))
        if start <= (t.day or 0) < start + 28 and draws.random() < 2 * strength
        else t
        for t in history(draws, incidents)
    ]


def in_crowds(draws: np.random.Generator, incidents: int, strength: float) -> list[Told]:
    """Weekly rates from a gamma law whose variance over its squared mean is the strength."""
    made = history(draws, incidents, waves=False)
    rates = draws.gamma(1 / strength, strength, DAYS // 7) if strength else np.ones(DAYS // 7)
    weeks = draws.choice(DAYS // 7, incidents, p=rates / rates.sum())
    return [
        replace(t, day=FIRST_DAY + int(w) * 7 + int(draws.integers(0, 7)))
        for t, w in zip(made, weeks, strict=True)
    ]


def in_turn(draws: np.random.Generator, incidents: int, strength: float) -> list[Told]:
    """That share of incidents keeps to a beat, the same number each week; the rest falls on any day."""
    made = history(draws, incidents, waves=False)
    return [
        replace(t, day=FIRST_DAY + int(n * DAYS / incidents)) if draws.random() < strength * 1.6 else t
        for n, t in enumerate(made)
    ]


@dataclass(frozen=True, slots=True)
class Trial:
    """A test, and a made history in which what it asks for is planted."""

    name: str
    ask: Ask
    made: Made
    planted: str


PAIR = Pairing(label="methods", group="parties", one_label=METHODS[0], one_group=PARTIES[0])
ANY_PAIR = Pairing(label="methods", group="parties")
CHAIN = Chain(name="chain", steps=(("detention",), ("torture",)))

TRIALS = (
    Trial("one pair", lambda r, s: concentration.concentration(r, PAIR, s), a_partys_method,
          "share of one party's incidents that is given one method"),
    Trial("any pair", lambda r, s: concentration.concentration(r, ANY_PAIR, s), a_partys_method,
          "share of one party's incidents that is given one method"),
    Trial("sequence", lambda r, s: sequence.sequences(r, [CHAIN], s)[0], a_chain,
          "share of incidents, in twos, that are detention and torture at its place within 30 days"),
    Trial("space-time (Knox)", lambda r, s: space_time.knox(r, Near(), s), in_clusters,
          "share of incidents within 5 days of another in its town"),
    Trial("space-time (Mantel)", lambda r, s: space_time.mantel(r, Near(), s), in_clusters,
          "share of incidents within 5 days of another in its town"),
    Trial("burst", lambda r, s: bursts.bursts(r, Span(), s), an_evenly_told_burst,
          "twice the share of all incidents that is put into one week"),
    Trial("burst of a kind", lambda r, s: next(bursts.bursts_of_kinds(r, [("killing",)], Span(), s)), a_burst_of_kind,
          "half the share of four weeks' incidents that is made of one kind"),
    Trial("over-dispersion", lambda r, s: dispersion.over_dispersion(r, Span(), s), in_crowds,
          "variance of the weekly rate over its squared mean"),
    Trial("evenness", lambda r, s: dispersion.more_even(r, Span(), s), in_turn,
          "share of incidents, over 1.6, that keeps to a beat"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cries:
    """How often a test's share of draws was at most the level, of so many histories it was asked of."""

    cried: int
    asked: int

    @property
    def share(self) -> float:
        """0 to 1; of histories that were refused nothing is known."""
        return self.cried / self.asked if self.asked else float("nan")

    @property
    def words(self) -> str:
        """'5.2 % (4.2 to 6.3)', with the binomial interval of 95 % (Wilson); 'refused' where nothing was asked."""
        if not self.asked:
            return "refused"
        between = binomtest(self.cried, self.asked).proportion_ci(method="wilson")
        return f"{self.share:.1%} ({between.low:.1%} to {between.high:.1%})"


def cries(trial: Trial, incidents: int, strength: float, runs: int) -> Cries:
    """Of so many made histories, in how many the test cries at the level."""
    cried = asked = 0
    for run in range(runs):
        draws = generator("bench", trial.planted, str(incidents), str(strength), str(run))
        answer = trial.ask(Rows(trial.made(draws, incidents, strength)), f"{trial.name} {run}")
        if isinstance(answer, Outcome):
            asked += 1
            cried += answer.p <= LEVEL
    return Cries(cried, asked)


@contextmanager
def fewer_draws(draws: int = DRAWS) -> Iterator[None]:
    """As many draws as given in every test, for a while."""
    usual = dealing.DRAWS
    those = (dealing, concentration, sequence, space_time, bursts, dispersion)
    for module in those:
        vars(module)["DRAWS"] = draws
    try:
        yield
    finally:
        for module in those:
            vars(module)["DRAWS"] = usual


def part(quick: bool) -> Iterator[str]:
    """False alarms, power and time, as Markdown; the curves are drawn beside the documentation."""
    with fewer_draws():
        yield from _trials(quick)
    yield from _time(quick)


def _trials(quick: bool) -> Iterator[str]:
    yield "\n## Patterns: false alarms\n\n"
    yield "Of histories in which nothing is planted, the share in which a test's p is at most 5 %.\n\n"
    runs = FALSE_RUNS // QUICK if quick else FALSE_RUNS
    rows = (
        [t.name, *(cries(t, n, 0.0, runs if n < SIZES[-1] else runs // FEWER).words for n in SIZES)]
        for t in TRIALS
    )
    yield table(["test", *(f"{n:,} incidents" for n in SIZES)], rows)
    yield "\n## Patterns: power\n\n"
    runs = RUNS // QUICK if quick else RUNS
    found = {(t.name, n, s): cries(t, n, s, runs if n < SIZES[-1] else runs // FEWER)
             for t in TRIALS for n in SIZES for s in STRENGTHS[1:]}  # fmt: skip
    head = ["test", "incidents", *(f"strength {s}" for s in STRENGTHS[1:])]
    yield table(head, ([t.name, f"{n:,}", *(_percent(found[t.name, n, s]) for s in STRENGTHS[1:])]
                       for t in TRIALS for n in SIZES))  # fmt: skip
    if not quick:
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / "patterns-power.svg").write_text(curves(found), "utf-8")


def _percent(found: Cries) -> str:
    return f"{found.share:.0%}" if found.asked else "refused"


def _time(quick: bool) -> Iterator[str]:
    yield "\n## Patterns: time\n\nProcessor seconds of one core for all exploratory tests.\n\n"
    rows = []
    for incidents in (1_000, 10_000) if quick else (1_000, 10_000, 100_000):
        made = Rows(history(generator("bench", "time", str(incidents)), incidents))
        start = time.process_time()
        tests = sum(isinstance(answer, Outcome) for _, answer in answered(made, ()))
        rows.append([f"{incidents:,}", str(tests), f"{time.process_time() - start:.0f}"])
    yield table(["incidents", "tests", "seconds"], rows)


# --- the drawing ---------------------------------------------------------------------------------------

SIDE, GAP, ACROSS = 150, 56, 3
STYLE = (
    "text{font:11px sans-serif;fill:#111}.axis{stroke:#111}.level{stroke:#555;stroke-dasharray:3 3}"
    ".n50{stroke:#111;stroke-dasharray:1 3;fill:none}.n200{stroke:#111;stroke-dasharray:6 3;fill:none}"
    ".n1000{stroke:#111;fill:none}"
)


def curves(found: dict[tuple[str, int, float], Cries]) -> str:
    """Small multiples: a panel a test, a line a size; strength from 0 to 0.5 across, share found upwards."""
    down = -(-len(TRIALS) // ACROSS)
    width, height = ACROSS * (SIDE + GAP) + GAP, down * (SIDE + GAP) + GAP
    body = [
        element("title", {"id": "title"}, "Power of the tests of patterns"),
        element("desc", {"id": "desc"}, "Dotted: 50 incidents. Dashed: 200. Solid: 1,000. The table gives the figures."),
        element("style", {}, STYLE),
        text(GAP, 16, "Share of histories found, by strength of what is planted"),
        text(GAP, 30, "dotted: 50 incidents, dashed: 200, solid: 1,000; the line near the floor: 5 %"),
    ]  # fmt: skip
    for place, trial in enumerate(TRIALS):
        left, top = GAP + place % ACROSS * (SIDE + GAP), GAP + place // ACROSS * (SIDE + GAP)
        body.extend(_panel(trial.name, found, left, top))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">{"".join(body)}</svg>\n'
    )


def _panel(name: str, found: dict[tuple[str, int, float], Cries], left: int, top: int) -> Iterator[str]:
    floor = top + SIDE
    yield text(left, top - 6, name)
    yield line(left, floor, left + SIDE, floor, "axis")
    yield line(left, floor, left, top, "axis")
    yield line(left, floor - LEVEL * SIDE, left + SIDE, floor - LEVEL * SIDE, "level")
    for strength in (STRENGTHS[0], STRENGTHS[-1]):
        yield text(left + 2 * SIDE * strength, floor + 14, f"{strength}", anchor="middle")
    for share in (0, 1):
        yield text(left - 4, floor - share * SIDE + 4, f"{share:.0%}", anchor="end")
    for n in SIZES:
        known = [(s, found[name, n, s]) for s in STRENGTHS[1:] if found[name, n, s].asked]
        points = [(0.0, LEVEL), *((s, c.share) for s, c in known)]
        path = " ".join(f"{left + 2 * SIDE * s:.1f},{floor - share * SIDE:.1f}" for s, share in points)
        yield element("polyline", {"points": path, "class": f"n{n}"})
