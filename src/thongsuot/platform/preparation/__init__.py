"""Which loading steps of ``thongsuot prepare`` this database has already seen, and from which files."""
