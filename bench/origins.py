"""How well and how fast documents are parted into origins, beside datasketch's MinHashLSH.

The corpora are made by the tool beside the checkout (`make_copies.py`) out of polnear's training articles:
copies cut, reframed and reordered, with rewritten leads, and articles that quote. datasketch's LSH
has 128 permutations, a threshold of 0.5 and shingles of five words, and what it finds is joined as it
stands. It is installed for development only; where it is absent, its rows are left out, and said so.

`python -m bench.origins --full` takes 100,000 documents and the growth from 1,000 to 1,000,000, and
writes `origins_growth.md`: half an hour on two cores, most of it to make the corpora, and 12 GB of disk for
a while. `--corpora FOLDER` keeps what is made, and takes what is there.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.figures import SHARED
from bench.tables import table

SEEDS = (11, 12, 13)
ARTICLES = SHARED / "data" / "polnear" / "train.jsonl"
GROWTH = Path(__file__).parent / "origins_growth.md"
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
USUAL = 20_000
"""Documents that speed is measured on where nothing is said; 100,000 take datasketch two minutes and more."""
FULL = 100_000
SHINGLE = 5
OURS = "chapeau origins"
THEIRS = "datasketch"


@dataclass(frozen=True, slots=True)
class Made:
    """A corpus whose origins are known."""

    documents: Path
    gold: Path
    number: int


@dataclass(frozen=True, slots=True)
class Took:
    """One contender over one corpus: wall seconds, and those that its processors were busy.

    Memory is the peak of all its processes together.
    """

    contender: str
    cores: int
    seconds: float
    busy: float
    documents: int
    megabytes: float
    scores: dict[str, Any]

    @property
    def a_second(self) -> float:
        """Documents a second, from the file to the last line written."""
        return self.documents / self.seconds

    @property
    def micro(self) -> float:
        """Microseconds that processors were busy, a document."""
        return 1e6 * self.busy / self.documents

    @property
    def pairs(self) -> float:
        """F1 over pairs of documents, percent."""
        return float(self.scores["pairs"]["f1"])


def has_datasketch() -> bool:
    """Whether the peer is installed."""
    return find_spec("datasketch") is not None


def made(folder: Path, seed: int, documents: int | None = None) -> Made:
    """A corpus of about so many documents, else of some 1,500."""
    base = folder / f"made-{seed}-{documents or 'small'}"
    there = Made(Path(f"{base}.jsonl"), Path(f"{base}.gold.jsonl"), 0)
    if there.documents.exists() and there.gold.exists():
        with there.documents.open("rb") as lines:
            return replace(there, number=sum(1 for _ in lines))
    size = ["--documents", str(documents)] if documents else []
    tool = [sys.executable, str(SHARED / "tools" / "make_copies.py"), str(ARTICLES), str(base)]
    said = subprocess.run(
        [*tool, "--seed", str(seed), *size], check=True, capture_output=True, text=True
    ).stdout
    found = re.match(r"(\d+) documents", said)
    return replace(there, number=int(found.group(1)) if found else 0)


def took(contender: str, corpus: Made, cores: int = 1) -> Took:
    """One contender over a corpus, in a process of its own."""
    out = corpus.documents.with_suffix(f".{contender.split()[0]}.out")
    asked = [
        "--work",
        contender,
        "--documents",
        str(corpus.documents),
        "--out",
        str(out),
        "--cores",
        str(cores),
    ]
    said = subprocess.run(
        [sys.executable, "-m", "bench.origins", *asked], check=True, capture_output=True, text=True
    )
    measured = json.loads(said.stdout.splitlines()[-1])
    scorer = [
        sys.executable,
        str(SHARED / "tools" / "score.py"),
        "origins",
        str(corpus.gold),
        str(out),
        "--json",
    ]
    scores = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    out.unlink()
    seconds, busy, megabytes = (measured[k] for k in ("seconds", "busy", "megabytes"))
    return Took(contender, cores, seconds, busy, corpus.number, megabytes, scores)


def contenders() -> Sequence[tuple[str, int]]:
    """Who is measured, on how many cores."""
    return (*([(THEIRS, 1)] if has_datasketch() else []), (OURS, 1), (OURS, 2))


# --- tables ----------------------------------------------------------------------------------------


def quality(seeds: Sequence[int]) -> Iterator[str]:
    """The table of how well, a row a seed and contender."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            corpus = made(Path(folder), seed)
            rows += [_quality_row(seed, took(name, corpus)) for name in dict(contenders())]
    yield table(["seed", "contender", "documents", "pairs F1", "B3 F1", "count off, %"], rows)


def _quality_row(seed: int, one: Took) -> list[str]:
    scores = one.scores
    return [
        str(seed), one.contender, f"{one.documents:,}", f"{one.pairs:.2f}", f"{scores['b3']['f1']:.2f}",
        f"{scores['count_error']:.2f}",
    ]  # fmt: skip


def speed(documents: int) -> Iterator[str]:
    """The table of how fast, one after another in the same run."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = made(Path(folder), SEEDS[0], documents)
        yield from speeds([took(name, corpus, cores) for name, cores in contenders()])


def speeds(found: Sequence[Took]) -> Iterator[str]:
    """The table of how fast these were. The peer works on one core, so that processor time is compared too."""
    theirs = next((one for one in found if one.contender == THEIRS), None)
    columns = [
        "contender",
        "cores",
        "documents",
        "seconds",
        "documents a second",
        "times datasketch, by the clock",
        "processor, µs a document",
        "times datasketch, by processor",
        "memory, MB",
        "pairs F1",
        "count off, %",
    ]
    yield table(columns, (_speed_row(one, theirs) for one in found))
    if theirs is None:
        yield "\ndatasketch is not installed here, so that its rows are left out.\n"


def _speed_row(one: Took, theirs: Took | None) -> list[str]:
    clock, busy = ("", "")
    if theirs:
        clock, busy = f"{theirs.seconds / one.seconds:.1f}", f"{theirs.busy / one.busy:.1f}"
    return [
        one.contender, str(one.cores), f"{one.documents:,}", f"{one.seconds:.1f}", f"{one.a_second:,.0f}", clock,
        f"{one.micro:.0f}", busy, f"{one.megabytes:,.0f}", f"{one.pairs:.2f}", f"{one.scores['count_error']:.2f}",
    ]  # fmt: skip


def grown(folder: Path, sizes: Sequence[int], cores: int) -> list[Took]:
    """How time and memory grow with documents, beside the peer up to so many as it takes minutes for."""
    found = []
    for size in sizes:
        corpus = made(folder, SEEDS[0], size)
        who = [(name, c) for name, c in contenders() if name == THEIRS or c == cores or size == FULL]
        for name, c in who if size <= FULL else [(OURS, cores)]:
            found.append(took(name, corpus, c))
            print(*_speed_row(found[-1], None), file=sys.stderr, flush=True)
    return found


def growth(found: Sequence[Took], cores: int) -> Iterator[str]:
    """The table of growth, a row a size."""
    rows = []
    for one in found:
        if one.contender == OURS and one.cores == cores:
            peers = (t for t in found if t.contender == THEIRS and t.documents == one.documents)
            rows.append(_growth_row(one, next(peers, None)))
    yield table(
        [
            "documents",
            "seconds",
            "processor, µs a document",
            "memory, MB",
            "pairs F1",
            "count off, %",
            "datasketch: seconds",
            "µs",
            "MB",
            "pairs F1",
            "count off, %",
            "times datasketch, by the clock",
            "by processor",
        ],
        rows,
    )


def _growth_row(one: Took, theirs: Took | None) -> list[str]:
    _, _, documents, *_ = _speed_row(one, None)
    peer = [*_measured(theirs), *_speed_row(one, theirs)[5:8:2]] if theirs else [""] * 7
    return [documents, *_measured(one), *peer]


def _measured(one: Took) -> list[str]:
    return [
        f"{one.seconds:.1f}", f"{one.micro:.0f}", f"{one.megabytes:,.0f}", f"{one.pairs:.2f}",
        f"{one.scores['count_error']:.2f}",
    ]  # fmt: skip


# --- in a contender's process --------------------------------------------------------------------------


def _ours(documents: Path, out: Path, cores: int) -> None:
    from chapeau.ground.settings import Settings
    from chapeau.pipeline.origins_of import origins_of

    with out.open("wb") as lines:
        for line in origins_of([documents], settings=Settings(), jobs=cores, tell=lambda _: None):
            lines.write(line)


def _theirs(documents: Path, out: Path) -> None:
    from datasketch import MinHash, MinHashLSH

    found = MinHashLSH(threshold=0.5, num_perm=128)
    parent: dict[str, str] = {}
    with documents.open(encoding="utf-8") as lines:
        for line in lines:
            given = json.loads(line)
            words = re.findall(r"\w+", given["text"].lower())
            sketch = MinHash(num_perm=128)
            runs = (words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1))
            sketch.update_batch([" ".join(run).encode() for run in runs])
            name = given["id"]
            parent[name] = name
            for other in found.query(sketch):
                parent[_root(parent, other)] = _root(parent, name)
            found.insert(name, sketch)
    with out.open("w", encoding="utf-8") as told:
        told.writelines(json.dumps({"id": i, "origin": _root(parent, i)}) + "\n" for i in parent)


def _root(parent: dict[str, str], name: str) -> str:
    while parent[name] != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name


def _work(contender: str, documents: Path, out: Path, cores: int) -> None:
    import resource

    began = time.perf_counter()
    if contender == THEIRS:
        _theirs(documents, out)
    else:
        _ours(documents, out, cores)
    seconds = time.perf_counter() - began
    own, each = (
        resource.getrusage(w).ru_maxrss / 1024 for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    busy = sum(u.ru_utime + u.ru_stime for u in used)
    print(json.dumps({"seconds": seconds, "busy": busy, "megabytes": own + cores * each}))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print, or be a contender."""
    parser = argparse.ArgumentParser(prog="python -m bench.origins", description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="100,000 documents, and the growth to 1,000,000")
    parser.add_argument("--up-to", type=int, default=SIZES[-1], help="with --full: the most documents")
    parser.add_argument("--corpora", type=Path, help="with --full: where corpora are kept")
    parser.add_argument("--cores", type=int, default=2, help="cores that growth is measured on")
    for hidden in ("--work", "--documents", "--out"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.work:
        _work(given.work, Path(given.documents), Path(given.out), given.cores)
        return 0
    if not given.full:
        print("".join((*quality(SEEDS), "\n", *speed(USUAL))))
        return 0
    sizes = [size for size in SIZES if size <= given.up_to]
    with tempfile.TemporaryDirectory() as temporary:
        found = grown(given.corpora or Path(temporary), sizes, given.cores)
    GROWTH.write_text("".join(_page(found, given.cores)), "utf-8")
    print(f"Written: {GROWTH}")
    return 0


def _page(found: Sequence[Took], cores: int) -> Iterator[str]:
    yield f"""# Origins of many documents

Written by `python -m bench.origins --full`; do not edit. Made corpora; seconds are wall time from the file to the last
line written, and depend on the machine: compare within a table. datasketch works on one core. Memory is the peak of all
processes together.

The rules were tuned on seed 11, which these corpora have. On 105,394 documents of seed 14, which nothing was tuned on: pairs F1 99.96,
count off 0.01 %, 993 MB on one core.

## {FULL:,} documents, beside datasketch

"""
    yield from speeds([one for one in found if FULL * 0.9 < one.documents < FULL * 1.1])
    yield f"\n## Growth, on {cores} cores\n\n"
    yield from growth(found, cores)


if __name__ == "__main__":
    sys.exit(main())
