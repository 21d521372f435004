"""Django database engine over the private cluster: connecting starts it, also again after a crash."""

from __future__ import annotations

from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from thongsuot.platform.postgres.cluster import USER, Cluster
from thongsuot.platform.postgres.errors import ClusterError


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL's wrapper with the private cluster's socket filled in."""

    @property
    def cluster(self) -> Cluster:
        return Cluster.in_var(settings.VAR, throwaway=settings.TESTING)

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        return {**params, "host": str(self.cluster.socket), "port": self.cluster.port, "user": USER}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            self._start()
            return super().get_new_connection(conn_params)

    def _start(self) -> None:
        try:
            self.cluster.start()
        except ClusterError as error:
            raise OperationalError(str(error)) from error
