"""Text as it comes: words in one case, without marks, with letters misread, drawn by dice.

A word that goes keeps no label; the others keep theirs, so that the pupil learns from damaged text what the teacher saw in the
undamaged one.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

MISREAD = {
    "o": "0",
    "l": "1",
    "i": "l",
    "e": "c",
    "s": "5",
    "m": "rn",
    "h": "b",
    "a": "o",
    "u": "v",
    "t": "f",
    "g": "q",
}
"""Letters as optical readers mistake them."""
MARKS = frozenset(".,;:!?-()")
QUOTES = frozenset(('"', "'", "''", "``"))


def noised(
    words: Sequence[str], quoted: Sequence[bool], dice: random.Random
) -> tuple[list[str], list[bool], list[int]]:
    """The words that stay, whether they stand in quotation marks, and where each was."""
    chance = dice.random()
    made, inside, keep = list(words), list(quoted), list(range(len(words)))
    if chance < 0.55:
        return made, inside, keep
    if chance < 0.75:
        made = [w.lower() for w in made]
    elif chance < 0.80:
        made = [w.upper() for w in made]
    if 0.70 < chance < 0.85:
        keep = [i for i in keep if words[i] not in QUOTES]
        inside = [False] * len(inside)
    if 0.78 < chance < 0.88:
        share = dice.choice((0.3, 1.0))
        keep = [i for i in keep if words[i] not in MARKS or dice.random() > share]
    if 0.83 < chance < 0.92:
        keep = [i for i in keep if not words[i].isspace()]
    if chance > 0.9:
        made = [_misread(w, dice) if len(w) > 2 and dice.random() < 0.08 else w for w in made]
    return [made[i] for i in keep], [inside[i] for i in keep], keep


def _misread(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    letter = word[at]
    change = dice.random()
    if change < 0.6:
        return word[:at] + MISREAD.get(letter, letter) + word[at + 1 :]
    if change < 0.8:
        return word[:at] + word[at + 1 :]
    return word[: at + 1] + letter + word[at + 1 :]
