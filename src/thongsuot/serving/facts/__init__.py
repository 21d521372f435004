"""Dossier facts: one row a dossier, each measure defined once, partial sums kept up to date."""
