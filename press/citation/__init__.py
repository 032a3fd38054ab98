"""How the book, a chapter, a figure and a table are cited, and where those citations appear."""

from press.citation.forms import FORMS, plain
from press.citation.work import Edition, Work, edition

__all__ = ["FORMS", "Edition", "Work", "edition", "plain"]
