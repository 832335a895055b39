"""What is no measure is refused whole, with its lines, and never with a traceback."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from qinqing.law.tests import texts
from qinqing.law.text import read_measure
from qinqing.refusals import Refused

MUTATIONS = 1_000
SHAPES = ("a.txt", "a.md", "a.html", "a.docx")


def refused(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        read_measure(path)
    return caught.value


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


BROKEN = [
    ("缺一条", "某办法\n第一条 甲。\n第三条 丙。\n", ["a.txt:3"]),
    ("重复一条", "某办法\n第一条 甲。\n第二条 乙。\n第二条 丙。\n", ["a.txt:4"]),
    ("缺一章", "某办法\n第一章 总则\n第一条 甲。\n第三章 附则\n第二条 乙。\n", ["a.txt:4"]),
    ("缺一项", "某办法\n第一条 应当：\n（一）甲；\n（三）丙。\n第二条 乙。\n", ["a.txt:4"]),
    ("之一不在其条之后", "某办法\n第一条 甲。\n第三条之一 乙。\n第二条 丙。\n", ["a.txt:3"]),
    ("列表缺号", "某意见\n一、甲\n三、丙\n四、丁\n", ["a.txt:3"]),
    (
        "几处一并说",
        "某办法\n第一条 甲。\n第三条 丙。\n第三条 丁。\n第六条 戊。\n",
        ["a.txt:3", "a.txt:4", "a.txt:5"],
    ),
]


@pytest.mark.parametrize(("case", "text", "places"), BROKEN)
def test_gaps_and_repeats_are_said_with_their_lines(
    case: str, text: str, places: list[str], tmp_path: Path
) -> None:
    answer = refused(put(tmp_path, "a.txt", text))
    assert answer.code == "text.numbering"
    assert [problem.where for problem in answer.problems] == places


NO_MEASURES = [
    ("空文件", "a.txt", b"", "text.empty"),
    ("一封信", "a.txt", "张三：\n见字如面。\n此致敬礼\n".encode(), "text.not-a-measure"),
    ("只有一个编号", "a.txt", "通知\n一、明天开会。\n".encode(), "text.not-a-measure"),
    ("没有条的网页", "a.html", b"<html><body><p>hello</p></body></html>", "text.not-a-measure"),
    ("空网页", "a.html", b"<!-- -->", "text.not-a-page"),
    ("不认识的后缀", "a.pdf", b"%PDF-1.7", "text.kind"),
    ("坏的压缩包", "a.docx", b"PK\x03\x04 broken", "text.not-a-document"),
    ("二进制", "a.txt", bytes(range(256)), "text.encoding"),
    ("UTF-16", "a.txt", texts.text().encode("utf-16"), "text.encoding"),
    ("含空字节", "a.txt", "第一条 甲\x00\n第二条 乙\n".encode(), "text.encoding"),
]


@pytest.mark.parametrize(("case", "name", "content", "code"), NO_MEASURES)
def test_what_is_no_measure_is_refused(
    case: str, name: str, content: bytes, code: str, tmp_path: Path
) -> None:
    assert refused(put(tmp_path, name, content)).code == code


def test_a_missing_file_a_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    assert refused(tmp_path / "none.txt").code == "text.missing"
    assert refused(folder).code == "text.folder"
    assert refused(put(tmp_path, "big.txt", b"a" * 5_000_001)).code == "text.too-large"


@pytest.mark.parametrize("first", ["utf-8", "gb18030"])
def test_two_encodings_in_one_file_are_refused_with_the_line_where_they_change(
    first: str, tmp_path: Path
) -> None:
    other = "gb18030" if first == "utf-8" else "utf-8"
    half = len(texts.lines()) // 2
    content = b"".join(
        f"{line}\n".encode(first if n < half else other) for n, line in enumerate(texts.lines())
    )
    answer = refused(put(tmp_path, "a.txt", content))
    assert answer.code == "text.encoding"
    assert answer.problems[0].where == f"a.txt:{half + 1}"


def test_a_line_in_neither_encoding_is_named(tmp_path: Path) -> None:
    content = "某办法\n第一条 甲应当守信。\n".encode("gb18030") + b"\xff\xff\xff\n"
    assert refused(put(tmp_path, "a.txt", content)).problems[0].where == "a.txt:3"


def test_a_document_of_entities_is_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "第一条 甲"><!ENTITY b "&a;&a;&a;&a;">]>'
    content = texts.docx([texts.paragraph("&b;")]).replace(b"<w:document", bomb.encode() + b"<w:document")
    assert refused(put(tmp_path, "a.docx", content)).code in ("text.not-a-document", "text.not-a-measure")


@pytest.mark.proof
def test_a_thousand_mutated_texts_are_refused_or_read_never_a_traceback(
    tmp_path: Path,
    shared: Path,
    scaled: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    sources = sound(shared)
    outcomes = {"read": 0, "refused": 0}
    for seed in range(scaled(MUTATIONS, 20 * MUTATIONS)):
        chance = random.Random(seed)
        name, content = chance.choice(sources)
        path = put(tmp_path, name, spoilt(content, chance))
        try:
            found = [article.address for article in read_measure(path).articles]
            assert found and len(set(found)) == len(found)
            outcomes["read"] += 1
        except Refused as answer:
            assert answer.code.startswith("text.") and str(answer)
            outcomes["refused"] += 1
    record_property("outcomes", outcomes)
    assert min(outcomes.values()) >= 20


def sound(shared: Path) -> list[tuple[str, bytes]]:
    """The invented measure in every shape, and the real ones."""
    body = [texts.paragraph(line) for line in texts.lines()]
    real = [("a" + path.suffix, path.read_bytes()) for path in sorted((shared / "measures").iterdir())]
    return [
        ("a.txt", texts.text().encode()),
        ("a.txt", texts.text().encode("gb18030")),
        ("a.md", texts.text().encode()),
        ("a.html", texts.page().encode()),
        ("a.docx", texts.docx(body, texts.AUTOMATIC)),
        *real,
    ]


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """One to three wounds: lines swapped, dropped or doubled; bytes flipped, cut or re-encoded; odd characters put in."""
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(WOUNDS)(content, chance)
    return content


def lines_moved(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def line_dropped(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def line_doubled(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return b"\n".join(lines)


def bytes_flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def odd_put_in(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    odd = chance.choice(
        [
            "第零条 ",
            "第一条之一条",
            "（）",
            "\u202e",
            "\U0001f600",
            "第百条 ",
            "九百九十九、",
            "<p",
            "&#0;",
            "\f\v",
            "１．",
        ]
    )
    return content[:place] + odd.encode() + content[place:]


def half_recoded(content: bytes, chance: random.Random) -> bytes:
    half = len(content) // 2
    return content[:half] + content[half:].decode("utf-8", "ignore").encode("gb18030")


WOUNDS = (lines_moved, line_dropped, line_doubled, bytes_flipped, cut, odd_put_in, half_recoded)
