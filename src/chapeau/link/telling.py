"""An act with all that is needed to compare it with acts of other documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chapeau.ground.as_told import TOLD_AS_DONE
from chapeau.records import Act, DocumentDate, Stance

Standing = Literal["supports", "against", "asked", "attempted", "threatened", "future", "conditional"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What the acts of one text that tell of one deed say of it together (`passages`).

    `id` is that of the first of them in order of id, `act` the act itself with what the others say where it
    says less: its place, day, numbers, victims, methods.
    """

    id: str
    act: Act
    perpetrators: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An act, its document's date, its actors across documents, and the origins it rests on.

    `perpetrators` are actor ids, `parties` the actor ids that findings are grouped under, `victims` the
    folded names of those who are named. `speaker` (an actor id) and `stance` are those of the statement
    it is said in, the stance that of one who relays it where that takes it back, denies, doubts or asks.
    `passage`: what the text tells of the deed before and after the act. `root`: its document is the one that its origin
    goes back to; `copied`: another text of it has the words. `repeats`: the act of an earlier text of the origin that says this in the same words.
    """

    act: Act
    date: DocumentDate | None = None
    perpetrators: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    speaker: str | None = None
    stance: Stance | None = None
    passage: Passage | None = None
    root: bool = False
    copied: bool = False
    repeats: str | None = None

    @property
    def known(self) -> Passage:
        """What its passage says; its own where nothing else of the text tells of the deed."""
        return self.passage or Passage(
            id=self.act.id,
            act=self.act,
            perpetrators=self.perpetrators,
            parties=self.parties,
            victims=self.victims,
        )

    @property
    def is_remark(self) -> bool:
        """Whether it tells a deed by neither day nor number, name nor site: it may be told of any event of its place."""
        known = self.known
        told = known.act.time or known.act.counts or known.victims or known.sites
        return self.standing == "supports" and not told

    @property
    def id(self) -> str:
        """The act's id."""
        return self.act.id

    @property
    def standing(self) -> Standing:
        """Whether it tells that the deed was done, speaks against that, or neither.

        'supports': told as done, or as possibly done. 'against': denied, negated, doubted or taken
        back. Else the certainty itself (a threat, a plan, an attempt, a condition), or 'asked', also where
        whoever was asked did not answer.
        """
        if self.act.certainty in ("denied", "negated") or self.stance in ("denies", "doubts", "retracts"):
            return "against"
        if self.stance in ("asks", "declines", "did_not_respond"):
            return "asked"
        if self.act.certainty in TOLD_AS_DONE:
            return "supports"
        return self.act.certainty  # type: ignore[return-value]
