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
    `left` into `right`; `of_start` and `of_end` are offsets in `right`.
    """

    left: str
    right: str
    relation: Literal["copy", "quotes", "restates"]
    score: Score
    why: str
    passages: tuple[Passage, ...] = ()

    @property
    def id(self) -> str:
        """The pair, in order: one link a pair."""
        return record_id("olk", self.left, self.right)


@dataclass(frozen=True, slots=True)
class OriginLinker:
    """The rule for pairs of documents (a `ground.join.Linker`)."""

    settings: Settings = field(default_factory=Settings)
    name: str = "origins"
    version: str = "0.1"
    widest: int = 400

    def keys(self, record: Document) -> Iterable[str]:
        """Fingerprints of the text, and the agency or body whose voice or credit it bears, by day."""
        yield from (f"run:{f}" for f in fingerprints(record.text))
        told = bearings(record, self.settings)
        for teller in _tellers(told):
            yield from (f"teller:{teller}:{when}" for when in _days_from(told.day))

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
        shared = free_words(left, right, runs)
        of = max(1, min(left.free, right.free))
        if shared < REWORKED_WORDS or free_words(left, right, _long(runs)) < REWORKED_WORDS:
            return None
        common = _common_teller(bearings(a, self.settings), bearings(b, self.settings))
        if shared / of < (CREDITED_SHARE if common else REWORKED_SHARE):
            return None
        why = f"The same text reworked: {shared} of the shorter text's {of} words outside quotation marks stand in both."
        if common:
            why += f" Both are {common}'s, or credit it."
        return _link(a, b, "copy", _text_score(shared, of), why, _passages(a, b, left, right, runs))

    def _restated(
        self, a: Document, b: Document, left: Words, right: Words, runs: tuple[Shared, ...]
    ) -> OriginLink | None:
        one, other = bearings(a, self.settings), bearings(b, self.settings)
        teller = _common_teller(one, other)
        if teller is None or not _within_days(one.day, other.day):
            return None
        kind = "body" if teller in {b.name for b in self.settings.bodies} else "agency"
        mine, yours = content(a.text, common_words()), content(b.text, common_words())
        both, of = sorted(mine & yours), max(1, min(len(mine), len(yours)))
        if len(both) < RESTATED_WORDS or len(both) / of < RESTATED_SHARE[kind]:
            return None
        why = (
            f"Both are {teller}'s, or credit it, within {DAYS_APART} days, and tell the same: {len(both)} of the "
            f"shorter text's {of} words of matter stand in both ({', '.join(both[:8])})."
        )
        part = Part(
            name="words of matter",
            value=round(len(both) / of, 2),
            why=why,
            left=str(len(mine)),
            right=str(len(yours)),
        )
        score = Score(value=part.value, parts=(part,))
        return _link(a, b, "restates", score, why, _passages(a, b, left, right, runs))


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
    briefs = {d.id: _brief(d, settings, dates or {}) for d in documents}
    links = sorted(links, key=lambda k: (-k.score.value, k.left, k.right))
    decided = _decided(decisions, briefs)
    groups = gathered(
        briefs,
        [p for p, d in decided.items() if d.kind == "same"],
        [(k.left, k.right) for k in links if k.relation != "quotes" and pair(k.left, k.right) not in decided],
        frozenset(p for p, d in decided.items() if d.kind == "not_same"),
    )
    near = _neighbours(links)
    made = (_origin([briefs[i] for i in group], near, decided, briefs) for group in groups)
    return tuple(sorted(made, key=lambda o: o.id))


def shared_between(link: OriginLink, document: str) -> tuple[Passage, ...]:
    """The link's passages seen from `document`, one of its two."""
    return link.passages if link.left == document else tuple(_flipped(p) for p in link.passages)


# --- pairs -----------------------------------------------------------------------------------------


def _tellers(told: Bearings) -> tuple[str, ...]:
    """Whose text it is, or is a carrier of."""
    return ((told.voice,) if told.voice else ()) + told.credits


def _common_teller(a: Bearings, b: Bearings) -> str | None:
    return min(set(_tellers(a)) & set(_tellers(b)), default=None)


def _days_from(when: str | None) -> tuple[str, ...]:
    """The day and the next ones; without a day nothing can be told to be within days of it."""
    if when is None:
        return ()
    return tuple(shifted(when, n) for n in range(DAYS_APART + 1))


def _within_days(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and abs((day(a) - day(b)).days) <= DAYS_APART


def _quoted(
    a: Document, b: Document, left: Words, right: Words, runs: tuple[Shared, ...]
) -> OriginLink | None:
    long = _long(runs)
    if not long:
        return None
    words = sum(run.length for run in long)
    marked = all(quoted_in(left, r.left, r.length) or quoted_in(right, r.right, r.length) for r in long)
    what = "in quotation marks" if marked else "word for word"
    why = f"{words} words stand in both {what}; the rest of each text is its own."
    of = max(1, min(len(left), len(right)))
    return _link(a, b, "quotes", _text_score(words, of), why, _passages(a, b, left, right, long))


def _long(runs: tuple[Shared, ...]) -> tuple[Shared, ...]:
    return tuple(run for run in runs if run.length >= PASSAGE_WORDS)


def _text_score(shared: int, of: int) -> Score:
    value = round(min(1.0, shared / of), 2)
    why = f"{shared} of {of} words of the shorter text"
    return Score(
        value=value, parts=(Part(name="shared text", value=value, why=why, left=str(shared), right=str(of)),)
    )


def _link(
    a: Document,
    b: Document,
    relation: Literal["copy", "quotes", "restates"],
    score: Score,
    why: str,
    passages: tuple[Passage, ...],
) -> OriginLink:
    return OriginLink(left=a.id, right=b.id, relation=relation, score=score, why=why, passages=passages)


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
class _Brief:
    """What of a document decides its place in an origin; its text is let go."""

    id: str
    day: str
    length: int
    told: Bearings


def _brief(document: Document, settings: Settings, dates: Mapping[str, DocumentDate | None]) -> _Brief:
    told = bearings(document, settings)
    read = dates.get(document.id)
    return _Brief(document.id, told.day or (read and read.low) or UNDATED, len(document.text), told)


def _decided(decisions: Iterable[Decision], briefs: Mapping[str, _Brief]) -> dict[tuple[str, str], Decision]:
    """The latest decision on each pair of documents; those on independence are `resting`'s."""
    latest: dict[tuple[str, str], Decision] = {}
    for d in sorted(decisions, key=lambda d: (d.when, d.id)):
        known = d.other is not None and d.other in briefs and d.record in briefs
        if known and d.other and d.field is None and d.kind in ("same", "not_same", "unsure"):
            latest[pair(d.record, d.other)] = d
    return latest


def _neighbours(links: Iterable[OriginLink]) -> dict[str, dict[str, OriginLink]]:
    near: defaultdict[str, dict[str, OriginLink]] = defaultdict(dict)
    for link in links:
        near[link.left][link.right] = link
        near[link.right][link.left] = link
    return near


def _origin(
    group: list[_Brief],
    near: Mapping[str, Mapping[str, OriginLink]],
    decided: Mapping[tuple[str, str], Decision],
    briefs: Mapping[str, _Brief],
) -> Origin:
    agencies = {name for b in group for name in b.told.credits}
    own = [b for b in group if b.told.voice in agencies]
    first = min(own or group, key=lambda b: _rank(b, group, near))
    unknown = _unknown(group) if agencies and not own else None
    members = [_first_member(first, unknown, near, briefs, {b.id for b in group})]
    members += [_member(b, first, near, decided) for b in group if b is not first]
    return Origin(
        id=record_id("ori", first.id),
        root=None if unknown else first.id,
        members=tuple(
            sorted(members, key=lambda m: (m.of is not None and m.relation != "quotes", m.document))
        ),
        voice=first.told.voice or min(agencies, default=None),
        root_unknown=unknown,
    )


def _rank(
    b: _Brief, group: list[_Brief], near: Mapping[str, Mapping[str, OriginLink]]
) -> tuple[str, bool, int, int, str]:
    """Earliest first; of one day a teller's own text, then the one that holds most of the others, then the longest."""
    linked = near.get(b.id, {})
    held = sum(1 for other in group if other.id in linked and other.length <= b.length)
    return (b.day, b.told.voice is None, -held, -b.length, b.id)


def _unknown(group: list[_Brief]) -> str:
    crediting = [b for b in group if b.told.credits]
    names = ", ".join(sorted({name for b in crediting for name in b.told.credits}))
    printed = sorted({p for b in crediting for n, p in b.told.printed if n in b.told.credits})[0]
    return (
        f"{len(crediting)} of {len(group)} texts credit {names} (printed: '{printed}'); "
        f"no text of {names} itself that these go back to is in the case."
    )


def _first_member(
    b: _Brief,
    unknown: str | None,
    near: Mapping[str, Mapping[str, OriginLink]],
    briefs: Mapping[str, _Brief],
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


def _why_root(b: _Brief, size: int) -> str:
    if size == 1:
        return "No other document in the case was found to go back to the same text."
    if b.day == UNDATED:
        return "None of the texts is dated; this one is the most complete."
    return f"The earliest of these texts (dated {b.day}), and of those of that day the most complete."


def _quoted_from(
    b: _Brief, near: Mapping[str, Mapping[str, OriginLink]], briefs: Mapping[str, _Brief], group: set[str]
) -> OriginLink | None:
    """The strongest link by which this document carries a passage of an earlier one of another origin."""
    earlier = (
        (-link.score.value, other, link)
        for other, link in near.get(b.id, {}).items()
        if other not in group and link.relation == "quotes" and _comes_first(briefs[other], b)
    )
    return min(earlier, key=lambda e: e[:2], default=(0.0, "", None))[2]


def _comes_first(a: _Brief, b: _Brief) -> bool:
    return (a.day, a.id) < (b.day, b.id)


def _member(
    b: _Brief,
    first: _Brief,
    near: Mapping[str, Mapping[str, OriginLink]],
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


def _linked_member(b: _Brief, of: str, link: OriginLink) -> OriginMember:
    relation: RelationToOrigin = "restates" if link.relation == "restates" else "copy"
    member = OriginMember(document=b.id, relation=relation, of=of, why=link.why)
    return replace(member, passages=shared_between(link, b.id))
