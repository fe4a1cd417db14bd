"""Which persons would be one if every likeness that waits for a person joined two?"""

from __future__ import annotations

from collections.abc import Iterable

from chapeau.ground.join import components
from chapeau.records import Person, PersonLink


class AllJoined:
    """All persons of a case with every open likeness taken as one person.

    Two rows of lists can hang together through somebody whom only a text names, so that nobody may be left out before
    they are joined.
    """

    def __init__(self, persons: Iterable[Person], links: Iterable[PersonLink]) -> None:
        of = {entry: p.id for p in persons for entry in (*p.listed, *p.victims)}
        still_open = [k for k in links if k.state == "for_a_person_to_decide"]
        self._open = [(of[k.left], of[k.right]) for k in still_open if k.left in of and k.right in of]
        groups = components({p for pair in self._open for p in pair}, self._open)
        self._first = {person: group[0] for group in groups for person in group}

    def first(self, person: Person) -> str:
        """The first, in order of id, of those with whom this person would be one."""
        return self._first.get(person.id, person.id)

    def fewest(self, persons: Iterable[Person]) -> int:
        """How many these would be."""
        return len({self.first(p) for p in persons})

    def waiting(self, persons: Iterable[Person]) -> int:
        """How many likenesses wait that join any of these, or through which they hang together with others."""
        firsts = {self.first(p) for p in persons}
        return sum(self._first[left] in firsts for left, _ in self._open)
