"""A private PostgreSQL cluster for machines without a database server of their own.

Used only where ``DATABASE_URL`` is not set.  The package is also the Django database engine
(``ENGINE = "thongsuot.platform.postgres"``): the cluster starts on the first connection.
"""
