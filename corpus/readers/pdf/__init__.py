"""PDF -> Document: glyphs and lines of each page become paragraphs and tables in reading order."""

from corpus.readers.pdf.reader import FORMAT, read_pdf

__all__ = ["FORMAT", "read_pdf"]
