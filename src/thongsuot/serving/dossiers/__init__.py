"""Dossiers: what a citizen or an enterprise asked for, and everything that happened to it."""
