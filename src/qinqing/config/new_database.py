"""A database that is not there yet, or does not answer: made where it is new, told apart from one that is down."""

from __future__ import annotations

import os
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connection, connections

from qinqing.refusals import Failed, Say, system_words

# A database that every PostgreSQL server has, to ask from where ours is not there yet.
EVERY_SERVER_HAS = "postgres"


def is_there() -> bool:
    """Whether there is anything to ask: connecting to an SQLite file that is not there would make it."""
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).is_file()


def unreachable(error: Exception) -> Failed:
    """What the database answered stands in its own words, on one line."""
    name = "ORGAN_DATABASE_URL" if os.environ.get("QINQING_CUSTODY") == "organ" else "DATABASE_URL"
    answered = " ".join(str(error).split())
    return Failed(
        "database.unreachable",
        Say(f"数据库连接不上：{answered}。", f"The database cannot be reached: {answered}."),
        remedy=Say(
            f"请核对 {name} 的主机、端口、用户和口令，以及数据库服务是否在运行。",
            f"Check the host, port, user and password in {name}, and whether the database server runs.",
        ),
    )


def make_if_new() -> None:
    """A database that is not there yet is made empty: the folder of an SQLite file, a database on the server.

    Failed `database.not_made` where it cannot be.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        folder = Path(name).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _not_made(str(folder), system_words(error)) from error
    elif not answers():
        _make_on_server(name)


def answers() -> bool:
    """Whether a connection comes about."""
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True


def _make_on_server(name: str) -> None:
    """Asks the server itself: why a connection failed is told in the server's language only."""
    server = type(connections[DEFAULT_DB_ALIAS])(
        {**connection.settings_dict, "NAME": EVERY_SERVER_HAS}, alias="server"
    )
    try:
        with server.cursor() as asking:
            asking.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not asking.fetchone():
                asking.execute(f"CREATE DATABASE {server.ops.quote_name(name)}")
    except OperationalError as error:
        raise unreachable(error) from error
    except DatabaseError as error:
        raise _not_made(name, Say(*[" ".join(str(error).split())] * 2)) from error
    finally:
        server.close()


def _not_made(what: str, why: Say) -> Failed:
    return Failed(
        "database.not_made",
        Say(f"不能新建数据库（{what}）：{why.zh}。", f"The database ({what}) cannot be made: {why.en}."),
        remedy=Say(
            "请换一个可写的地方，或者请数据库管理员先建好。",
            "Name a place that can be written, or have the database's administrator make it first.",
        ),
    )
