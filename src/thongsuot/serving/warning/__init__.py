"""Which dossiers are likely to be late, at which step, and which lie still. Units and steps, never a named officer."""
