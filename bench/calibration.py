"""Is a score what it says? Reliability diagrams and expected calibration error. `python -m bench.calibration [--fit] [--quick]`

Of ten things scored 0.8, eight should be right. What is right is judged as the scorer beside the checkout
judges: a statement that matches an attribution of polnear; what an act says of who did it, to whom and with what,
against muc4's roles (in documents that name some); the victims an act names, against hrdsattack's. Those annotations
leave out what their own purpose did not need, so the share that is right is rather too low than too high.

`--fit` fits the tables of src/chapeau/read/vocabulary/calibration.yaml on the training splits; the diagrams show the
development splits.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import sqrt
from pathlib import Path
from typing import Any

import chapeau.read.calibrated as tables_in_use
from bench.figures import CHECKOUT, lines_of
from bench.readers import reader, reader_names, text_of
from bench.reliability import diagram
from chapeau.read.calibrated import Kind
from chapeau.records import Act, Reading, Span

TABLES = CHECKOUT / "src" / "chapeau" / "read" / "vocabulary" / "calibration.yaml"
BINS = 10
FEWEST = 40
"""Things that a block of the fitted map rests on at least: with fewer, its share is off by more than 0.15 too often."""
Z = 1.96
"""Standard deviations of a 95 % interval."""
TRAIN = {"polnear": 150, "muc4": 250, "hrdsattack": 60}
"""Documents of the training splits that the tables are fitted on."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One scored thing, and whether it was right."""

    score: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The things of a range of scores: how many, their mean score, the share that was right, and its interval."""

    count: int
    mean: float
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the scores of one reader's records of a kind can be taken at their word (`error`: 0 to 1)."""

    reader: str
    kind: Kind
    count: int
    error: float
    bins: tuple[Bin, ...]


def reliabilities(sample: int | None = None) -> Iterator[Reliability]:
    """Of every reader and kind, on the development splits (the first `sample` documents of each)."""
    for name in reader_names():
        for kind, judged in sorted(judged_of(name, "dev", defaultdict(lambda: sample)).items()):
            yield Reliability(name, kind, len(judged), expected_error(judged), bins_of(judged))


def judged_of(name: str, split: str, documents: Mapping[str, int | None]) -> dict[Kind, list[Judged]]:
    """The statements and acts that a reader finds in a split, judged; so many documents of each set."""
    made = reader(name)
    found: dict[Kind, list[Judged]] = {"statement": [], "act": []}
    sets: tuple[tuple[str, Kind, Judge], ...] = (
        ("polnear", "statement", judged_statements),
        ("muc4", "act", judged_roles),
        ("hrdsattack", "act", judged_victims),
    )
    for texts, kind, judge in sets:
        gold = {g["id"]: g for g in lines_of(f"{texts}/{split}.gold.jsonl")}
        for document in lines_of(f"{texts}/{split}.jsonl")[: documents[texts]]:
            found[kind] += judge(made.read(text_of(document)), gold[document["id"]])
    return found


Judge = Callable[[Reading, dict[str, Any]], Iterable[Judged]]


def judged_statements(reading: Reading, gold: dict[str, Any]) -> Iterator[Judged]:
    """Each statement with content: right where it matches an attribution that no earlier one matched."""
    left = [(_letters(e["content"]), _letters(e["source"])) for e in gold["attributions"] if e["content"]]
    for statement in reading.statements:
        content = _letters((c.start, c.end) for c in statement.content)
        speaker = statement.speaker
        who = _letters([(speaker.start, speaker.end)]) if speaker else set()
        if not content:
            continue
        best = max(left, key=lambda e: _shared(e[0], content), default=None)
        right = bool(best and _shared(best[0], content) >= 0.5 and (not best[1] or best[1] & who))
        if right and best:
            left.remove(best)
        yield Judged(statement.score, right)


def judged_roles(reading: Reading, gold: dict[str, Any]) -> Iterator[Judged]:
    """Each doer, sufferer and weapon of each act, with the act's score: right where it names one of that role."""
    if not any(gold["roles"].values()):
        return
    for act in reading.acts:
        if act.certainty in ("negated", "denied", "future", "conditional"):
            continue
        for role, filler in _fillers(act):
            named = [_tidy(m) for mentions in gold["roles"].get(role, []) for m in mentions]
            yield Judged(act.score, any(_same_head(_tidy(filler.text), name) for name in named))


def judged_victims(reading: Reading, gold: dict[str, Any]) -> Iterator[Judged]:
    """Each victim that an act names, with the act's score: right where it is one of those that people named."""
    names = [_tidy(v["victim_name"]) for v in gold["victims"] if v["victim_name"]]
    for act in reading.acts:
        if act.certainty not in ("asserted", "possible"):
            continue
        for victim in act.victims:
            name = _tidy(victim.name or "")
            if victim.kind == "individual" and name:
                yield Judged(act.score, any(_alike(name, gold_name) for gold_name in names))


def _fillers(act: Act) -> Iterator[tuple[str, Span]]:
    for doer in act.perpetrators:
        yield ("PerpOrg" if doer.kind in ("organisation", "unit", "state") else "PerpInd"), doer
    for victim in act.victims:
        yield ("Target" if victim.kind == "object" else "Victim"), victim
    yield from (("Weapon", method) for method in act.methods if method.kind == "weapon")


def _letters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _shared(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b)


def _tidy(name: str) -> str:
    words = re.sub(r"\W+", " ", name.lower()).strip()
    return re.sub(r"^(the|a|an|some|several|his|her|their) ", "", words)


def _same_head(a: str, b: str) -> bool:
    return bool(a) and bool(b) and (a in b or b in a) and a.split()[-1] == b.split()[-1]


def _alike(a: str, b: str) -> bool:
    return a in b or b in a or SequenceMatcher(None, a, b).ratio() >= 0.8


# --- figures ------------------------------------------------------------------------------------------


def expected_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error: how far score and share lie apart, over bins of equal width, by their counts."""
    total = len(judged)
    return sum(b.count * abs(b.mean - b.share) for b in bins_of(judged)) / total if total else 0.0


def bins_of(judged: Iterable[Judged]) -> tuple[Bin, ...]:
    """Bins a tenth wide, the empty ones left out."""
    grouped: defaultdict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        grouped[min(int(one.score * BINS), BINS - 1)].append(one)
    return tuple(_bin(grouped[number]) for number in sorted(grouped))


def _bin(judged: Sequence[Judged]) -> Bin:
    count, right = len(judged), sum(one.right for one in judged)
    low, high = wilson(right, count)
    return Bin(count, sum(one.score for one in judged) / count, right / count, low, high)


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval (Wilson's) of a share. Raises ZeroDivisionError where nothing was counted."""
    share, z2 = right / count, Z * Z
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = Z * sqrt(share * (1 - share) / count + z2 / (4 * count * count)) / (1 + z2 / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def fitted(judged: Iterable[Judged]) -> list[tuple[float, float]]:
    """The rising map that fits best (pool adjacent violators): knots of raw score and share that was right.

    Neighbours are pooled while the share does not rise or a block rests on too few.
    """
    by_score: defaultdict[float, list[bool]] = defaultdict(list)
    for one in judged:
        by_score[one.score].append(one.right)
    blocks: list[Block] = []
    for score, right in sorted(by_score.items()):
        blocks.append(Block(len(right), score * len(right), sum(right)))
        while len(blocks) > 1 and (blocks[-2].count < FEWEST or blocks[-2].share >= blocks[-1].share):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    while len(blocks) > 1 and (blocks[-1].count < FEWEST or blocks[-2].share >= blocks[-1].share):
        blocks[-2:] = [blocks[-2] + blocks[-1]]
    return [(round(b.score, 3), round(b.share, 3)) for b in blocks]


@dataclass(frozen=True, slots=True)
class Block:
    """Things with neighbouring scores: how many, the sum of their scores, and how many were right."""

    count: int
    scores: float
    right: int

    @property
    def score(self) -> float:
        """The mean score."""
        return self.scores / self.count

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.count

    def __add__(self, other: Block) -> Block:
        return Block(self.count + other.count, self.scores + other.scores, self.right + other.right)


def fit() -> None:
    """Fit the tables of every reader on the training splits, from raw scores, and write them."""
    found: dict[str, dict[str, list[tuple[float, float]]]] = {}
    in_use = tables_in_use.tables
    tables_in_use.tables = dict
    try:
        for name in reader_names():
            judged = judged_of(name, "train", TRAIN)
            found[name] = {kind: fitted(ones) for kind, ones in sorted(judged.items())}
    finally:
        tables_in_use.tables = in_use
    comments = [line + "\n" for line in TABLES.read_text("utf-8").splitlines() if line.startswith("#")]
    TABLES.write_text("".join(comments) + _as_yaml(found), "utf-8")


def _as_yaml(found: Mapping[str, Mapping[str, Sequence[tuple[float, float]]]]) -> str:
    lines = []
    for name, kinds in sorted(found.items()):
        lines.append(f"{name}:")
        for kind, knots in kinds.items():
            written = ", ".join(f"[{raw}, {right}]" for raw, right in knots)
            lines.append(f"  {kind}: [{written}]")
    return "\n".join(lines) + "\n"


def write_diagrams(found: Iterable[Reliability], folder: Path) -> list[Path]:
    """One picture a reader and kind, as SVG; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for one in found:
        path = folder / f"reliability-{one.reader}-{one.kind}.svg"
        path.write_text(diagram(f"{one.reader}: {one.kind}s", one.count, one.error, one.bins), "utf-8")
        paths.append(path)
    return paths


def main(arguments: Sequence[str]) -> int:
    """Fit, if asked; print the error of each reader and kind and draw the diagrams."""
    if "--fit" in arguments:
        fit()
    found = list(reliabilities(20 if "--quick" in arguments else None))
    for one in found:
        print(
            f"{one.reader:10} {one.kind:10} {one.count:6} scored, expected calibration error {one.error:.3f}"
        )
        for b in one.bins:
            print(f"    {b.mean:.2f}  right {b.share:.2f} ({b.low:.2f} to {b.high:.2f})  of {b.count}")
    write_diagrams(found, Path(__file__).parent / "pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
