"""Hostile PDF files, written as no producer would."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
from pikepdf import Dictionary, Name

from qinqing.files.tests.harmless import pdf, pdf_with

ZEROS = bytes(1_000_000)


def bomb(megabytes: int, first: bytes = b"") -> bytes:
    """What inflates to `first` and so many megabytes of zeros: one packed megabyte, said again and again."""
    packing = zlib.compressobj(9)
    head = packing.compress(first) + packing.flush(zlib.Z_FULL_FLUSH)
    again = packing.compress(ZEROS) + packing.flush(zlib.Z_FULL_FLUSH)
    check = zlib.adler32(first)
    for _ in range(megabytes):
        check = zlib.adler32(ZEROS, check)
    return head + again * megabytes + b"\x03\x00" + struct.pack("!I", check)


def pdf_bomb() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    stream = document.make_stream(b"")
    stream.write(bomb(200), filter=Name.FlateDecode)
    document.Root.One = stream
    document.Root.Other = document.make_stream(b"")
    document.Root.Other.write(bomb(250), filter=Name.FlateDecode)
    return _saved(document)


def pdf_bomb_in_two_layers() -> bytes:
    twice = zlib.compress(bomb(100))
    head = b"3 0 obj\n<< /Filter [ /FlateDecode /FlateDecode ] /Length %d >>\nstream\n" % len(twice)
    return classic([*EMPTY, head + twice + b"\nendstream\nendobj\n"])


def pdf_object_stream_bomb(megabytes: int) -> bytes:
    """Packed objects are unpacked before anything is known of them: the system's bound on memory must hold."""
    body = bomb(megabytes, b"9 0 ")
    return _by_hand(
        [
            b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /X 9 0 R >>\nendobj\n",
            b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n",
            b"3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n"
            % len(body)
            + body
            + b"\nendstream\nendobj\n",
        ],
        packed_in={9: (3, 0)},
    )


def _by_hand(objects: list[bytes], packed_in: dict[int, tuple[int, int]]) -> bytes:
    data, offsets = b"%PDF-1.5\n", {}
    for number, text in enumerate(objects, 1):
        offsets[number] = len(data)
        data += text
    here, size = len(data), 11
    rows = b""
    for number in range(size):
        if number in packed_in:
            rows += struct.pack("!BIH", 2, *packed_in[number])
        elif number in offsets or number == size - 1:
            rows += struct.pack("!BIH", 1, offsets.get(number, here), 0)
        else:
            rows += struct.pack("!BIH", 0, 0, 0)
    head = b"<< /Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Length %d >>" % (size, len(rows))
    return data + b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        size - 1,
        head,
        rows,
        here,
    )


EMPTY = (
    b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n",
)


def classic(objects: list[bytes]) -> bytes:
    """A PDF file of these objects, numbered from 1, with a table at its end."""
    at, table = len(b"%PDF-1.4\n"), [b"0000000000 65535 f \n"]
    for text in objects:
        table.append(b"%010d 00000 n \n" % at)
        at += len(text)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(table), at)
    return b"%PDF-1.4\n" + b"".join(objects) + b"xref\n0 %d\n" % len(table) + b"".join(table) + tail


def pdf_of_objects(count: int) -> bytes:
    return classic([*EMPTY, *(b"%d 0 obj\n1\nendobj\n" % n for n in range(3, count))])


def deep_pdf(depth: int) -> bytes:
    return classic([EMPTY[0], EMPTY[1].replace(b"/Count 0", b"/X " + b"[" * depth + b"]" * depth)])


def action(**given: object) -> bytes:
    return pdf_with(OpenAction=Dictionary(**given))


def packed_action() -> bytes:
    return pdf_with(object_streams=True, OpenAction=Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def escaped_action() -> bytes:
    return action(S=Name("/JavaScriptQQ"), JS="1").replace(b"/JavaScriptQQ", b"/J#61vaScript")


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def restricted_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
    return out.getvalue()


def pdf_with_file() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    document.attachments["a.exe"] = b"MZ"
    return _saved(document)


def pdf_with_huge_picture() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    document.Root.X = document.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Image, Width=90_000, Height=90_000
    )
    return _saved(document)


def _saved(document: pikepdf.Pdf, **how: object) -> bytes:
    out = io.BytesIO()
    document.save(out, **how)
    return out.getvalue()
