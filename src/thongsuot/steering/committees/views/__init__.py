"""Screens of committees."""
