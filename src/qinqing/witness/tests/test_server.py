"""Over HTTP a witness answers as C2SP tlog-witness has it, whoever asks and however."""

from __future__ import annotations

import http.client
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qinqing.tlog.checkpoint import open_checkpoint
from qinqing.tlog.note import open_note, read_note, with_signatures
from qinqing.tlog.profile import standard
from qinqing.tlog.tests.make import ORIGIN, log_key, submission
from qinqing.tlog.tests.test_witness import bodies, log
from qinqing.tlog.witness import read_submission
from qinqing.witness import server as serving
from qinqing.witness.desk import LONGEST_BODY, digest
from qinqing.witness.folder import EVIDENCE, own_key
from qinqing.witness.server import Server

OF = standard()
Reply = tuple[int, str, str]


def connected(server: Server) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)


def asked(server: Server, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
    connection = connected(server)
    connection.request(method, path, body, headers)
    reply = connection.getresponse()
    said = reply.status, reply.headers["Content-Type"], reply.read().decode()
    connection.close()
    return said


def post(server: Server, body: bytes) -> Reply:
    return asked(server, "POST", "/add-checkpoint", body)


def first(server: Server) -> None:
    assert post(server, submission(OF, 0, log(OF, 5), log_key(OF)))[0] == 200


def test_a_checkpoint_is_cosigned_by_lines_that_its_note_takes(server: Server, folder: Path) -> None:
    body = submission(OF, 0, log(OF, 5), log_key(OF))
    status, kind, lines = post(server, body)
    assert (status, kind) == (200, "text/plain; charset=utf-8")
    note = with_signatures(read_submission(body).note, [lines])
    assert open_note(note, [own_key(folder).verifier]).signed[0].time


@pytest.mark.parametrize("name", [*bodies(OF)])
def test_what_may_not_be_cosigned_has_the_specification_s_status(server: Server, name: str) -> None:
    first(server)
    body, status, _ = bodies(OF)[name]
    said = post(server, body)
    assert said[0] == status and "—" not in said[2]
    if status == 409:
        assert said == (409, "text/x.tlog.size", "5\n")


def test_one_connection_serves_many_submissions(server: Server) -> None:
    connection = connected(server)
    for old, new in ((0, 5), (5, 5), (5, 9)):
        connection.request("POST", "/add-checkpoint", submission(OF, old, log(OF, new), log_key(OF)))
        reply = connection.getresponse()
        assert reply.status == 200
        reply.read()
    connection.close()


def test_the_checkpoint_cosigned_last_is_anybody_s_to_fetch(server: Server, folder: Path) -> None:
    address = f"/{digest(ORIGIN)}/checkpoint"
    assert asked(server, "GET", address)[0] == 404
    first(server)
    status, _, note = asked(server, "GET", address)
    opened = open_checkpoint(note.encode(), [log_key(OF).verifier], [own_key(folder).verifier])
    assert (status, opened.checkpoint.size, len(opened.cosigned)) == (200, 5, 1)


@pytest.mark.parametrize(
    "path", ["/", "/state", "/../witness.key", f"/{'0' * 64}/checkpoint", "/add-checkpoint"]
)
def test_nothing_else_is_given_out(server: Server, path: str) -> None:
    first(server)
    assert asked(server, "GET", path)[0] == 404
    assert asked(server, "POST", f"{path}x", b"")[0] == 404


def test_a_body_without_a_length_or_too_long_is_not_read(server: Server) -> None:
    assert (
        asked(server, "POST", "/add-checkpoint", None, **{"Content-Length": str(LONGEST_BODY + 1)})[0] == 413
    )
    assert asked(server, "POST", "/add-checkpoint", None, **{"Content-Length": "-1"})[0] == 411
    assert asked(server, "POST", "/add-checkpoint", None, **{"Transfer-Encoding": "chunked", "Content-Length": "5"})[0] == 411  # fmt: skip


def test_what_proves_a_rewriting_is_kept(server: Server, folder: Path) -> None:
    first(server)
    fork = submission(OF, 5, log(OF, 9, fork_at=3), log_key(OF))
    assert post(server, fork)[0] == 422
    assert post(server, b"old 5\n")[0] == 400
    (kept,) = (folder / EVIDENCE).iterdir()
    assert kept.read_bytes() == fork


def test_of_two_histories_submitted_at_once_one_is_cosigned(server: Server) -> None:
    rivals = [submission(OF, 0, log(OF, 9, fork_at=n % 2 or None), log_key(OF)) for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        replies = [*zip(rivals, pool.map(lambda body: post(server, body), rivals), strict=True)]
    cosigned = {read_note(read_submission(body).note).text for body, reply in replies if reply[0] == 200}
    assert len(cosigned) == 1


def test_strangers_who_hold_connections_open_do_not_shut_others_out(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "CONNECTION_SECONDS", 0.2)
    port = server.server_address[1]
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(serving.MOST_CONNECTIONS)]
    for one in idle:
        one.settimeout(5)
        one.sendall(b"POST /add-checkpoint HTTP/1.1\r\n")
    for one in idle:
        assert one.recv(1) == b""  # hung up on
        one.close()
    first(server)


def test_a_full_disk_is_told_and_the_next_submission_is_taken(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    body = submission(OF, 0, log(OF, 5), log_key(OF))
    with monkeypatch.context() as patched:
        patched.setattr("qinqing.tlog.state._write", full)
        status, _, said = post(server, body)
    assert status == 503 and "磁盘已满" in said
    assert post(server, body)[0] == 200


def test_an_address_in_use_is_refused(server: Server) -> None:
    with pytest.raises(Exception, match=r"witness\.address_taken"):
        Server(("127.0.0.1", server.server_address[1]), server.desk)
