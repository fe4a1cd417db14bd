"""What of a case link, weigh and assess take: the latest text of each item, as people left what was read of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile
from chapeau.link import OriginLink, masthead
from chapeau.link.translations import translation_links
from chapeau.pipeline.reviewed import AfterReview
from chapeau.records import Act, CasualtyList, Document, DocumentDate, Reading, Statement


@dataclass(frozen=True)
class Standing:
    """The records of a case as link, weigh and assess take them: reviewed, without the rejected.

    What is asked of every document is read once: a case's documents are all there before it is linked.
    """

    case: Casefile
    review: AfterReview
    superseded: frozenset[str]

    def documents(self) -> Iterator[Document]:
        """All documents, one at a time; of several extractions of one text, the latest."""
        return (d for d in self.case.all(kinds.DOCUMENTS) if d.id not in self.superseded)

    def translations(self) -> tuple[OriginLink, ...]:
        """Links from documents that are stated to be translations to what they translate."""
        translated = [s for s in self.case.all(kinds.SOURCES) if s.translation_of is not None]
        if not translated:
            return ()
        of: defaultdict[str, list[str]] = defaultdict(list)
        for document in self.documents():
            of[document.source].append(document.id)
        return tuple(translation_links(translated, self.case.all(kinds.SOURCES), of))

    def acts_of(self, document: str) -> tuple[Act, ...]:
        """One document's acts that nobody rejected, in order of id."""
        return tuple(self.review.standing(iter(self.case.of_document(kinds.ACTS, document))))

    def statements_of(self, document: str) -> tuple[Statement, ...]:
        """One document's statements that nobody rejected, in order of id."""
        return tuple(self.review.standing(iter(self.case.of_document(kinds.STATEMENTS, document))))

    def date_of(self, document: str) -> DocumentDate | None:
        """One document's date, as its reading has it."""
        head = self.case.find(kinds.READINGS, document)
        return None if head is None else head.date

    def reading_of(self, document: str) -> Reading | None:
        """One document's reading, put together again, if it was read."""
        head = self.case.find(kinds.READINGS, document)
        return None if head is None else self._whole(head)

    def acts(self) -> Iterator[Act]:
        """All acts that nobody rejected."""
        acts = self.review.standing(self.case.all(kinds.ACTS))
        return (act for act in acts if act.document not in self.superseded)

    def statements(self) -> Iterator[Statement]:
        """All statements that nobody rejected."""
        statements = self.review.standing(self.case.all(kinds.STATEMENTS))
        return (said for said in statements if said.document not in self.superseded)

    def lists(self) -> tuple[CasualtyList, ...]:
        """All lists of persons, as people left what is declared of them."""
        return tuple(map(self.review.of, self.case.all(kinds.LISTS)))

    @cached_property
    def dates(self) -> Mapping[str, DocumentDate | None]:
        """Each document's date, as its reading has it."""
        return {head.document: head.date for head in self._heads}

    @cached_property
    def publishers(self) -> Mapping[str, str]:
        """Each document's publisher, stated or printed above the text, where there is one."""
        named = ((d.id, d.publisher or masthead(d)) for d in self.documents())
        return {document: name for document, name in named if name}

    def languages(self) -> list[tuple[str, str]]:
        """Each document's language, as its reading has it."""
        return [(head.document, head.language) for head in self._heads]

    @cached_property
    def _heads(self) -> tuple[Reading, ...]:
        return tuple(head for head in self.case.all(kinds.READINGS) if head.document not in self.superseded)

    def _whole(self, head: Reading) -> Reading:
        case, review, document = self.case, self.review, head.document
        return replace(
            head,
            statements=self.statements_of(document),
            acts=self.acts_of(document),
            responses=tuple(review.standing(iter(case.of_document(kinds.RESPONSES, document)))),
            mentions=case.of_document(kinds.MENTIONS, document),
        )
