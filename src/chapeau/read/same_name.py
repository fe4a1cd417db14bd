"""Which printed names are the same one's? One key for all spellings within a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from chapeau.ground.names import folded, slug
from chapeau.read.named import Named, NameKind
from chapeau.read.posts import Post
from chapeau.read.words import word_set

CAMEL = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
SMALL = frozenset({"of", "the", "and", "for", "de", "del", "on"})


@dataclass(slots=True)
class _Cluster:
    """Names that mean one actor, gathered in order of reading; of those printed alike, the first also in `printed`."""

    names: list[Named] = field(default_factory=list)
    printed: dict[tuple[str, NameKind], Named] = field(default_factory=dict)

    def add(self, name: Named) -> None:
        self.names.append(name)
        self.printed.setdefault((name.text, name.kind), name)

    @property
    def kind(self) -> NameKind:
        if any(n.kind == "person" and " " in n.text and not n.handle for n in self.names):
            return "person"
        counted = Counter(n.kind for n in self.names if not n.handle)
        return max(sorted(counted), key=lambda k: counted[k]) if counted else "person"

    @property
    def fullest(self) -> str:
        printed = [n for n in self.names if not n.handle] or self.names
        return max(printed, key=lambda n: (len(_words(n.text)), len(n.text), -n.start)).text


def same_names(found: Sequence[Named], posts: Sequence[Post]) -> dict[Named, tuple[str, NameKind]]:
    """For each name its actor key (slug of the fullest form printed in the text) and kind.

    A shorter name joins the nearest fuller one before it, else the first after it: a surname ('Vell') or
    first name alone, the same name with fewer words, an acronym. A handle joins its owner's printed
    name, or the one person whose surname it ends in, after an office's abbreviation or a first name.
    """
    clusters: list[_Cluster] = []
    for name in sorted((n for n in found if not n.handle), key=lambda n: (-len(_words(n.text)), n.start)):
        home = _home(name, clusters)
        if home is None:
            clusters.append(home := _Cluster())
        home.add(name)
    for name in (n for n in found if n.handle):
        home = _owner(name, clusters, posts)
        if home is None:
            clusters.append(home := _Cluster())
        home.add(name)
    return {n: (slug(_key_text(c.fullest)), c.kind) for c in clusters for n in c.names}


def _key_text(name: str) -> str:
    return re.sub(r"^[Tt]he\s+|['’]s\b", "", name).lstrip("@")


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    words = [w.strip(".,") for w in folded(name).split() if w.strip(".,")]
    return tuple(w for w in words if w not in SUFFIXES and w != "the")


def _home(name: Named, clusters: Sequence[_Cluster]) -> _Cluster | None:
    fitting = [c for c in clusters if any(_same(name, other) for other in c.printed.values())]
    if not fitting:
        return None
    before = [c for c in fitting if any(n.start <= name.start for n in c.names)]
    if before:
        return max(before, key=lambda c: max(n.start for n in c.names if n.start <= name.start))
    return min(fitting, key=lambda c: min(n.start for n in c.names))


def _same(short: Named, full: Named) -> bool:
    a, b = _words(short.text), _words(full.text)
    if a == b:
        return True
    if not a or not b:
        return False
    if full.kind == "person":
        return _same_person(a, b)
    return short.kind != "person" and (
        _initials(full.text) == short.text.replace(".", "") or _shortened(a, b)
    )


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """'Vell', 'Ana' or 'A. Vell' for 'Ana Maria Vell'; 'Ruiz' and 'Ruiz Vell' for 'Ana Ruiz Vell', whose surnames they are."""
    if len(a) == 1:
        return a[0] in b if len(b) > 1 else a == b
    if any(a == b[i : i + len(a)] for i in range(len(b) - len(a) + 1)):
        return True
    return a[-1] == b[-1] and (
        a[0] == b[0]
        or (len(a[0]) == 1 and b[0].startswith(a[0]))
        or (len(b[0]) == 1 and a[0].startswith(b[0]))
    )


def _shortened(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """'Defence Ministry' for 'Orvanian Defence Ministry', never one bare common word for a name."""
    bare = word_set("organisations", "heads")
    return len(a) < len(b) and not (len(a) == 1 and a[0] in bare) and (a == b[: len(a)] or a == b[-len(a) :])


@lru_cache(maxsize=4096)
def _initials(name: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w and w.lower() not in SMALL).upper()


def _owner(handle: Named, clusters: Sequence[_Cluster], posts: Sequence[Post]) -> _Cluster | None:
    for post in posts:
        if post.author is not None and post.handle is not None and post.handle.text == handle.text:
            signed = [c for c in clusters if any(n.start == post.author.start for n in c.names)]
            if signed:
                return signed[0]
    fitting = [c for c in clusters if c.kind == "person" and _handle_fits(handle.text[1:], c)]
    return fitting[0] if len(fitting) == 1 else None


def _handle_fits(handle: str, cluster: _Cluster) -> bool:
    words = _words(cluster.fullest)
    if not words or len(words[-1]) < 3:
        return False
    plain = re.sub(r"[\W\d_]+", "", handle.lower())
    if plain in ("".join(words), words[0][0] + words[-1], words[0] + words[-1], words[-1]):
        return True
    parts = [p.lower() for p in CAMEL.findall(handle)]
    allowed = word_set("offices", "abbreviations") | {words[0], words[0][0]}
    return len(parts) > 1 and parts[-1] == words[-1] and all(p in allowed for p in parts[:-1])
