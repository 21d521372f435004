"""Figures of dossiers: each measure defined once, counted in the database, any number listed (V9, I03, I06)."""
