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
from chapeau.weigh import bursts, concentration, dealing, dispersion, sequence, space_time, stretch
from chapeau.weigh.concentration import Pairing
from chapeau.weigh.dealing import Outcome, Refused, generator
from chapeau.weigh.questions import answered
from chapeau.weigh.sequence import Chain
from chapeau.weigh.space_time import Near
from chapeau.weigh.stretch import Span
from chapeau.weigh.told import Rows, Told

SIZES = (50, 200, 1000)
"""Incidents: a village's season, a small case, a group's year."""

STRENGTHS = (0.0, 0.1, 0.2, 0.3, 0.5)
"""Share of incidents in which the planted thing is so; 0 is chance alone."""

RUNS, FALSE_RUNS, FEWER = 60, 400, 4
"""Histories for each figure of power, and of false alarms: of 400 at a true 5 %, between 3.0 and 7.3 % cry 95 of 100 times. Of
the largest size a fourth as many. For a larger dose, set more and leave it running: each doubling takes twice as long."""

FAR_RUNS = 200
"""Histories for each figure of what lies far off: at a true 5 %, between 2.8 and 9 % of them cry 95 of 100 times."""

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

Made = Callable[[dealing.Draws, int, float], list[Told]]
Ask = Callable[[Rows, str], Outcome | Refused]


def history(draws: dealing.Draws, incidents: int, *, waves: bool = True) -> list[Told]:
    """Chance alone: towns, days, parties, methods and kinds, each tied to nothing but place and wave of reporting."""
    towns = max(4, incidents // 12)
    share = draws.dirichlet(np.full(towns, 0.8))
    points = np.stack([draws.uniform(-46, -44, towns), draws.uniform(-121, -118, towns)], axis=1)
    mixes = draws.dirichlet(np.ones(len(PARTIES)), towns)
    season = draws.dirichlet(np.full(DAYS // 7, 1.5)) if waves else np.full(DAYS // 7, 7 / DAYS)
    at = draws.choice(towns, incidents, p=share)
    weeks = draws.choice(DAYS // 7, incidents, p=season)
    days = FIRST_DAY + weeks * 7 + draws.randint(0, 7, incidents)
    return [
        _told(
            n,
            town=int(at[n]),
            point=points[at[n]],
            day=int(days[n]),
            family=FAMILIES[draws.randint(len(FAMILIES))],
            method=METHODS[draws.randint(len(METHODS))],
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


def a_partys_method(draws: dealing.Draws, incidents: int, strength: float) -> list[Told]:
    """That share of one party's incidents bears one method."""
    return [
        replace(t, methods=(METHODS[0],)) if t.parties == PARTIES[:1] and draws.random() < strength else t
        for t in history(draws, incidents)
    ]


def a_chain(draws: dealing.Draws, incidents: int, strength: float) -> list[Told]:
    """That share of incidents is followed, within 30 days at its place, by another: torture after detention."""
    made = history(draws, incidents)
    for n in range(0, incidents - 1, 2):
        if draws.random() < strength:
            day = (made[n].day or 0) + int(draws.randint(1, 31))
            made[n] = replace(made[n], families=("detention",))
            made[n + 1] = replace(made[n], families=("torture",), day=day, incident=made[n + 1].incident)
    return made


def in_clusters(draws: dealing.Draws, incidents: int, strength: float) -> list[Told]:
    """That share of incidents lies within five days of another one in its town."""
    made = history(draws, incidents)
    for n in range(1, incidents):
        if draws.random() < strength:
            near = made[draws.randint(n)]
            day = (near.day or 0) + int(draws.randint(0, 6))
            made[n] = replace(made[n], place=near.place, area=near.area, point=near.point, day=day)
    return made


def an_evenly_told_burst(draws: dealing.Draws, incidents: int, strength: float) -> list[Told]:
    """That share of a tenth of all incidents falls into one week; else any day is alike."""
    made = history(draws, incidents, waves=False)
    week = FIRST_DAY + int(draws.randint(40, DAYS - 40))
    return [
        replace(t, day=week + int(draws.randint(0, 7))) if draws.random() < strength / 2 else t for t in made
    ]


def a_burst_of_kind(draws: dealing.Draws, incidents: int, strength: float) -> list[Told]:
    """That share of all incidents of four weeks is of one kind."""
    start = FIRST_DAY + int(draws.randint(40, DAYS - 40))
    return [
        replace(t, families=("killing",))
        if start <= (t.day or 0) < start + 28 and draws.random() < 2 * strength
        else t
        for t in history(draws, incidents)
    ]


def in_crowds(draws: dealing.Draws, incidents: int, strength: float) -> list[Told]:
    """Weekly rates from a gamma law whose variance over its squared mean is the strength."""
    made = history(draws, incidents, waves=False)
    rates = draws.gamma(1 / strength, strength, DAYS // 7) if strength else np.ones(DAYS // 7)
    weeks = draws.choice(DAYS // 7, incidents, p=rates / rates.sum())
    return [
        replace(t, day=FIRST_DAY + int(w) * 7 + int(draws.randint(0, 7)))
        for t, w in zip(made, weeks, strict=True)
    ]


def in_turn(draws: dealing.Draws, incidents: int, strength: float) -> list[Told]:
    """That share of incidents keeps to a beat, the same number each week; the rest falls on any day."""
    made = history(draws, incidents, waves=False)
    return [
        replace(t, day=FIRST_DAY + int(n * DAYS / incidents)) if draws.random() < strength * 1.6 else t
        for n, t in enumerate(made)
    ]


def even(draws: dealing.Draws, incidents: int, days: int = 91, start: int = 0) -> list[Told]:
    """Any of so many days alike."""
    made = history(draws, incidents)
    told_on = FIRST_DAY + start + draws.randint(0, days, incidents)
    return [replace(t, day=int(day)) for t, day in zip(made, told_on, strict=True)]


def with_strays(draws: dealing.Draws, incidents: int, strays: int, back: int) -> list[Told]:
    """Thirteen weeks evenly, and so many incidents on any of so many days before."""
    made = even(draws, incidents)
    for n in range(strays):
        made[n] = replace(made[n], day=FIRST_DAY - int(draws.randint(1, back)))
    return made


def with_an_old_date(draws: dealing.Draws, incidents: int, back: int) -> list[Told]:
    """Thirteen weeks evenly, and one incident so many days before."""
    first, *made = even(draws, incidents)
    return [replace(first, day=FIRST_DAY - back), *made]


def in_campaigns(draws: dealing.Draws, incidents: int, days: int, silence: int, times: int = 2) -> list[Told]:
    """Evenly over some days, then a silence, then as many days more."""
    made = even(draws, incidents, days * times)
    return [replace(t, day=(t.day or 0) + ((t.day or 0) - FIRST_DAY) // days * silence) for t in made]


EVEN: dict[str, Callable[[dealing.Draws, int], list[Told]]] = {
    "13 weeks": even,
    "ten years": lambda d, n: even(d, n, 3_650),
    "one date 80 years before": lambda d, n: with_an_old_date(d, n, 30_000),
    "one date 100 days before": lambda d, n: with_an_old_date(d, n, 100),
    "2 % over 20 years before": lambda d, n: with_strays(d, n, n // 50, 7_300),
    "twice 13 weeks, a year apart": lambda d, n: in_campaigns(d, n, 91, 365),
}
"""Histories that are even but for what lies far off: no test in time has anything to find in them."""

LAPSES = (92, 183, 366)
"""Days in place of half a year that a silence could need to part what is told."""

CHOICES: dict[str, Callable[[dealing.Draws, int], list[Told]]] = {
    "half years with 150 silent days between (crowds)": lambda d, n: in_campaigns(d, n, 182, 150, 3),
    "13 weeks, and 4 % in the year before (strays)": lambda d, n: with_strays(d, n, n // 25, 365),
    "13 weeks, and 4 % in ten years before (strays)": lambda d, n: with_strays(d, n, n // 25, 3_650),
}
"""What speaks for a shorter silence, and what for a longer."""


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


IN_TIME = TRIALS[5:]


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
    return cries_over(
        trial, trial.planted, lambda d, n: trial.made(d, n, strength), incidents, runs, str(strength)
    )


def cries_over(
    trial: Trial,
    name: str,
    made: Callable[[dealing.Draws, int], list[Told]],
    incidents: int,
    runs: int,
    which: str = "",
) -> Cries:
    """The same over histories that are made in this way."""
    cried = asked = 0
    for run in range(runs):
        draws = generator("bench", name, str(incidents), which, str(run))
        answer = trial.ask(Rows(made(draws, incidents)), f"{trial.name} {run}")
        if isinstance(answer, Outcome):
            asked += 1
            cried += answer.p <= LEVEL
    return Cries(cried, asked)


@contextmanager
def fewer_draws(draws: int = DRAWS) -> Iterator[None]:
    """As many draws as given in every test, for a while."""
    usual = dealing.DRAWS
    those = (dealing, concentration, sequence, space_time, bursts, dispersion, stretch)
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
        yield from _far_off(quick)
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


def _far_off(quick: bool) -> Iterator[str]:
    runs = FAR_RUNS // QUICK if quick else FAR_RUNS
    yield "\n## Patterns: what lies far off\n\n"
    yield "Of histories that are even but for what lies far off, the share in which p is at most 5 %.\n\n"
    rows = (
        [made, f"{n}", *(cries_over(t, made, EVEN[made], n, runs).words for t in IN_TIME)]
        for made in EVEN
        for n in SIZES[:2]
    )
    yield table(["history", "incidents", *(t.name for t in IN_TIME)], rows)
    yield "\nOf histories with something planted at a strength of 0.3 (200 incidents), the share found, without and with one date 80 years before.\n\n"
    yield table(["test", "without", "with"], ([t.name, *_found(t, runs)] for t in IN_TIME))
    yield "\nWhat half a year is chosen against: the share found by over-dispersion among 200 incidents, by days that a silence needs to part.\n\n"
    yield table(
        ["history", *(f"{lapse} days" for lapse in LAPSES)],
        ([made, *_by_lapse(made, runs)] for made in CHOICES),
    )


def _found(trial: Trial, runs: int) -> Iterator[str]:
    def old(draws: dealing.Draws, incidents: int) -> list[Told]:
        first, *made = trial.made(draws, incidents, 0.3)
        return [replace(first, day=FIRST_DAY - 30_000), *made]

    yield _percent(cries(trial, 200, 0.3, runs))
    yield _percent(cries_over(trial, trial.planted, old, 200, runs, "0.3"))


def _by_lapse(made: str, runs: int) -> Iterator[str]:
    usual = stretch.SILENCE
    for lapse in LAPSES:
        vars(stretch)["SILENCE"] = lapse
        yield _percent(cries_over(TRIALS[7], made, CHOICES[made], 200, runs))
    vars(stretch)["SILENCE"] = usual


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
