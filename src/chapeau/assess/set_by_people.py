"""What did people set that findings stand on? The class of a conflict, and provisions that they opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chapeau.assess.conflicts import ConflictFound, conflict_found
from chapeau.assess.support import Told
from chapeau.ground.settings import Settings
from chapeau.records import Provision


class SetByPeople:
    """The settings of a case as findings ask them. `name_of` gives a party's name, by which people name it."""

    def __init__(self, settings: Settings, name_of: Callable[[str], str]) -> None:
        self.name_of = name_of
        self.opened = frozenset(one.provision for one in settings.opened)
        self._settings = settings

    def conflict(self, party: str, provision: Provision, told: Sequence[Told]) -> ConflictFound:
        """Which class of conflict people found where and when this happened, against what the provision needs."""
        names = frozenset({party, self.name_of(party)})
        return conflict_found(names, provision, [one.of for one in told], self._settings.conflicts)

    def opening(self, provision: Provision, party: str, *, concerned: bool) -> tuple[str, ...]:
        """Who opened the provision for this party, and why: by its name, or for all `concerned`."""
        names = (party, self.name_of(party))
        return tuple(
            f"Opened by {one.opened_by}. {one.reasons}"
            for one in self._settings.opened
            if one.provision == provision.id and (concerned if one.party is None else one.party in names)
        )
