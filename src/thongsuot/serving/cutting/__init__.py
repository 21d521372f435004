"""Cutting procedures down: proposal → opinions → approval → new version → promised against measured (J10, H01, H02)."""
