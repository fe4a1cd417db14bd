"""What does a finding say in one sentence? According to whom, what speaks against, and who decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from chapeau.dossier.figures import Figure, counted_words
from chapeau.dossier.words import say
from chapeau.records import Finding, VerdictValue


@dataclass(frozen=True, slots=True)
class Sentence:
    """'According to `origins`, `support`, it is alleged; `against`; `decided`.'

    `origins` is None where no text alleges the conduct. Only elements of conduct are in it: context
    and mind are a person's to find. `beside` are denials that by the rules contest nothing by themselves.
    """

    origins: Figure | None
    support: str
    against: Figure | None
    against_how: str
    beside: Figure | None
    decided: str


def sentence(conduct: Sequence[Finding], denials: Sequence[str], href: str, verdict: str = "") -> Sentence:
    """The sentence over the findings on a provision's conduct; `href` leads to the origins.

    `denials` are the records that deny, of those that are only shown beside; `verdict` is what people determined on
    the whole, in words, where they did.
    """
    origins = _ids(conduct, "origins_for")
    contrary = (*_ids(conduct, "acts_against"), *_ids(conduct, "statements_against"))
    return Sentence(
        origins=counted_words(origins, "origin", href) if origins else None,
        support=_support(conduct, len(origins)),
        against=counted_words(contrary, "telling") if contrary else None,
        against_how=" and ".join(sorted({say("against", f.against) for f in conduct if f.against != "none"})),
        beside=counted_words(denials, "denial") if denials else None,
        decided=_decided(conduct, verdict),
    )


def _ids(conduct: Sequence[Finding], field: str) -> tuple[str, ...]:
    return tuple(sorted({record for f in conduct for record in getattr(f, field)}))


def _support(conduct: Sequence[Finding], origins: int) -> str:
    kinds = {f.support for f in conduct if f.support != "none"}
    if len(kinds) != 1:
        return say("in_a_sentence", "differs") if kinds else ""
    (kind,) = kinds
    return "" if kind == "one_origin" and origins == 1 else say("in_a_sentence", kind)


def _decided(conduct: Sequence[Finding], whole: str) -> str:
    """What people decided on the whole, and, apart from it, on the conduct: met conduct alone is no crime that is met."""
    given = {f.verdict.value for f in conduct}
    if not whole and given <= {"not_assessed"}:
        return say("in_a_sentence", "undecided")
    own = "; ".join(say("verdict", value) for value in get_args(VerdictValue) if value in given)
    on_the_whole = f"people decided on the whole: {whole}" if whole else "people decided nothing on the whole"
    return f"{on_the_whole} (its conduct alone: {own})"
