"""What the pages of the book ask for: directives, the ledger, corrections, tables as readers see them."""
