"""How the book, a chapter, a figure and a table are cited, and where those citations appear."""

from press.cite.forms import FORMS, plain
from press.cite.work import Edition, Work, edition

__all__ = ["FORMS", "Edition", "Work", "edition", "plain"]
