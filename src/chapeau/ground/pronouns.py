"""Which words are pronouns, and is what a text prints nothing else? A pronoun names nobody, wherever it stands."""

from __future__ import annotations

import re
from typing import Final

PERSONAL: Final = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
PLURAL: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER: Final = frozenset({"it", "its", "itself"})
RELATIVE: Final = frozenset({"who", "whom", "whose", "which", "that"})
SPEAKING: Final = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your"}
)
POINTING: Final = frozenset({"this", "these", "those", "others", "some", "somebody", "someone"})
POSSESSIVE: Final = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose"})
ALL: Final = PERSONAL | PLURAL | NEUTER | RELATIVE | SPEAKING | POINTING | {"yours", "another"}
IN_CAPITALS: Final = frozenset({"US", "WHO"})
"""A country and an organisation that are printed like a pronoun in capitals."""


def is_pronoun(printed: str) -> bool:
    """Whether what is printed is a pronoun and no more: 'They', 'its', 'THEY'; 'US' and 'WHO' are names."""
    words = re.findall(r"[^\W_]+", printed)
    return len(words) == 1 and words[0].lower() in ALL and words[0] not in IN_CAPITALS


def without_possessive(printed: str) -> str:
    """A phrase without the pronoun that says whose it is: 'forces' of 'Its forces'; another phrase as it is."""
    first, _, rest = printed.partition(" ")
    return rest if rest and first.lower() in POSSESSIVE else printed
