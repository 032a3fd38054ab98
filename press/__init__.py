"""The printing press: figures for the page and for paper, fresh notebooks, PDF and EPUB. It knows no subject."""
