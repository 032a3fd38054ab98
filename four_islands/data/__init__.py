"""The tables: read, checked, typed, described. `load("premierships")` is the door; what they mean is in `measures`."""

from four_islands.data.load import (
    BrokenTableError,
    DataError,
    Source,
    Table,
    Tables,
    load,
    sources,
    table,
    tables,
)

__all__ = ["BrokenTableError", "DataError", "Source", "Table", "Tables", "load", "sources", "table", "tables"]
