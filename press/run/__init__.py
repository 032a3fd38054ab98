"""Notebooks run, found stale, started elsewhere; addresses asked whether they answer."""
