"""Sheets of members and heads of units (A10, A11): what they answer for and how it stands."""
