"""Commands for who runs the machine."""
