"""The printing press: figures for the page and for paper, fresh notebooks, PDF and EPUB. It knows no subject."""

import sys

# A checker of addresses that comes with JupyterLab compiles 38 grammars whenever `jsonschema` is imported: 1.4 s in each
# process, for a check that nothing here asks for. `jsonschema` does without it where it is not to be had.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
