"""A tsquery handed to PostgreSQL as it is: ``to_tsquery`` would parse our lexemes again and split «33,8»."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Func, Value


class ReadyQuery(SearchQuery):
    """``words @@ 'lang' & 'son'::tsquery``."""

    def __init__(self, tsquery: str) -> None:
        Func.__init__(self, Value(tsquery))

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        sql, parameters = compiler.compile(self.source_expressions[0])
        return f"{sql}::tsquery", parameters
