"""Which documents go back to one original telling?

Two documents are one origin if one reworks the other's text (shared words outside quotation marks:
what two reporters heard at one press conference stands inside them), or if both tell one
announcement of one body, or one agency's story, within days of each other. A shared quotation
leaves both their own origins; the passage is noted, and what is told in it rests on the origin that
printed it first. A text that credits an agency whose original is not in the case is an origin whose
root is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from chapeau.ground.dates import day, shifted
from chapeau.ground.identity import record_id
from chapeau.ground.settings import Settings
from chapeau.link.alignment import Shared, free_words, quoted_in, shared_runs
from chapeau.link.credits import Bearings, bearings, common_words
from chapeau.link.decided import latest_on_pairs
from chapeau.link.gather import gathered, pair
from chapeau.link.texts import Words, content, fingerprints, words_of
from chapeau.records import (
    Decision,
    Document,
    DocumentDate,
    Origin,
    OriginMember,
    Part,
    Passage,
    RelationToOrigin,
    Score,
)

REWORKED_SHARE = 0.3
"""Share of the shorter text's words outside quotation marks that make it the other's text reworked.
Three in ten is where the made corpus itself draws the line; check with `score.py origins`."""

REWORKED_WORDS = 20
"""Fewer words than this in shared passages are no text reworked, however short the text: a slogan, a caption."""

SENTENCES_WORDS, IN_ORDER = 80, 4
"""Of a text of which less than MOST is shared, in quotation marks or out, so many words must be, however short it
is: one sentence or two in common is a passage. Nor are single sentences here and there enough, though there be many:
both texts may have them from a third. So many words must stand in one run, which no one sentence has, or so many
passages follow one another in both: four do so by chance once in 24. Check: precision of pairs on a made corpus of 100,000
(`bench/origins.py`), whose articles share single sentences."""

MOST = 2 / 3
"""At a half, a text of sixty words that had one well-known sentence was one with all that had it."""

CREDITED_SHARE = 0.2
"""With a printed credit to one agency on both sides, a fifth of the text is enough."""

PASSAGE_WORDS = 12
"""Words in a row that make a shared passage: a dozen words of prose do not meet by chance. Shorter runs
('Our desk has asked for comment') are an outlet's furniture as often as a shared text."""

DAYS_APART = 3
"""Days within which voices of one body, or carriers of one agency, may tell one announcement."""

RESTATED_WORDS = 5
"""Shared words that carry the matter, at least, for a text to restate another."""

RESTATED_SHARE = {"body": 0.4, "agency": 0.6}
"""Share of the shorter text's words of matter. More is asked of an agency, which tells many stories a day."""

UNDATED = "9999-12-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLink:
    """Two documents that depend on each other, and how.

    copy: the same text reworked. restates: one body's or agency's announcement told again in other
    words. quotes: the two share passages only, and stay origins of their own. `passages` run from
    `left` into `right`; `of_start` and `of_end` are offsets in `right`. `original`: which of the two the
    other is stated to be a translation of (`translations`).
    """

    left: str
    right: str
    relation: Literal["copy", "quotes", "restates"]
    score: Score
    why: str
    passages: tuple[Passage, ...] = ()
    original: str | None = None

    @property
    def id(self) -> str:
        """The pair, in order: one link a pair."""
        return record_id("olk", self.left, self.right)


@dataclass(frozen=True, slots=True)
class OriginLinker:
    """The rule for pairs of documents (a `ground.join.Linker`)."""

    settings: Settings = field(default_factory=Settings)
    name: str = "origins"
    version: str = "0.3"
    widest: int = 400

    def keys(self, record: Document) -> Iterable[str]:
        """Fingerprints of the text, and the agency or body whose voice or credit it bears, by day."""
        yield from (f"run:{f}" for f in fingerprints(record.text))
        told = bearings(record, self.settings)
        for teller in tellers_in(told):
            yield from (f"teller:{teller}:{when}" for when in days_from(told.day))

    def decide(self, a: Document, b: Document) -> OriginLink | None:
        """How two documents depend on each other, with the shared passages, or None."""
        left, right = words_of(a.text), words_of(b.text)
        runs = shared_runs(left, right)
        return (
            self._copied(a, b, left, right, runs)
            or self._restated(a, b, left, right, runs)
            or _quoted(a, b, left, right, runs)
        )

    def _copied(
        self, a: Document, b: Document, left: Words, right: Words, runs: tuple[Shared, ...]
    ) -> OriginLink | None:
        common = common_teller(bearings(a, self.settings), bearings(b, self.settings))
        shared = SharedWords(
            free=free_words(left, right, runs),
            free_in_passages=free_words(left, right, _long(runs)),
            longest=max((free_words(left, right, (run,)) for run in runs), default=0),
            in_order=_in_order(_long(runs)),
            of=max(1, min(left.free, right.free)),
            of_all=sum(run.length for run in runs) / max(1, min(len(left), len(right))),
        )
        link = copied(a.id, b.id, shared, common)
        return link and replace(link, passages=_passages(a, b, left, right, runs))

    def _restated(
        self, a: Document, b: Document, left: Words, right: Words, runs: tuple[Shared, ...]
    ) -> OriginLink | None:
        one, other = bearings(a, self.settings), bearings(b, self.settings)
        teller = common_teller(one, other)
        if teller is None or not within_days(one.day, other.day):
            return None
        mine, yours = content(a.text, common_words()), content(b.text, common_words())
        if not restating(len(mine & yours), min(len(mine), len(yours)), teller, self.settings):
            return None
        link = restated(a.id, b.id, mine, yours, teller)
        return replace(link, passages=_passages(a, b, left, right, runs))


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWords:
    """How many words outside quotation marks two texts share, how many of them in passages, of how many.

    `longest` are those of one run; `in_order` is how many passages there are, where they follow one
    another in both texts, else 0. `of_all` is the share of all words, those in quotation marks too.
    """

    free: int
    free_in_passages: int
    longest: int
    in_order: int
    of: int
    of_all: float


def copied(a: str, b: str, shared: SharedWords, common: str | None) -> OriginLink | None:
    """The link of two texts of which one reworks the other, without its passages; `common` is their teller."""
    if shared.free < REWORKED_WORDS or shared.free_in_passages < REWORKED_WORDS:
        return None
    share = shared.free / shared.of
    if share < (CREDITED_SHARE if common else REWORKED_SHARE):
        return None
    if min(share, shared.of_all) < MOST and common is None and not _of_one_piece(shared):
        return None
    why = f"The same text reworked: {shared.free} of the shorter text's {shared.of} words outside quotation marks stand in both."
    if common:
        why += f" Both are {common}'s, or credit it."
    return _link(a, b, "copy", _text_score(shared.free, shared.of), why)


def _of_one_piece(shared: SharedWords) -> bool:
    """Whether what is shared is more than sentences that stand in both at different places."""
    joined = shared.longest >= SENTENCES_WORDS or shared.in_order >= IN_ORDER
    return joined and shared.free >= SENTENCES_WORDS


def restating(both: int, of: int, teller: str, settings: Settings) -> bool:
    """Whether so many words of matter in common, of the shorter text's, make one announcement."""
    kind = "body" if teller in {b.name for b in settings.bodies} else "agency"
    return both >= RESTATED_WORDS and both / max(1, of) >= RESTATED_SHARE[kind]


def restated(a: str, b: str, mine: frozenset[str], yours: frozenset[str], teller: str) -> OriginLink:
    """The link of two texts that tell one announcement, by their words of matter."""
    both, of = sorted(mine & yours), max(1, min(len(mine), len(yours)))
    why = (
        f"Both are {teller}'s, or credit it, within {DAYS_APART} days, and tell the same: {len(both)} of the "
        f"shorter text's {of} words of matter stand in both ({', '.join(both[:8])})."
    )
    value = round(len(both) / of, 2)
    part = Part(name="words of matter", value=value, why=why, left=str(len(mine)), right=str(len(yours)))
    return _link(a, b, "restates", Score(value=value, parts=(part,)), why)


def quoted(a: str, b: str, words: int, of: int, *, marked: bool) -> OriginLink:
    """The link of two texts that share passages only: so many `words` of the shorter's `of`."""
    what = "in quotation marks" if marked else "word for word"
    why = f"{words} words stand in both {what}; the rest of each text is its own."
    return _link(a, b, "quotes", _text_score(words, max(1, of)), why)


def origins(
    documents: Iterable[Document],
    links: Iterable[OriginLink],
    settings: Settings,
    decisions: Iterable[Decision] = (),
    *,
    dates: Mapping[str, DocumentDate | None] | None = None,
) -> tuple[Origin, ...]:
    """The documents, parted into origins, in order of id.

    `decisions` of kind same and not_same that name two documents outrank links; the latest on a
    pair counts. `dates` are days that reading found, for documents that state none of their own.
    """
    dates = dates or {}
    briefs = {d.id: brief(d.id, len(d.text), bearings(d, settings), dates.get(d.id)) for d in documents}
    links = sorted(links, key=lambda k: (k.original is None, -k.score.value, k.left, k.right))
    decided = latest_on_pairs(decisions, briefs)
    groups = gathered(
        briefs,
        [p for p, d in decided.items() if d.kind == "same"],
        [(k.left, k.right) for k in links if k.relation != "quotes" and pair(k.left, k.right) not in decided],
        frozenset(p for p, d in decided.items() if d.kind == "not_same"),
    )
    near = _neighbours(links)
    made = (
        origin([briefs[i] for i in g], _held([briefs[i] for i in g], near), near, briefs, decided)
        for g in groups
    )
    return tuple(sorted(made, key=lambda o: o.id))


def shared_between(link: OriginLink, document: str) -> tuple[Passage, ...]:
    """The link's passages seen from `document`, one of its two."""
    return link.passages if link.left == document else tuple(_flipped(p) for p in link.passages)


# --- pairs -----------------------------------------------------------------------------------------


def tellers_in(told: Bearings) -> tuple[str, ...]:
    """Whose text it is, or is a carrier of."""
    return ((told.voice,) if told.voice else ()) + told.credits


def common_teller(a: Bearings, b: Bearings) -> str | None:
    return min(set(tellers_in(a)) & set(tellers_in(b)), default=None)


def days_from(when: str | None) -> tuple[str, ...]:
    """The day and the next ones; without a day nothing can be told to be within days of it."""
    if when is None:
        return ()
    return tuple(shifted(when, n) for n in range(DAYS_APART + 1))


def within_days(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and abs((day(a) - day(b)).days) <= DAYS_APART


def _quoted(
    a: Document, b: Document, left: Words, right: Words, runs: tuple[Shared, ...]
) -> OriginLink | None:
    long = _long(runs)
    if not long:
        return None
    marked = all(quoted_in(left, r.left, r.length) or quoted_in(right, r.right, r.length) for r in long)
    link = quoted(a.id, b.id, sum(r.length for r in long), min(len(left), len(right)), marked=marked)
    return replace(link, passages=_passages(a, b, left, right, long))


def _long(runs: tuple[Shared, ...]) -> tuple[Shared, ...]:
    return tuple(run for run in runs if run.length >= PASSAGE_WORDS)


def _in_order(passages: tuple[Shared, ...]) -> int:
    starts = [run.right for run in passages]
    return len(starts) if starts == sorted(starts) else 0


def _text_score(shared: int, of: int) -> Score:
    value = round(min(1.0, shared / of), 2)
    why = f"{shared} of {of} words of the shorter text"
    return Score(
        value=value, parts=(Part(name="shared text", value=value, why=why, left=str(shared), right=str(of)),)
    )


def _link(
    a: str, b: str, relation: Literal["copy", "quotes", "restates"], score: Score, why: str
) -> OriginLink:
    return OriginLink(left=a, right=b, relation=relation, score=score, why=why)


def _passages(
    a: Document, b: Document, left: Words, right: Words, runs: tuple[Shared, ...]
) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            document=a.id,
            start=left.starts[run.left],
            end=left.ends[run.left + run.length - 1],
            of=b.id,
            of_start=right.starts[run.right],
            of_end=right.ends[run.right + run.length - 1],
        )
        for run in runs
    )


def _flipped(p: Passage) -> Passage:
    return Passage(
        document=p.of, start=p.of_start, end=p.of_end, of=p.document, of_start=p.start, of_end=p.end
    )


# --- groups ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Brief:
    """What of a document decides its place in an origin; its text is let go."""

    id: str
    day: str
    length: int
    told: Bearings


def brief(document: str, length: int, told: Bearings, read: DocumentDate | None = None) -> Brief:
    """`read` is the day that reading found, for a text that states none."""
    return Brief(document, told.day or (read and read.low) or UNDATED, length, told)


def _neighbours(links: Iterable[OriginLink]) -> dict[str, dict[str, OriginLink]]:
    near: defaultdict[str, dict[str, OriginLink]] = defaultdict(dict)
    for link in links:
        near[link.left].setdefault(link.right, link)
        near[link.right].setdefault(link.left, link)
    return near


Near = Mapping[str, Mapping[str, OriginLink]]


def origin(
    group: list[Brief],
    held: Mapping[str, int],
    near: Near,
    briefs: Mapping[str, Brief],
    decided: Mapping[tuple[str, str], Decision] | None = None,
) -> Origin:
    """The origin that a group of documents is; `held` says how many of the others each one holds."""
    first = told_first(_untranslated(group, near) or group, held)
    agencies = {name for b in group for name in b.told.credits}
    unknown = _unknown(group) if agencies and first.told.voice not in agencies else None
    members = [_first_member(first, unknown, near, briefs, {b.id for b in group})]
    members += [_member(b, first, near, decided or {}) for b in group if b is not first]
    return Origin(
        id=record_id("ori", first.id),
        root=None if unknown else first.id,
        members=tuple(
            sorted(members, key=lambda m: (m.of is not None and m.relation != "quotes", m.document))
        ),
        voice=first.told.voice or min(agencies, default=None),
        root_unknown=unknown,
    )


def _untranslated(group: list[Brief], near: Near) -> list[Brief]:
    """Those that nobody stated to be a translation of another: no translation is what others go back to."""
    return [b for b in group if all(k.original in (None, b.id) for k in near.get(b.id, {}).values())]


def told_first(group: list[Brief], held: Mapping[str, int]) -> Brief:
    """The text that the others go back to, or are nearest to what they go back to.

    An agency's own, where the others credit it. Earliest first; of one day a teller's own text, then the
    one that holds most of the others, then the longest.
    """
    agencies = {name for b in group for name in b.told.credits}
    own = [b for b in group if b.told.voice in agencies]
    return min(own or group, key=lambda b: (b.day, b.told.voice is None, -held[b.id], -b.length, b.id))


def _held(group: list[Brief], near: Near) -> dict[str, int]:
    """How many others of the group, no longer than itself, each is a copy of: one told in other words it does not hold."""
    copied = {b.id: {i for i, k in near.get(b.id, {}).items() if k.relation == "copy"} for b in group}
    return {b.id: sum(o.id in copied[b.id] and o.length <= b.length for o in group) for b in group}


def _unknown(group: list[Brief]) -> str:
    crediting = [b for b in group if b.told.credits]
    names = ", ".join(sorted({name for b in crediting for name in b.told.credits}))
    printed = sorted({p for b in crediting for n, p in b.told.printed if n in b.told.credits})[0]
    return (
        f"{len(crediting)} of {len(group)} texts credit {names} (printed: '{printed}'); "
        f"no text of {names} itself that these go back to is in the case."
    )


def _first_member(
    b: Brief,
    unknown: str | None,
    near: Near,
    briefs: Mapping[str, Brief],
    group: set[str],
) -> OriginMember:
    if unknown:
        return OriginMember(document=b.id, relation="copy", of=None, why=unknown)
    quoted = _quoted_from(b, near, briefs, group)
    if quoted is None:
        return OriginMember(document=b.id, relation="root", of=None, why=_why_root(b, len(group)))
    return OriginMember(
        document=b.id,
        relation="quotes",
        of=quoted.left if quoted.right == b.id else quoted.right,
        why=f"An origin of its own that carries passages of another. {quoted.why}",
        passages=shared_between(quoted, b.id),
    )


def _why_root(b: Brief, size: int) -> str:
    if size == 1:
        return "No other document in the case was found to go back to the same text."
    if b.day == UNDATED:
        return "None of the texts is dated; this one is the most complete."
    return f"The earliest of these texts (dated {b.day}), and of those of that day the most complete."


def _quoted_from(b: Brief, near: Near, briefs: Mapping[str, Brief], group: set[str]) -> OriginLink | None:
    """The strongest link by which this document carries a passage of an earlier one of another origin."""
    earlier = (
        (-link.score.value, other, link)
        for other, link in near.get(b.id, {}).items()
        if other not in group and link.relation == "quotes" and _comes_first(briefs[other], b)
    )
    return min(earlier, key=lambda e: e[:2], default=(0.0, "", None))[2]


def _comes_first(a: Brief, b: Brief) -> bool:
    return (a.day, a.id) < (b.day, b.id)


def _member(
    b: Brief,
    first: Brief,
    near: Near,
    decided: Mapping[tuple[str, str], Decision],
) -> OriginMember:
    decision = decided.get(pair(b.id, first.id))
    if decision is not None and decision.kind == "same":
        why = f"{decision.who} found on {decision.when} that these are one telling: {decision.why}"
        return OriginMember(document=b.id, relation="copy", of=first.id, why=why)
    links = {i: k for i, k in near.get(b.id, {}).items() if k.relation != "quotes"}
    of = first.id if first.id in links else _nearest(links)
    if of is None:
        return OriginMember(
            document=b.id, relation="copy", of=first.id, why="A person found these to be one telling."
        )
    return _linked_member(b, of, links[of])


def _nearest(links: Mapping[str, OriginLink]) -> str | None:
    return min(links, key=lambda i: (-links[i].score.value, i), default=None)


def _linked_member(b: Brief, of: str, link: OriginLink) -> OriginMember:
    relation: RelationToOrigin = "restates" if link.relation == "restates" else "copy"
    member = OriginMember(document=b.id, relation=relation, of=of, why=link.why)
    return replace(member, passages=shared_between(link, b.id))
