"""Which documents go back to one original telling, where there are very many?

The rules are those of `origins`, and so are the verdicts: exact, word for word. What differs is how
pairs are found, so that a million documents take hours rather than years, and that nothing of a
document is held but its signs: sketches and fingerprints in arrays, its words where `codes` finds them.
Pairs are compared until all that belong together are linked, not beyond, so that forty copies take
forty comparisons. Documents go by index, in order of id: the order of input is nowhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from chapeau.ground.settings import Settings
from chapeau.link.candidates import LIKELY_SHARE, WIDEST, Pairs, alike, passages
from chapeau.link.coded_alignment import InCommon, in_common
from chapeau.link.credits import Bearings, common_words
from chapeau.link.many_texts import HASH, OF_MATTER, Codes, common_codes
from chapeau.link.origins import (
    PASSAGE_WORDS,
    RESTATED_WORDS,
    REWORKED_SHARE,
    UNDATED,
    Brief,
    OriginLink,
    SharedWords,
    brief,
    common_teller,
    copied,
    days_from,
    origin,
    quoted,
    restated,
    restating,
    tellers_in,
    told_first,
    within_days,
)
from chapeau.link.texts import content
from chapeau.records import Origin

TOGETHER = 32
"""Pairs compared at once: fewer take longer each, more do not fit a processor's cache."""

HANDED_OUT = 8 * TOGETHER
"""Pairs that a worker gets at a time: sending them takes a hundredth of comparing them."""

COMPARED = 1000
"""Members of an origin that each is held against to find which holds most: of more, so many spread over all."""

QUOTED_TRIED = 2
"""Earlier texts that are tried as the one a document quotes, those with most fingerprints in common first."""


Pair = tuple[int, int]
Compared = Callable[[Iterable[list[Pair]]], Iterable[tuple[list[Pair], list[InCommon]]]]
"""What documents have in common, a handful of pairs at a time, in order."""


def words_in_common(pairs: Iterable[tuple[Codes, Codes]]) -> list[InCommon]:
    """What texts have in common, given their words."""
    each = iter(pairs)
    found: list[InCommon] = []
    while some := list(islice(each, TOGETHER)):
        found += in_common(some, PASSAGE_WORDS)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The signs of documents, by index in order of id.

    `prints` holds the fingerprints of one document after another, in any order of documents: those of
    document i are `printed[i]` from `first_print[i]` on. `codes` and `text` fetch one document's, and
    `compared` tells what pairs have in common.
    """

    ids: Sequence[str]
    lengths: Sequence[int]
    told: Sequence[Bearings]
    words: NDArray[np.int64]
    free: NDArray[np.int64]
    prints: NDArray[np.uint64]
    first_print: NDArray[np.int64]
    printed: NDArray[np.int64]
    sketch: NDArray[np.uint16]
    bands: NDArray[np.bool_]
    codes: Callable[[int], Codes]
    compared: Compared
    text: Callable[[int], str]

    def __len__(self) -> int:
        return len(self.ids)

    def prints_of(self, document: int) -> NDArray[np.uint64]:
        """One document's fingerprints."""
        first = self.first_print[document]
        return self.prints[first : first + self.printed[document]]

    def whose_prints(self) -> NDArray[np.int64]:
        """The document of each fingerprint."""
        stored = np.argsort(self.first_print, kind="stable")
        return np.repeat(stored, self.printed[stored])

    def brief(self, document: int) -> Brief:
        """What of a document decides its place in an origin."""
        return brief(self.ids[document], self.lengths[document], self.told[document])


def corpus_origins(corpus: Corpus, settings: Settings) -> Iterator[Origin]:
    """The documents, parted into origins, in order of their least id."""
    linking = _Linking(corpus, settings)
    linking.link_all(_firsts_first(corpus, alike(corpus.sketch, corpus.bands, corpus.free)))
    linking.link_all(_announcements(linking))
    shared = _in_passages(linking)
    linking.link_all((a, b) for a, b, _ in shared.where(_likely(corpus, shared)).heaviest_first())
    quotes = _quotes(linking, shared)
    groups = list(linking.groups())
    linking.compare(
        (i, linking.first(members)) for members in groups for i in members if i != linking.first(members)
    )
    for members in groups:
        yield linking.origin_of(members, quotes)


# --- links -----------------------------------------------------------------------------------------


class _Linking:
    """What is linked so far: `parent` leads from each document to the least of its group."""

    def __init__(self, corpus: Corpus, settings: Settings) -> None:
        self.corpus, self.settings = corpus, settings
        self.parent = list(range(len(corpus)))
        self.links: dict[Pair, OriginLink | None] = {}
        self.near: defaultdict[int, dict[int, OriginLink]] = defaultdict(dict)
        self._firsts: dict[Pair, int] = {}

    def link_all(self, pairs: Iterable[Pair]) -> None:
        """Compare each pair that is not yet together; what depends on each other comes together."""
        found: dict[Pair, InCommon] = {}
        known = self._foreseen(((min(p), max(p)) for p in pairs), found)
        apart = (p for p in known if self._apart(p))
        while some := list(islice(apart, TOGETHER)):
            for p in dict.fromkeys(some):
                if p not in self.links:
                    self._keep(*p, self._verdict(*p, found.pop(p)))

    def _foreseen(self, pairs: Iterator[Pair], found: dict[Pair, InCommon]) -> Iterator[Pair]:
        """The pairs, what they have in common being found by then; it was begun while earlier ones were linked."""
        new = (p for p in pairs if self._apart(p) and p not in self.links)
        for some, common in self.corpus.compared(_handfuls(new)):
            found.update(zip(some, common, strict=True))
            yield from some

    def _apart(self, pair: Pair) -> bool:
        return self.least(pair[0]) != self.least(pair[1])

    def compare(self, pairs: Iterable[Pair]) -> None:
        """How the documents of each pair depend on each other; by more than a quotation, they come together."""
        new = (p for p in dict.fromkeys((min(p), max(p)) for p in pairs) if p not in self.links)
        for some, common in self.corpus.compared(_handfuls(new)):
            for (a, b), found in zip(some, common, strict=True):
                self._keep(a, b, self._verdict(a, b, found))

    def link(self, a: int, b: int) -> OriginLink | None:
        """What comparing two documents gave."""
        return self.links.get((min(a, b), max(a, b)))

    def _keep(self, a: int, b: int, link: OriginLink | None) -> None:
        self.links[a, b] = link
        if link is not None and link.relation != "quotes":
            self.near[a][b] = self.near[b][a] = link
            low, high = sorted((self.least(a), self.least(b)))
            self.parent[high] = low

    def least(self, i: int) -> int:
        """The least document of the group that `i` is in."""
        return least(self.parent, i)

    def leasts(self) -> NDArray[np.int64]:
        """The least document of each one's group."""
        found = np.array(self.parent, np.int64)
        while (found != (further := found[found])).any():
            found = further
        return found

    def groups(self) -> Iterator[list[int]]:
        """The groups, each in order, in order of their least document."""
        whose = self.leasts()
        order = np.argsort(whose, kind="stable")
        begins = np.flatnonzero(np.diff(whose[order], prepend=-1)).tolist()
        documents = order.tolist()
        for begin, end in pairwise([*begins, len(documents)]):
            yield documents[begin:end]

    def _verdict(self, a: int, b: int, found: InCommon) -> OriginLink | None:
        return self._copied(a, b, found) or self._restated(a, b) or self._quoted(a, b, found)

    def _copied(self, a: int, b: int, found: InCommon) -> OriginLink | None:
        corpus = self.corpus
        shared = SharedWords(
            free=found.free,
            free_in_passages=found.free_in_passages,
            longest=found.longest,
            in_order=found.in_order,
            of=max(1, int(min(corpus.free[a], corpus.free[b]))),
            of_all=found.words / max(1, int(min(corpus.words[a], corpus.words[b]))),
        )
        return copied(corpus.ids[a], corpus.ids[b], shared, common_teller(corpus.told[a], corpus.told[b]))

    def _restated(self, a: int, b: int) -> OriginLink | None:
        one, other = self.corpus.told[a], self.corpus.told[b]
        teller = common_teller(one, other)
        if teller is None or not within_days(one.day, other.day):
            return None
        mine, yours = self.matter(a), self.matter(b)
        both = len(np.intersect1d(mine, yours, assume_unique=True))
        if not restating(both, min(len(mine), len(yours)), teller, self.settings):
            return None
        mine_told, yours_told = (content(self.corpus.text(i), common_words()) for i in (a, b))
        return restated(self.corpus.ids[a], self.corpus.ids[b], mine_told, yours_told, teller)

    def _quoted(self, a: int, b: int, found: InCommon) -> OriginLink | None:
        if not found.in_passages:
            return None
        of = int(min(self.corpus.words[a], self.corpus.words[b]))
        return quoted(self.corpus.ids[a], self.corpus.ids[b], found.in_passages, of, marked=found.marked)

    def matter(self, i: int) -> Codes:
        """The words of a document that carry the matter, each once."""
        codes = self.corpus.codes(i)
        words = np.unique(codes[(codes & OF_MATTER) > 0] & HASH)
        return words[~np.isin(words, common_codes(), assume_unique=True)]

    def first(self, members: list[int]) -> int:
        """The document that the others of a group go back to."""
        if len(members) == 1:
            return members[0]
        key = members[0], len(members)
        if key not in self._firsts:
            held = _held(self.corpus, members)
            self._firsts[key] = _first(self.corpus, members, held)
        return self._firsts[key]

    def origin_of(self, members: list[int], quotes: Mapping[int, OriginLink]) -> Origin:
        """The origin of a group, whose members say what they are of its first where they were found to be."""
        corpus, first = self.corpus, self.first(members)
        near = {corpus.ids[i]: {corpus.ids[j]: k for j, k in self.near[i].items()} for i in members}
        briefs = {corpus.ids[i]: corpus.brief(i) for i in members}
        group = list(briefs.values())
        if first in quotes:
            link = quotes[first]
            other = link.left if link.right == corpus.ids[first] else link.right
            near[corpus.ids[first]][other] = link
            briefs[other] = corpus.brief(bisect_left(corpus.ids, other))
        return origin(group, {b.id: int(b.id == corpus.ids[first]) for b in group}, near, briefs)


def _handfuls(pairs: Iterator[Pair]) -> Iterator[list[Pair]]:
    while some := list(islice(pairs, HANDED_OUT)):
        yield some


def least(parent: list[int], i: int) -> int:
    """The least document of the group that `i` is in; the way there is made shorter."""
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _first(corpus: Corpus, members: list[int], held: Mapping[str, int]) -> int:
    chosen = told_first([corpus.brief(i) for i in members], held)
    return members[bisect_left(members, chosen.id, key=lambda i: corpus.ids[i])]


def _held(corpus: Corpus, members: list[int]) -> dict[str, int]:
    """How many of the others, no longer than itself, each holds, as fingerprints tell it."""
    if len(members) == 2:
        one, other = members
        longer = corpus.lengths[one] - corpus.lengths[other]
        return {corpus.ids[one]: int(longer >= 0), corpus.ids[other]: int(longer <= 0)}
    some = np.array(members[:: -(-len(members) // COMPARED)])
    lengths = np.array([corpus.lengths[i] for i in members])
    rows = np.searchsorted(members, some)
    _, at = np.unique(np.concatenate([corpus.prints_of(i) for i in members]), return_inverse=True)
    carries = np.zeros((len(members), int(at.max(initial=0)) + 1), np.float32)
    carries[np.repeat(np.arange(len(members)), corpus.printed[members]), at] = 1
    each = carries.sum(axis=1)
    shares = carries @ carries[rows].T >= REWORKED_SHARE * np.minimum(each[:, None], each[rows])
    holds = shares & (lengths[:, None] >= lengths[rows])
    return {corpus.ids[i]: int(n) for i, n in zip(members, holds.sum(axis=1), strict=True)}


# --- candidates ------------------------------------------------------------------------------------


def _firsts_first(corpus: Corpus, pairs: Pairs) -> Iterator[Pair]:
    """The pairs, first those of a family's probable first text with the others: they mostly suffice."""
    parent = list(range(len(corpus)))
    families: defaultdict[int, list[int]] = defaultdict(list)
    close = pairs.where(pairs.weight >= REWORKED_SHARE)
    for a, b in zip(close.left.tolist(), close.right.tolist(), strict=True):
        low, high = sorted((least(parent, a), least(parent, b)))
        parent[high] = low
    for i in np.unique(np.concatenate((close.left, close.right))).tolist():
        families[least(parent, i)].append(i)
    for members in families.values():
        first = _first(corpus, members, defaultdict(int))
        yield from ((first, i) for i in members if i != first)
    yield from ((a, b) for a, b, _ in pairs.heaviest_first())


def _announcements(linking: _Linking) -> Iterator[Pair]:
    """The pairs of one teller's texts of some days that tell the same, the most alike first."""
    by_key: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, told in enumerate(linking.corpus.told):
        for teller in tellers_in(told):
            for when in days_from(told.day):
                by_key[teller, when].append(i)
    found: dict[Pair, float] = {}
    for (teller, when), texts in sorted(by_key.items()):
        if 1 < len(texts) <= WIDEST:
            found |= _telling_the_same(linking, teller, when, texts)
    yield from sorted(found, key=lambda p: (-found[p], p))


def _telling_the_same(
    linking: _Linking, teller: str, when: str, texts: list[int]
) -> Iterator[tuple[Pair, float]]:
    """Pairs of which the later text is of the day `when`, with the share of the shorter's words of matter."""
    new = [n for n, i in enumerate(texts) if linking.corpus.told[i].day == when]
    if not new:
        return
    matter = [linking.matter(i) for i in texts]
    _, at = np.unique(np.concatenate(matter), return_inverse=True)
    has = np.zeros((len(texts), int(at.max(initial=0)) + 1), np.float32)
    has[np.repeat(np.arange(len(texts)), [len(m) for m in matter]), at] = 1
    both = has[new] @ has.T
    for row, column in np.argwhere(both >= RESTATED_WORDS).tolist():
        a, b = new[row], column
        of = min(len(matter[a]), len(matter[b]))
        if a != b and restating(int(both[row, column]), of, teller, linking.settings):
            i, j = sorted((texts[a], texts[b]))
            yield (i, j), float(both[row, column]) / of


def _in_passages(linking: _Linking) -> Pairs:
    """Pairs of texts that are not together and have fingerprints in common."""
    corpus, (origin_of, root) = linking.corpus, _origins_now(linking)
    when = _places(corpus)
    rank = np.empty_like(when)
    rank[np.lexsort((when, ~root))] = np.arange(len(corpus))
    return passages(corpus.prints, corpus.whose_prints(), origin_of, rank, when)


def _origins_now(linking: _Linking) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """By document: its origin's least document, and whether it is the first of its origin."""
    origin_of = linking.leasts()
    root = np.bincount(origin_of, minlength=len(origin_of)) == 1
    for members in linking.groups():
        if len(members) > 1:
            root[linking.first(members)] = True
    return origin_of, root


def _places(corpus: Corpus) -> NDArray[np.int64]:
    """Each document's place in order of day, then of id."""
    days = np.array([told.day or UNDATED for told in corpus.told], "U10")
    places = np.empty(len(days), np.int64)
    places[np.argsort(days, kind="stable")] = np.arange(len(days))
    return places


def _likely(corpus: Corpus, shared: Pairs) -> NDArray[np.bool_]:
    """Pairs that have a good part of the shorter text's fingerprints in common."""
    fewer = np.minimum(corpus.printed[shared.left], corpus.printed[shared.right])
    return shared.weight >= np.maximum(1, np.floor(LIKELY_SHARE * fewer))


def _quotes(linking: _Linking, shared: Pairs) -> dict[int, OriginLink]:
    """For the first text of an origin, the earlier text of another that it has most of, if that is a passage.

    Where that turns out to be more than a passage, the two come together, and it is asked again; so do they where the
    fullest text of that origin, of which the one quoted may be a part, has more in common.
    """
    while True:
        quotes: dict[int, OriginLink] = {}
        quoted_from: dict[int, int] = {}
        tried = _probably_quoted(linking, shared)
        before = len(linking.near)
        for nth in range(QUOTED_TRIED):
            pairs = [(later, earlier) for later, earlier, n in tried if n == nth and later not in quotes]
            linking.compare(pairs)
            for later, earlier in pairs:
                link = linking.link(later, earlier)
                if link is not None and link.relation == "quotes":
                    quotes[later], quoted_from[later] = link, earlier
        fullest = _fullest(linking)
        linking.compare((i, int(fullest[j])) for i, j in quoted_from.items())
        if len(linking.near) == before:
            return quotes


def _fullest(linking: _Linking) -> NDArray[np.int64]:
    """For each document the longest of its origin, of as long ones the least."""
    origin_of, lengths = linking.leasts(), np.asarray(linking.corpus.lengths)
    order = np.lexsort((-np.arange(len(lengths)), lengths))
    longest = np.empty(len(lengths), np.int64)
    longest[origin_of[order]] = order
    return longest[origin_of]


def _probably_quoted(linking: _Linking, shared: Pairs) -> list[tuple[int, int, int]]:
    """The first text of an origin, an earlier one of another, and how many have more in common with it."""
    when, (origin_of, root) = _places(linking.corpus), _origins_now(linking)
    turned = when[shared.left] > when[shared.right]
    later = np.where(turned, shared.left, shared.right)
    earlier = np.where(turned, shared.right, shared.left)
    kept = root[later] & (origin_of[later] != origin_of[earlier])
    later, earlier, weight = later[kept], earlier[kept], shared.weight[kept]
    order = np.lexsort((when[earlier], -weight, later))
    later, earlier = later[order], earlier[order]
    nth = np.arange(len(later)) - np.searchsorted(later, later)
    columns = (each[nth < QUOTED_TRIED].tolist() for each in (later, earlier, nth))
    return list(zip(*columns, strict=True))
