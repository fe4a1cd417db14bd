"""Which parties of a text's acts are one? People and things told of again, and a body by its letters in brackets.

'Six beekeepers were shot ... the murder of the beekeepers': the second phrase points back to the first, and bears its actor
from here on. Two different counts are never one, nor two different names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from chapeau.ground.names import slug
from chapeau.read.how_many import Number
from chapeau.read.parsed import Parsed
from chapeau.read.tokens import Token
from chapeau.read.who import Names
from chapeau.read.words import word_set, word_sets
from chapeau.records import Act, Mention, Perpetrator, Reading, Statement, Victim, VictimKind

BRACKETED: Final = re.compile(r"[\[(]\s*([^\[\]()\n]{2,80}?)\s*[\])]")
"""What stands in brackets: 'Army of the Ford (AF)', 'AF (Army of the Ford)'."""
LONGEST_NAME: Final = 120
"""Characters before a bracket in which a body's name is looked for."""
LONGEST_LETTERS: Final = 6
"""Letters of a body's short name."""
LOOKED_BACK: Final = 200
"""Phrases of victims before one that it may point back to: more than nearly all texts hold, so that long ones take no longer."""
THING: Final = "thing:"
"""Before a thing's key, so that a mill that burned is none of the text's actors."""
DEFINITE: Final = frozenset({"the", "these", "those"})
CONTENT: Final = ("NOUN", "PROPN", "ADJ")


@dataclass(frozen=True, slots=True)
class Described:
    """A victim or thing told by nouns alone, without a name.

    `sentence` and `deeds` say where it stands, by the sentence's first character, and the families of deeds suffered there.
    `key` is its actor, of a thing its own words; `words` say who or what it is and `head` which of them carries the
    phrase; `number` how many, None where not said; `definite` whether it points back ('the').
    """

    key: str
    kind: VictimKind
    words: frozenset[str]
    head: str
    people: bool
    number: tuple[int | None, int | None] | None
    definite: bool
    sentence: int
    deeds: frozenset[str]


def same_parties(acts: Sequence[Act], names: Names, numbers: Sequence[Number]) -> dict[str, str]:
    """For each actor that means an earlier or fuller one, that one."""
    parsed, victims = names.parsed, [(v, a.family) for a in acts for v in a.victims]
    named: list[Mention | Perpetrator | Victim] = [m for m in names.mentions if m.kind != "person"]
    for act in acts:
        named += [p for p in act.perpetrators if p.kind != "individual"]
        named += [v for v in act.victims if v.kind == "group"]
    return {
        **_by_letters(parsed.text, named),
        **_again(list(_described(victims, parsed, numbers))),
    }


def with_one_actor_each(reading: Reading, meant: Mapping[str, str]) -> Reading:
    """The reading, with one actor wherever the same party is meant."""
    if not meant:
        return reading
    return replace(
        reading,
        statements=tuple(_said(s, meant) for s in reading.statements),
        acts=tuple(_renamed(a, meant) for a in reading.acts),
        mentions=tuple(_mentioned(m, meant) for m in reading.mentions),
        responses=tuple(
            replace(r, actor=_of(r.actor, meant), towards=_of(r.towards, meant)) for r in reading.responses
        ),
    )


def _of(actor: str | None, meant: Mapping[str, str]) -> str | None:
    return None if actor is None else meant.get(actor, actor)


def _mentioned(mention: Mention, meant: Mapping[str, str]) -> Mention:
    actor = _of(mention.actor, meant)
    return mention if actor == mention.actor else replace(mention, actor=actor)


def _said(statement: Statement, meant: Mapping[str, str]) -> Statement:
    speaker = statement.speaker
    return replace(statement, speaker=speaker and replace(speaker, actor=_of(speaker.actor, meant)))


def _renamed(act: Act, meant: Mapping[str, str]) -> Act:
    return replace(
        act,
        perpetrators=tuple(replace(p, actor=_of(p.actor, meant)) for p in act.perpetrators),
        victims=tuple(_suffering(v, meant) for v in act.victims),
    )


def _suffering(victim: Victim, meant: Mapping[str, str]) -> Victim:
    """A thing has a key of its own only where the text tells of it again."""
    if victim.kind != "object":
        return replace(victim, actor=_of(victim.actor, meant))
    key = _key(victim)
    return replace(victim, actor=meant.get(key, key)[len(THING) :]) if key in _things(meant) else victim


def _things(meant: Mapping[str, str]) -> frozenset[str]:
    return frozenset(k for k in (*meant, *meant.values()) if k.startswith(THING))


def _key(victim: Victim) -> str | None:
    """What tells a victim from others: the actor, of a thing its words."""
    return THING + slug(victim.text) if victim.kind == "object" else victim.actor


# --- a body by its letters -------------------------------------------------------------------------------


def _by_letters(text: str, named: Sequence[Mention | Perpetrator | Victim]) -> dict[str, str]:
    """'AF' for the 'Army of the Ford (AF)', 'AF (Army of the Ford)': the actor of the letters, and that of the name."""
    bodies = {_bare(n.text): n.actor for n in named if n.actor}
    found: dict[str, str] = {}
    for bracket in BRACKETED.finditer(text):
        before = text[max(0, bracket.start() - LONGEST_NAME) : bracket.start()].rstrip().lower()
        pairs = [(_bare(bracket[1]), name) for name in bodies if before.endswith(name)]
        for one, other in pairs:
            letters, name = sorted((one, other), key=len)
            if one in bodies and bodies[letters] != bodies[name] and abbreviates(letters, name, bracket[1]):
                found[bodies[letters]] = bodies[name]
    return found


def abbreviates(letters: str, name: str, bracketed: str) -> bool:
    """Whether one word is another name's: its letters stand in it in order, or what the bracket holds is in capitals.

    In small letters, half of a short word's letters begin words of the name, in whatever order its own language puts them.
    """
    left = iter(name)
    in_order = letters[:1] == name[:1] and all(c in left for c in letters)
    initials = [c for c in letters if c in {word[:1] for word in name.split()}]
    reordered = letters.isalpha() and len(letters) <= LONGEST_LETTERS and len(initials) * 2 >= len(letters)
    return " " not in letters and " " in name and (in_order or bracketed.isupper() or reordered)


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", name.lower())


# --- people and things told of again ---------------------------------------------------------------------


def _described(
    suffering: Sequence[tuple[Victim, str]], parsed: Parsed, numbers: Sequence[Number]
) -> Iterator[Described]:
    starts = [n.start for n in numbers]
    families: defaultdict[int, set[str]] = defaultdict(set)
    for victim, family in suffering:
        families[victim.start].add(family)
    for victim in sorted((v for v, _ in suffering), key=lambda v: v.start):
        key, tokens = _key(victim), parsed.tokens(victim.start, victim.end)
        words = frozenset(t.lemma_.lower() for t in tokens if _tells(t))
        if key is None or victim.name is not None or not words:
            continue
        near = numbers[bisect_left(starts, victim.start) : bisect_left(starts, victim.end)]
        counted = [(n.low, n.high) for n in near if n.end <= victim.end]
        yield Described(
            key=key,
            kind=victim.kind,
            words=words,
            head=tokens.root.lemma_.lower(),
            people=tokens.root.ent_type_ == "NORP",
            number=counted[0] if counted else None,
            definite=_definite(tokens.root),
            sentence=tokens.root.sent.start_char,
            deeds=frozenset(families[victim.start]),
        )


def _definite(head: Token) -> bool:
    return any(t.lower_ in DEFINITE for t in head.lefts)


def _tells(token: Token) -> bool:
    dropped = word_sets(("organisations", "dropped"), ("grammar", "bounding"))
    return token.pos_ in CONTENT and token.lower_ not in dropped and not token.like_num


def _again(described: Sequence[Described]) -> dict[str, str]:
    """For each key the fuller one that it means, where a later phrase points back to an earlier."""
    meant: dict[str, str] = {}

    def told(key: str) -> str:
        return told(meant[key]) if key in meant else key

    for i, later in enumerate(described):
        earlier = next(
            (
                e
                for e in reversed(described[max(0, i - LOOKED_BACK) : i])
                if e.key != later.key and _points_back(later, e)
            ),
            None,
        )
        if earlier is None or later.key in meant or told(earlier.key) == told(later.key):
            continue
        if later.words > earlier.words and earlier.key not in meant:
            meant[earlier.key] = told(later.key)
        else:
            meant[later.key] = told(earlier.key)
    return {key: told(key) for key in meant}


def _points_back(later: Described, earlier: Described) -> bool:
    """Whether a phrase takes up some or all words of an earlier one, and no number speaks against it."""
    if later.kind != earlier.kind or (later.number and earlier.number and later.number != earlier.number):
        return False
    if not (later.words <= earlier.words or earlier.words <= later.words):
        return _as_many(later, earlier)
    counted_alike = later.number is not None and later.number == earlier.number
    same_head = later.head == earlier.head or later.people or earlier.people
    return (later.definite and same_head) or counted_alike


def _as_many(later: Described, earlier: Described) -> bool:
    """'two nurses ... the two women', 'six monks ... six people': as many, of the same deed, by a word that fits all people."""
    exact = later.number is not None and later.number == earlier.number and later.number[0] == later.number[1]
    if not exact or (later.number or (0,))[0] == 1 or later.sentence == earlier.sentence:
        return False
    for_all = word_set("kinds", "anybody")
    fits = later.head in for_all or (earlier.head in for_all and later.definite)
    return later.kind == "group" and fits and bool(later.deeds & earlier.deeds)
