"""Files as honest people attach them, built in memory; what hostile ones are made from."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

MAIN = "application/vnd.openxmlformats-officedocument."
WORD, SHEET = f"{MAIN}wordprocessingml.document.main+xml", f"{MAIN}spreadsheetml.sheet.main+xml"


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (32, 24), (180, 40, 30)).save(out, kind)
    return out.getvalue()


def png() -> bytes:
    return picture("PNG")


def jpeg() -> bytes:
    return picture("JPEG")


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=1) as package:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            info.filename, info.compress_type = name, method  # as given: ZipInfo would mend a name
            package.writestr(info, data, method)
    return out.getvalue()


def content_types(main: str) -> bytes:
    return (
        f'<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'.encode()
    )


def docx_parts() -> dict[str, bytes]:
    return {
        "[Content_Types].xml": content_types(WORD),
        "_rels/.rels": b"<Relationships/>",
        "word/document.xml": '<w:document xmlns:w="http://w"><w:p><w:r><w:t>申请表</w:t></w:r></w:p></w:document>'.encode(),
    }


def xlsx_parts() -> dict[str, bytes]:
    return {
        "[Content_Types].xml": content_types(SHEET),
        "xl/workbook.xml": b"<workbook/>",
        "xl/worksheets/sheet1.xml": b"<worksheet/>",
        "xl/printerSettings/printerSettings1.bin": b"HP LaserJet",
    }


def ofd_parts() -> dict[str, bytes]:
    return {
        "OFD.xml": b'<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>',
        "Doc_0/Document.xml": b"<a/>",
        "Doc_0/Signs/Sign_0/SignedValue.dat": b"0\x82\x01",
    }


def docx() -> bytes:
    return packed(docx_parts(), zipfile.ZIP_DEFLATED)


def xlsx() -> bytes:
    return packed(xlsx_parts(), zipfile.ZIP_DEFLATED)


def ofd() -> bytes:
    return packed(ofd_parts(), zipfile.ZIP_DEFLATED)


def pdf() -> bytes:
    return pdf_with()


def pdf_with(object_streams: bool = False, **root: object) -> bytes:
    """One empty page, and in its catalogue what is given."""
    document = pikepdf.new()
    document.add_blank_page()
    for name, value in root.items():
        setattr(document.Root, name, value)
    out = io.BytesIO()
    mode = pikepdf.ObjectStreamMode
    document.save(
        out, deterministic_id=True, object_stream_mode=mode.generate if object_streams else mode.disable
    )
    return out.getvalue()


def bright_photo() -> bytes:
    """As newer phones write it: a second picture for bright screens behind the first."""
    return jpeg() + jpeg()


def samsung_photo() -> bytes:
    return jpeg() + b"\x00\x00\x01\x0a\x0e\x00\x00\x00Image_UTC_Data1700000000000SEFHk\x00\x00\x00SEFT"


def linked_docx() -> bytes:
    """A page of the web, linked from the text: nothing is fetched before somebody asks for it."""
    relation = '<Relationships><Relationship Id="r1" Type="http://x/hyperlink" Target="https://example.gov.cn/" TargetMode="External"/></Relationships>'
    return packed({**docx_parts(), "word/_rels/document.xml.rels": relation.encode()})


def longest_cell() -> bytes:
    text = b"<c t='inlineStr'><is><t>" + b"&#x4E00;" * 32_767 + b"</t></is></c>"
    sheet = b"<worksheet><sheetData><row>" + text + b"</row></sheetData></worksheet>"
    return packed({**xlsx_parts(), "xl/worksheets/sheet1.xml": sheet})


HARMLESS = {
    "PDF": ("a.pdf", pdf),
    "PDF，对象流": ("a.pdf", lambda: pdf_with(object_streams=True)),
    "OFD": ("a.ofd", ofd),
    "JPG": ("a.JPG", jpeg),
    "新手机的 JPG": ("a.jpeg", bright_photo),
    "三星的 JPG": ("a.jpg", samsung_photo),
    "PNG": ("a.png", png),
    "DOCX": ("a.docx", docx),
    "带网址的 DOCX": ("a.docx", linked_docx),
    "XLSX": ("a.xlsx", xlsx),
    "一格写满的 XLSX": ("a.xlsx", longest_cell),
}
