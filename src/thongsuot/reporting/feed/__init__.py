"""Dossier events of other systems: read, kept once, folded to facts. What identifies people is dropped at the door."""
