"""Signed notes: opened by known keys, strangers ignored, forgeries and anything malformed refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinqing.refusals import Refused
from qinqing.tlog.checkpoint import read_checkpoint
from qinqing.tlog.keys import (
    SPACES,
    Signer,
    Verifier,
    is_key_name,
    new_signer,
    read_signer,
    read_verifier,
)
from qinqing.tlog.note import Signed, open_note, read_note, signature_line, with_signatures, write_note
from qinqing.tlog.profile import TYPES, Profile, standard
from qinqing.tlog.tests.make import NOW, flips, is_refused, log_key, refused, weak_keys, witness_keys
from qinqing.tlog.text import from_base64, to_base64

# The example of C2SP signed-note
PUBLISHED_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
PUBLISHED_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()
# A head of Go's public checksum log, signed by a program that is not ours
GO_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
GO_NOTE = (
    "go.sum database tree\n49189689\nftjbAOzaupaIvaPo/G+Dk63nxOZ2s1OPOKIaPtXs7S4=\n\n— sum.golang.org "
    "Az3grlKZssqRoMNPpZfKt0TphbbcF+pzXqElURJKRNFKfaUAgqeI5k2AORH0QAhg/ebRwyIqD/OqP4oLtLnNumvOBAM=\n"
).encode()
TEXT = "第一行\n\n第三行\n"


def signed(*signers: Signer, text: str = TEXT) -> bytes:
    return write_note(text, [signature_line(text, s, NOW if s.cosigns else None) for s in signers])


def test_the_specification_s_example_opens() -> None:
    key = read_verifier(PUBLISHED_KEY)
    assert (key.name, key.key_id.hex(), key.cosigns) == ("example.com/foo", "530d903a", False)
    assert open_note(PUBLISHED_NOTE, [key]).text == "This is an example message.\n"


def test_a_log_in_the_world_signs_as_ours_does() -> None:
    opened = open_note(GO_NOTE, [read_verifier(GO_KEY)])
    assert read_checkpoint(opened.text).size == 49189689
    for changed in flips(GO_NOTE):
        assert is_refused(lambda: open_note(changed, [read_verifier(GO_KEY)]))  # noqa: B023


def test_a_key_under_which_anybody_signs_is_refused() -> None:
    for public in weak_keys():
        for cosigns in (False, True):
            with refused("note.weak_key"):
                read_verifier(str(Verifier("log.example", standard(), public, cosigns)))
    for _ in range(200):
        key = new_signer("log.example", standard()).verifier
        assert read_verifier(str(key)) == key


def test_a_note_opens_for_those_who_know_a_signer(of: Profile) -> None:
    log, (first, second) = log_key(of), witness_keys(of)
    note = signed(log, first, second)
    opened = open_note(note, [second.verifier, log.verifier])
    assert opened.text == TEXT
    assert opened.signed == (Signed(log.verifier, None), Signed(second.verifier, NOW))


def test_a_note_is_closed_to_those_who_know_no_signer(of: Profile) -> None:
    with refused("note.not_signed"):
        open_note(signed(log_key(of)), [witness_keys(of)[0].verifier])
    with refused("note.not_signed"):
        open_note(signed(log_key(of)), [])


def test_a_stranger_of_the_same_name_is_ignored(of: Profile) -> None:
    log, stranger = log_key(of), new_signer(log_key(of).name, of)
    assert open_note(signed(stranger, log), [log.verifier]).signed == (Signed(log.verifier, None),)
    with refused("note.not_signed"):
        open_note(signed(stranger), [log.verifier])


def test_one_false_signature_of_a_known_key_closes_the_note(of: Profile) -> None:
    log, (witness, _) = log_key(of), witness_keys(of)
    text = "别的\n"
    note = write_note(TEXT, [signature_line(TEXT, log), signature_line(text, witness, NOW)])
    with refused("note.false_signature"):
        open_note(note, [log.verifier, witness.verifier])


def test_every_changed_byte_of_a_note_closes_it_or_costs_it_a_signature(of: Profile) -> None:
    log, (witness, _) = log_key(of), witness_keys(of)
    note, known = signed(log, witness), [log.verifier, witness.verifier]
    for changed in flips(note, of):
        assert is_refused(lambda: open_note(changed, known)) or len(open_note(changed, known).signed) == 1  # noqa: B023


def test_a_cosignature_says_its_time_and_no_other_time(of: Profile) -> None:
    (witness, _), note = witness_keys(of), signed(witness_keys(of)[0])
    line = read_note(note).signatures[0]
    later = line.key_id + (NOW + 1).to_bytes(8, "big") + line.value[8:]
    with refused("note.false_signature"):
        open_note(write_note(TEXT, [f"— {witness.name} {to_base64(later)}\n"]), [witness.verifier])


@pytest.mark.parametrize("time", [0, 2**63, 2**64 - 1])
def test_a_time_no_cosignature_may_say_is_refused(time: int) -> None:
    witness = witness_keys(standard())[0]
    value = (
        witness.key_id
        + time.to_bytes(8, "big")
        + witness.sign(f"cosignature/v1\ntime {time}\n{TEXT}".encode())
    )
    with refused("note.false_signature"):
        open_note(write_note(TEXT, [f"— {witness.name} {to_base64(value)}\n"]), [witness.verifier])
    with pytest.raises(ValueError, match="time"):
        signature_line(TEXT, witness, time)


def test_a_signature_of_one_kind_does_not_pass_for_the_other(of: Profile) -> None:
    witness = witness_keys(of)[0]
    as_log = Signer(witness.name, of, witness.private)
    assert as_log.key_id != witness.key_id
    with refused("note.not_signed"):
        open_note(signed(as_log), [witness.verifier])
    with pytest.raises(ValueError, match="time"):
        signature_line(TEXT, witness)
    with pytest.raises(ValueError, match="time"):
        signature_line(TEXT, as_log, NOW)


MALFORMED = [
    pytest.param(b"", id="空"),
    pytest.param(b"text\n", id="没有签名"),
    pytest.param(b"text\n\n", id="空的签名"),
    pytest.param("text\n\n— a AAAAAAA=".encode(), id="没有换行"),
    pytest.param("text\n\n— a AAAAAAA=\n\n".encode(), id="末尾多一行"),
    pytest.param("text\r\n\n— a AAAAAAA=\n".encode(), id="回车"),
    pytest.param("te\txt\n\n— a AAAAAAA=\n".encode(), id="制表符"),
    pytest.param(b"text\n\n- a AAAAAAA=\n", id="短横线"),
    pytest.param("text\n\n—  AAAAAAA=\n".encode(), id="没有名字"),
    pytest.param("text\n\n— a+b AAAAAAA=\n".encode(), id="名字有加号"),
    pytest.param("text\n\n— a\u00a0b AAAAAAA=\n".encode(), id="名字有空格"),
    pytest.param("text\n\n— a AAAAAA==\n".encode(), id="太短"),
    pytest.param("text\n\n— a AAAAAAB=\n".encode(), id="多余的比特"),
    pytest.param("text\n\n— a AAAAAAA\n".encode(), id="没有补位"),
    pytest.param("text\n\n— a AAAAAAA= b\n".encode(), id="后面有字"),
    pytest.param("text\n\n— a AAAA_AA=\n".encode(), id="别的字母表"),
    pytest.param(b"text\n\n" + "— a AAAAAAA=\n".encode() * 65, id="签名太多"),
    pytest.param(b"\xff\n\n" + "— a AAAAAAA=\n".encode(), id="不是 UTF-8"),
    pytest.param(b"x" * 256_000 + "\n\n— a AAAAAAA=\n".encode(), id="太长"),
]


@pytest.mark.parametrize("note", MALFORMED)
def test_what_is_not_written_as_a_note_is_refused(note: bytes) -> None:
    with refused("note.malformed"):
        read_note(note)


def test_the_text_ends_at_the_last_empty_line() -> None:
    assert read_note("a\n\nb\n\n— c AAAAAAA=\n".encode()).text == "a\n\nb\n"


@pytest.mark.parametrize("text", ["a\n\n— b AAAAAAA=", "a\n\nb"])
def test_a_text_that_does_not_end_in_a_newline_is_a_mistake_of_ours(text: str) -> None:
    line = signature_line(text, log_key(standard()))
    with pytest.raises((ValueError, Refused)):
        write_note(text, [line])


def test_one_key_signs_a_note_once(of: Profile) -> None:
    log = log_key(of)
    with refused("note.malformed"):
        open_note(signed(log, log), [log.verifier])


def test_a_witness_s_lines_are_added_and_nothing_else(of: Profile) -> None:
    log, (witness, _) = log_key(of), witness_keys(of)
    longer = with_signatures(signed(log), [signature_line(TEXT, witness, NOW)])
    known = [log.verifier, witness.verifier]
    assert open_note(longer, known) == open_note(signed(log, witness), known)
    with refused("note.malformed"):
        with_signatures(signed(log), ["\n— a AAAAAAA=\n"])


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_whatever_text_is_signed_reads_back(lines: list[str]) -> None:
    text, log = "\n".join(lines) + "\n", log_key(standard())
    assert open_note(signed(log, text=text), [log.verifier]).text == text


@given(st.binary(max_size=200))
def test_no_bytes_open_as_a_note_nobody_signed(data: bytes) -> None:
    assert is_refused(lambda: open_note(data, [log_key(standard()).verifier]))


NAMES = [("log.example/2026", True), ("日志", True), ("", False), ("a b", False), ("a+b", False), ("a\u3000b", False),
         ("a\n", False), ("a\u2028", False), ("a\u00a0", False)]  # fmt: skip


@pytest.mark.parametrize(("name", "allowed"), NAMES)
def test_a_key_s_name_has_no_spaces_and_no_plus(name: str, allowed: bool) -> None:
    assert is_key_name(name) is allowed
    if not allowed:
        with refused("note.key_name"):
            new_signer(name, standard())
        with refused("note.key_name"):
            Verifier(name, standard(), b"\0" * 32)


@pytest.mark.parametrize("cosigns", [False, True])
def test_keys_read_back_from_how_they_are_published_and_kept(of: Profile, cosigns: bool) -> None:
    signer = new_signer("log.example", of, cosigns=cosigns)
    assert read_verifier(str(signer.verifier)) == signer.verifier
    assert read_signer(signer.secret()) == signer
    assert to_base64(signer.private) not in repr(signer) and repr(signer.private) not in repr(signer)


def test_a_changed_byte_of_a_published_key_is_refused_or_another_key(of: Profile) -> None:
    """The id covers name, kind and key in 32 bits: a slip is noticed, a forger makes a key of their own anyway."""
    text = str(log_key(of).verifier)
    for changed in flips(text.encode()):
        shown = changed.decode("utf-8", errors="replace")
        assert is_refused(lambda: read_verifier(shown))  # noqa: B023 - called at once


NO_KEYS = [
    "", "a", "a+530d903a", "a+530d903a+", "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    "example.com/foo+530d903a+CekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_KEYS)
def test_what_is_no_verifier_key_is_refused(text: str) -> None:
    with refused("note.verifier_key"):
        read_verifier(text)


def test_the_refusal_of_a_private_key_shows_nothing_of_it(of: Profile) -> None:
    secret = log_key(of).secret()
    for wrong in (
        secret[:-1],
        secret + "\n",
        secret.removeprefix("PRIVATE+KEY+"),
        secret.replace("log", "lag"),
    ):
        with pytest.raises(Exception, match="PRIVATE") as caught:
            read_signer(wrong)
        assert secret[-20:-1] not in str(caught.value)


def test_names_hold_no_space_that_python_knows_either() -> None:
    known = {chr(n) for n in range(0x110000) if chr(n).isspace()} - {"\x1c", "\x1d", "\x1e", "\x1f"}
    assert known == SPACES  # those four are control characters, which no note holds


def test_no_kind_of_key_begins_like_another() -> None:
    types = [t for pair in TYPES.values() for t in (pair.signature, pair.cosignature)]
    assert not any(a != b and b.startswith(a) for a in types for b in types)


@given(st.binary(max_size=40))
def test_base64_is_read_as_it_is_written_only(data: bytes) -> None:
    text = to_base64(data)
    assert from_base64(text) == data
    assert from_base64(text + "\n") is None and from_base64(f" {text}") is None
