"""Was whoever suffered the deed in somebody's hands? For beatings, that is what makes them torture.

The words are data: `keepers` in vocabulary/parties.yaml, `held` in vocabulary/victims.yaml. A witness who
tells of being taken is in their hands from there on, until the witness tells of being let go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chapeau.read.deeds import Deed
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Perpetrator, Statement

TAKING = frozenset({"abduction", "detention"})
FIRST_PERSON = frozenset({"me", "us", "i", "we"})


def held(deed: Deed, doers: Sequence[Perpetrator], account: str | None) -> bool:
    """Whether the deed's own words or parties, or the witness's `account` so far, say custody."""
    if any(t.lemma_.lower() in word_set("victims", "held", "not_held") for t in deed.undergoers):
        return False
    if any(_keeps(p) for p in doers) or _said_in_sentence(deed):
        return True
    return account is not None and _still_held(account)


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
    return statement.speaker.actor or statement.id if statement.speaker else statement.id


def _of_the_teller(deed: Deed) -> bool:
    return any(t.lower_ in FIRST_PERSON for t in deed.undergoers)


def _still_held(told: str) -> bool:
    return re.search(vocabulary("victims")["held"]["let_go"], told, re.IGNORECASE) is None


def _keeps(party: Perpetrator) -> bool:
    """'guards', 'the camp guards', and 'they' where the text means them; no border guards."""
    words = set((party.actor or "").split("-")) | set(re.findall(r"\w+", party.text.lower()))
    return bool(words & word_set("parties", "keepers")) and not words & word_set("parties", "other_guards")


def _said_in_sentence(deed: Deed) -> bool:
    sentence = deed.head.sent
    if any(t.lemma_.lower() in word_set("victims", "status", "hors_de_combat") for t in deed.undergoers):
        return True
    return re.search(vocabulary("victims")["held"]["places"], sentence.text, re.IGNORECASE) is not None
