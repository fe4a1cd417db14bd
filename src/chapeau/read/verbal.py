"""Is an attack one of words? 'The senator attacked the minister over the budget': no blow was struck."""

from __future__ import annotations

from collections.abc import Sequence

from chapeau.read.clauses import after
from chapeau.read.tokens import Token
from chapeau.read.triggers import Trigger
from chapeau.read.words import word_set


def is_verbal(trigger: Trigger, agents: Sequence[Token], undergoers: Sequence[Token]) -> bool:
    """Whether a sentence calls sharp words an attack; never where it tells of violence."""
    if not any(_called(t, "attacking") for t in trigger.tokens):
        return False
    if any(t.lower_ in word_set("verbal", "violence") for t in trigger.head.sent if t not in trigger.tokens):
        return False
    if any(c.lower_ in word_set("verbal", "judging") for t in trigger.tokens for c in t.children):
        return True
    speaking = any(_called(t, "speakers") for t in agents)
    return speaking and (
        _for_something(trigger) or any(_called(t, "speakers", "targets") for t in undergoers)
    )


def _called(token: Token, *lists: str) -> bool:
    return any({token.lower_, token.lemma_.lower()} & word_set("verbal", words) for words in lists)


def _for_something(trigger: Trigger) -> bool:
    """'over the budget', 'for its silence', 'as a liar'; not 'for two hours', 'as he left'."""
    blamed = (n for t in trigger.tokens for n in after(t, word_set("verbal", "grounds")))
    return any(
        n.ent_type_ not in ("DATE", "TIME", "ORDINAL") and not n.like_num and not _counts(n) for n in blamed
    )


def _counts(token: Token) -> bool:
    """'for the third time', 'for hours'."""
    return token.lemma_.lower() in word_set("times", "units") | {"time", "hour", "minute"}
