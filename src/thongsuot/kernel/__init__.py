"""What the platform knows about Vietnamese official figures, times and names. Pure Python, no Django.

``numbers`` reads and finds figures, ``periods`` dates and reporting periods, ``text``, ``abbreviations``, ``typos`` and
``collation`` make words findable and sortable, ``formatting`` and ``clock`` write them back. ``intervals`` and
``ranking`` say what printed figures imply, ``consistency`` doubts them, ``digests`` seals records, ``rules`` loads the
law as dated data.
"""
