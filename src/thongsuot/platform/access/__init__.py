"""Who may do and see what. Start at ``permissions`` (the catalogue), ``actors`` and ``queries``."""
