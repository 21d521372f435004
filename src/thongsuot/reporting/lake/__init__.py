"""The lake: dossier facts as partitioned Parquet files, exported from the database or imported, asked by an engine.

``<root>/facts/month=YYYY-MM/province=<number>/part-<digest>.parquet``: month of ``started_at``; rows by unit, moment.
``<root>/manifest-<n>.json``: which files make up the n-th state, how many rows and what sums they hold.
``<root>/CURRENT``: the state that holds. It alone is ever replaced; a reader opens it once and sees one whole state.
"""
