"""Hostile pictures and packages, written as no producer would."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image

from qinqing.files.tests.harmless import chunk, docx, docx_parts, jpeg, packed, pdf, xlsx_parts

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
XXE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)).replace(
        b"&a0;", b"&a;"
    )
    + b"]><r>&a9;</r>"
)


def png_of(width: int, height: int, *more: bytes, idat: bytes = b"") -> bytes:
    header = struct.pack("!IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + b"".join(more)
        + chunk(b"IDAT", idat or zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def jpeg_of(width: int, height: int) -> bytes:
    data = jpeg()
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack("!HH", height, width) + data[at + 4 :]


def gif_of(width: int, height: int) -> bytes:
    return (
        b"GIF89a"
        + struct.pack("<HH", width, height)
        + b"\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    )


def tiff_of(width: int, height: int) -> bytes:
    tags = ((256, width), (257, height), (258, 1), (259, 1), (262, 0), (273, 8), (278, height), (279, 1))
    rows = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\x00" + struct.pack("<IH", 8, len(tags)) + rows + bytes(4)


def tiff_in_a_circle() -> bytes:
    return tiff_of(1, 1)[:-4] + struct.pack("<I", 8)


def webp_of(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def located(kind: str) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (34.0, 1.0, 30.0)
    if kind == "PNG":
        return png_of(1, 1, chunk(b"eXIf", exif.tobytes().removeprefix(b"Exif\0\0")))
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, kind, exif=exif)
    return out.getvalue()


def many_parts(count: int) -> bytes:
    return packed({**docx_parts(), **{f"word/{n}.xml": b"<a/>" for n in range(count)}})


def lying_count() -> bytes:
    """The last record says one part; the directory holds thousands."""
    data = bytearray(many_parts(3_000))
    data[-14:-10] = struct.pack("<HH", 1, 1)
    return bytes(data)


def endless_directory() -> bytes:
    data = bytearray(docx())
    data[-10:-6] = struct.pack("<I", 0xFFFFFFFF)
    return bytes(data)


def overlapping() -> bytes:
    """A hundred parts that are all the same bytes of the file; together below every other limit."""
    data = packed({**docx_parts(), "word/media/image1.bmp": bytes(40_000)}, zipfile.ZIP_DEFLATED)
    end = data.rindex(b"PK\x05\x06")
    parts, length, start = struct.unpack("<HLL", data[end + 10 : end + 20])
    directory = data[start:end]
    last = directory[directory.rindex(b"PK\x01\x02") :]
    copies = b"".join(last.replace(b"image1", b"imag%02d" % n) for n in range(99))
    total = parts + 99
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, total, total, length + len(copies), start, 0)
    return data[:end] + copies + tail


def local_name_differs() -> bytes:
    data = docx()
    at = data.index(b"word/document.xml")
    return data[:at] + b"evil/document.xml" + data[at + 17 :]


def stated_size_lies() -> bytes:
    """The directory says ten bytes; the part unpacks to ten million."""
    data = bytearray(packed({**docx_parts(), "word/big.xml": bytes(10_000_000)}, zipfile.ZIP_DEFLATED))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def broken_inside() -> bytes:
    """One byte is another, far behind the beginning of a part that nobody parses."""
    data = bytearray(packed({**xlsx_parts(), "xl/printerSettings/printerSettings2.bin": b"HP" * 50_000}))
    data[data.rindex(b"PK\x01\x02") - 3_000] ^= 1
    return bytes(data)


def encrypted_part() -> bytes:
    data = bytearray(docx())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def link() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as package:
        info = zipfile.ZipInfo("word/link.xml")
        info.external_attr = 0o120777 << 16
        package.writestr(info, "/etc/passwd")
    return out.getvalue()


def twice_named() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("WORD/DOCUMENT.XML", "<a/>")
    return out.getvalue()


def nul_named() -> bytes:
    return packed({**docx_parts(), "word/aXb.xml": b"<a/>"}).replace(b"word/aXb.xml", b"word/a\x00b.xml")


def within(levels: int) -> bytes:
    data = b"deep"
    for _ in range(levels):
        data = packed({"a.zip": data})
    return data


def with_part(name: str, data: bytes) -> bytes:
    return packed({**docx_parts(), name: data})


def with_relation(kind: str, target: str, outside: bool = True) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    text = f'<Relationships><Relationship Id="r1" Type="http://x/{kind}" Target="{target}"{mode}/></Relationships>'
    return with_part("word/_rels/document.xml.rels", text.encode())


def with_field(*pieces: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    text = f'<w:document xmlns:w="http://w"><w:p>{runs}</w:p></w:document>'
    return with_part("word/document.xml", text.encode())


def deep_xml() -> bytes:
    return packed({**docx_parts(), "word/deep.xml": b"<a>" * 30_000_000}, zipfile.ZIP_DEFLATED)


def deep_stored_xml() -> bytes:
    """Below every limit on sizes, and as deep as it is long."""
    return packed({**docx_parts(), "word/deep.xml": b"<a>" * 6_000_000})


def many_attributes() -> bytes:
    """A tag that is read here in a second or three, and into a tree in half a minute."""
    tag = b"<worksheet " + b" ".join(b'a%d="x"' % place for place in range(1_000_000)) + b"/>"
    return packed({**xlsx_parts(), "xl/worksheets/sheet1.xml": tag}, zipfile.ZIP_DEFLATED)


def zip_behind(data: bytes) -> bytes:
    return data + packed({"a.exe": b"MZ"})


def zip_inside_pdf() -> bytes:
    """Both readers are content: the archive ends in a comment that is the end of the PDF."""
    archive = bytearray(packed({"a.exe": b"MZ"}))
    tail = b"\n%%EOF\n"
    archive[-2:] = struct.pack("<H", len(tail))
    return pdf() + b"%" + bytes(archive) + tail
