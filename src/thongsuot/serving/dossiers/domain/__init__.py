"""Pure: no Django here."""
