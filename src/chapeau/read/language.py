"""Is this English? The rule reader reads nothing else, and says so rather than reading badly.

English text is dense in a few dozen words that carry no content. Their share of all words separates
English from other languages written in Latin letters; a text in another script needs no counting.
"""

from __future__ import annotations

import re

from chapeau.read.words import word_set

# In English prose 30 to 45 words in a hundred are on the list (vocabulary/language.yaml), in casualty lists and headlines
# 5 to 20, in Spanish, French, German, Turkish or Indonesian prose 1 to 4 ('a', 'in', 'on', 'by').
# Check with any two texts: `language(text)`; the test holds one of each kind.
LEAST_SHARE = 0.05

# Below this many words a share says little; Latin letters are then taken for English.
LEAST_WORDS = 25

# The share of letters that must be Latin before counting words makes sense.
LEAST_LATIN = 0.6

NOT_LATIN = re.compile("[\u0250-\U0010ffff]")
WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str:
    """'en', or 'und' (ISO 639-2 for undetermined) where the text is not English by its common words."""
    if not text.isascii() and not _latin(text):
        return "und"
    words = WORD.findall(text.casefold())
    if len(words) < LEAST_WORDS:
        return "en"
    glue = word_set("language", "english_glue")
    share = sum(word in glue for word in words) / len(words)
    return "en" if share >= LEAST_SHARE else "und"


def _latin(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    foreign = sum(map(str.isalpha, NOT_LATIN.findall(text)))
    return letters - foreign >= LEAST_LATIN * letters
