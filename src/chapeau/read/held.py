"""Was whoever suffered the deed in somebody's hands? For beatings, that is what makes them torture.

The words are data: `keepers` in vocabulary/parties.yaml, `held` in vocabulary/victims.yaml. A witness who
tells of being taken is in their hands from there on, until the witness tells of being let go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chapeau.read.because import Because, Range, each_at
from chapeau.read.deeds import Deed
from chapeau.read.tokens import Token
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Perpetrator, Statement

TAKING = frozenset({"abduction", "detention"})
FIRST_PERSON = frozenset({"me", "us", "i", "we"})


def held(deed: Deed, doers: Sequence[Perpetrator], account: str | None) -> bool:
    """Whether the deed's own words or parties, or the witness's `account` so far, say custody."""
    return held_because(deed, doers, account) is not None


def held_because(deed: Deed, doers: Sequence[Perpetrator], account: str | None) -> Because[bool] | None:
    """What says custody: the deed's own words or parties, or the witness's `account` so far; None if nothing does."""
    if any(t.lemma_.lower() in word_set("victims", "held", "not_held") for t in deed.undergoers):
        return None
    keepers = [p for p in doers if _keeps(p)]
    if keepers:
        return Because(True, "act.custody.keepers", tuple((k.start, k.end) for k in keepers))
    said = _said_in_sentence(deed)
    if said:
        return Because(True, "act.custody.place", said)
    if account is None or not _still_held(account):
        return None
    return Because(True, "act.custody.account", ((deed.head.idx - len(account), deed.head.idx),))


def account(deed: Deed, deeds: Sequence[Deed], said: Sequence[Statement | None], text: str) -> str | None:
    """What a witness tells from being taken up to this deed, in one voice; None where none tells so.

    `said` holds, for each of `deeds`, the statement that it stands in.
    """
    voice = _voice(said[deeds.index(deed)])
    taken = [
        d.head.idx
        for d, s in zip(deeds, said, strict=True)
        if d.word.family in TAKING and d.head.i < deed.head.i and _of_the_teller(d) and _voice(s) == voice
    ]
    return text[taken[0] : deed.head.idx] if taken else None


def _voice(statement: Statement | None) -> str | None:
    if statement is None:
        return ""
    if statement.speaker is None:
        return statement.id
    labelled = statement.cue is not None and statement.cue.text == ":"
    return statement.speaker.text if labelled else statement.speaker.actor or statement.id


def _of_the_teller(deed: Deed) -> bool:
    return any(t.lower_ in FIRST_PERSON for t in deed.undergoers)


def _still_held(told: str) -> bool:
    return re.search(vocabulary("victims")["held"]["let_go"], told, re.IGNORECASE) is None


def _keeps(party: Perpetrator) -> bool:
    """'guards', 'the camp guards', and 'they' where the text means them; no border guards."""
    words = set((party.actor or "").split("-")) | set(re.findall(r"\w+", party.text.lower()))
    return bool(words & word_set("parties", "keepers")) and not words & word_set("parties", "other_guards")


def _said_in_sentence(deed: Deed) -> tuple[Range, ...]:
    """Where the deed's sentence says that they no longer could fight, or names a place of custody."""
    sentence, status = deed.head.sent, word_set("victims", "status", "hors_de_combat")
    fallen = each_at(t for t in deed.undergoers if t.lemma_.lower() in status)
    if fallen:
        return fallen
    start, end = _own_clause(deed.head) or (sentence.start_char, sentence.end_char)
    words = deed.head.doc.text[start:end]
    found = re.search(vocabulary("victims")["held"]["places"], words, re.IGNORECASE)
    return () if found is None else ((start + found.start(), start + found.end()),)


def _own_clause(head: Token) -> Range | None:
    """Where a relative clause that tells the deed stands: its sentence may hold somebody else in custody.

    'The reporter was in custody when she was to meet Ana Vell, who has been beaten twice.' None outside such clauses.
    """
    clause = next((t for t in (head, *head.ancestors) if t.dep_ == "relcl"), None)
    if clause is None:
        return None
    words = list(clause.subtree)
    return words[0].idx, words[-1].end_char
