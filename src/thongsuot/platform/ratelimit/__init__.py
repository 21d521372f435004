"""Slows down guessing: how often something may be tried in a stretch of time."""
