"""Plain text: the file is the document, kept exactly as decoded."""

from __future__ import annotations

from chapeau.preserve.formats.base import ExtractedText, Extraction, extractor_of
from chapeau.preserve.formats.decoding import decoded, is_text


class PlainText:
    """`.txt` and `.text`, and text without a suffix that no other format recognises."""

    name = "plain"
    version = "0.1"
    media_type = "text/plain"
    suffixes = (".txt", ".text")

    def recognises(self, data: bytes) -> bool:
        """Whether the bytes are text at all."""
        return is_text(data)

    def extract(self, data: bytes, name: str) -> Extraction:
        """One document. Raises EmptyInput, BinaryInput, WrongEncoding."""
        text = ExtractedText(position=0, text=decoded(data, name))
        return Extraction(extractor=extractor_of(self), media_type=self.media_type, items=iter((text,)))
