"""The printed book: PDF and EPUB, set from the pages that Sphinx wrote."""

from press.book.epub import build_epub
from press.book.errors import PrintError
from press.book.pdf import build_pdf

__all__ = ["PrintError", "build_epub", "build_pdf"]
