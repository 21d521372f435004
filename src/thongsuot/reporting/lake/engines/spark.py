"""Apache Spark: the same expressions over the same files, on a cluster that sees them under the same address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thongsuot.reporting.lake.engines import TABLE, EngineMissingError, as_promised
from thongsuot.reporting.lake.snapshots import Ask, Snapshot
from thongsuot.serving.facts.domain import schema

if TYPE_CHECKING:
    import ibis.expr.types as ir

# Moments have no zone: read as they stand, and days cut where they stand.
_ALWAYS = {
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_KINDS = {"int16": "smallint", "int32": "int", "timestamp": "timestamp_ntz"}


class SparkEngine:
    """``master``: «spark://host:port» or «local[n]». Memory and cores: as Spark's own configuration says."""

    def __init__(self, master: str) -> None:
        self.master = master
        self._session: Any = None

    def run(self, expression: ir.Table, lake: Snapshot, ask: Ask | None = None) -> Any:
        import ibis

        text = str(ibis.to_sql(expression, dialect="pyspark"))
        session = self.session()
        columns = ", ".join(f"{one.name} {_KINDS.get(one.type_name, one.type_name)}" for one in schema.COLUMNS)
        paths = [_for_hadoop(address) for address in lake.addresses(ask)]
        rows = session.read.schema(columns).parquet(*paths) if paths else session.createDataFrame([], columns)
        rows.createOrReplaceTempView(TABLE)
        return as_promised(session.sql(text).toArrow(), expression)

    def session(self) -> Any:
        """Started once; the first question waits for it."""
        if self._session is None:
            try:
                from pyspark.sql import SparkSession
            except ImportError as absent:
                raise EngineMissingError(self.master) from absent
            building = SparkSession.builder.master(self.master).appName("thongsuot")
            for name, value in _ALWAYS.items():
                building = building.config(name, value)
            self._session = building.getOrCreate()
        return self._session

    def close(self) -> None:
        if self._session is not None:
            self._session.stop()
            self._session = None


def _for_hadoop(address: str) -> str:
    return address.replace("s3://", "s3a://", 1) if "://" in address else f"file://{address}"
