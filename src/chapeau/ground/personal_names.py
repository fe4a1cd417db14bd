"""A person's name in its words: which are names, which only join, and which is given, father's or family name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from chapeau.ground.names import NAMES_KEPT, folded, script_of
from chapeau.ground.romanising import bones, latin, romanised, sound, tables

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*\.?")


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name: as printed, in Latin letters, as it sounds, and its consonants."""

    printed: str
    latin: str
    sound: str
    bones: str
    script: str

    @property
    def initial(self) -> bool:
        """Whether it is one letter that stands for a name."""
        return len(self.printed.rstrip(".")) == 1 or len(self.sound) == 1


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name in its parts; a part may be empty. `sure`: the text itself tells which is which."""

    given: tuple[NameWord, ...] = ()
    middle: tuple[NameWord, ...] = ()
    family: tuple[NameWord, ...] = ()
    sure: bool = False


@lru_cache(NAMES_KEPT)
def words_of(name: str) -> tuple[NameWord, ...]:
    """The words of a name, without articles and 'son of', compounds ('Abu Salem', 'Abd al-Rahman') as one."""
    found: list[NameWord] = []
    before = ""
    for part in WORD.findall(_spaced(name)):
        key = folded(part.rstrip("."))
        if before and key in _set("left_out"):
            continue
        if key in _set("joined") or key in _set("left_out"):
            before = before + key if key in _set("joined") else before
            continue
        found.append(_word(part, before))
        before = ""
    if before:
        found.append(_word(before, ""))
    return tuple(found)


@lru_cache(NAMES_KEPT)
def parts_of(name: str) -> PersonalName:
    """Which word is given name, which the father's, which the family's.

    'Vell, Olena' and 'VELL Olena' tell it by comma or capitals, 'Vell Olena Petrivna' by the father's name; else
    the first word is taken for the given name and the last for the family's, which may be wrong.
    """
    head, comma, tail = name.partition(",")
    if comma and words_of(head) and words_of(tail):
        return _parts(words_of(tail), words_of(head), sure=True)
    words = words_of(name)
    if len(words) < 2:
        return PersonalName(family=words)
    loud = [w for w in words if len(w.printed) > 1 and w.printed.isupper() and w.script != "arabic"]
    if 0 < len(loud) < len(words):
        return _parts(tuple(w for w in words if w not in loud), tuple(loud), sure=True)
    at = next((i for i, w in enumerate(words) if i > 0 and is_patronymic(w)), None)
    if at is not None and len(words) == 3:
        family = words[0] if at == 2 else words[2]
        given = words[1] if at == 2 else words[0]
        return PersonalName(given=(given,), middle=(words[at],), family=(family,), sure=True)
    return PersonalName(given=words[:1], middle=words[1:-1], family=words[-1:])


def is_patronymic(word: NameWord) -> bool:
    """Whether a word is a father's name by its ending ('Petrivna', 'Иванович')."""
    return len(word.latin) > 5 and _patronymic().search(word.latin) is not None


def sexes_of_one_name(a: NameWord, b: NameWord) -> bool:
    """Whether two words are a family's name as a man and as a woman bear it: 'Ivanov', 'Ivanova'."""
    pairs = ((a.latin, b.latin), (b.latin, a.latin))
    return any(
        man.endswith(m) and woman.endswith(w) and man[: -len(m)] == woman[: -len(w)] and len(man) > len(m) + 1
        for man, woman in pairs
        for m, w in _sexes()
    )


def man_form(word: NameWord) -> str:
    """A family's name as its men bear it, where the ending tells that a woman bears it so; else the name."""
    for man, woman in _sexes():
        if len(woman) > 1 and word.latin.endswith(woman) and len(word.latin) > len(woman) + 1:
            return word.latin[: -len(woman)] + man
    return word.latin


@lru_cache(NAMES_KEPT)
def form_of(code: str) -> str:
    """The sound code under which all forms of one given name go: that of its first form, else itself."""
    return _forms().get(code, code)


def _parts(first: tuple[NameWord, ...], family: tuple[NameWord, ...], *, sure: bool) -> PersonalName:
    return PersonalName(given=first[:1], middle=first[1:], family=family, sure=sure)


def _word(printed: str, before: str) -> NameWord:
    joined = _joined(printed, before)
    return NameWord(
        printed=f"{before} {printed}".strip(),
        latin=joined.replace("_", ""),
        sound=sound(joined) or "a",
        bones=bones(printed) if not before and joined == latin(printed.rstrip(".")) else bones(joined),
        script=script_of(printed),
    )


def _joined(printed: str, before: str) -> str:
    """The word in Latin letters; 'Abdul-Rahman', 'Abdelrahman' and 'عبد الرحمن' are 'abdrahman'."""
    bare = printed.rstrip(".")
    if bare not in tables()["words"]:
        bare = _without_article(bare)
    servant = re.match(r"^(?:عبد)(?:ال)?(?=..)", printed) or re.match(
        r"^(?:abd[aeu]l|abd[aeu](?=([rsnd])\1))-?(?=..)", folded(printed)
    )
    if servant and not before:
        return "abd" + latin(printed[servant.end() :])
    if before:
        head = "abd" if before in _set("servant") else romanised(before)
        head = {"abo": "abu", "abou": "abu", "um": "umm", "am": "umm", "abu": "abu"}.get(head, head)
        return head + latin(bare)
    return latin(bare)


def _without_article(word: str) -> str:
    article = str(tables()["article"])
    return word[len(article) :] if word.startswith(article) and len(word) > len(article) + 1 else word


def _spaced(name: str) -> str:
    """Hyphens part words: 'al-Hassan' is two, 'Brandt-Illis' too."""
    return re.sub(r"[-‐‑–]", " ", name)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(folded(word) for word in tables()[name])


@cache
def _patronymic() -> re.Pattern[str]:
    return re.compile(tables()["patronymics"])


@cache
def _sexes() -> tuple[tuple[str, str], ...]:
    return tuple((man, woman) for man, woman in tables()["sexes"])


@cache
def _forms() -> dict[str, str]:
    return {sound(form): sound(forms[0]) for forms in tables()["forms"] for form in forms}
