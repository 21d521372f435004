"""Keys that make a repeated request harmless: the same key and body give the first answer again."""
