"""Names people give files are shown without harm; those that lead elsewhere or pose are refused."""

from __future__ import annotations

import pytest

from qinqing.files import names


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param("营业执照（2026）.pdf", "营业执照（2026）.pdf", id="平常"),
        pytest.param("../../etc/passwd", "passwd", id="上级"),
        pytest.param(r"C:\Users\张三\委托书.pdf", "委托书.pdf", id="盘符"),
        pytest.param("a\x00b\r\nSet-Cookie: x.pdf", "abSet-Cookie_ x.pdf", id="控制字符"),
        pytest.param("发票\u202efdp.exe", "发票fdp.exe", id="倒写"),
        pytest.param('a"b;c.pdf', "a_b_c.pdf", id="引号"),
        pytest.param(" .. .pdf. ", "pdf", id="点和空格"),
        pytest.param("...", "_", id="只有点"),
        pytest.param("", "_", id="空"),
        pytest.param("长" * 500 + ".pdf", "长" * 116 + ".pdf", id="太长"),
    ],
)
def test_a_name_is_shown_without_harm(given: str, shown: str) -> None:
    assert names.shown(given) == shown


@pytest.mark.parametrize(
    "name",
    [
        "../a.pdf",
        "a/b.pdf",
        "a\\b.pdf",
        "a\x00.pdf",
        "a\n.pdf",
        "发票\u202efdp.pdf",
        "a\u2066.pdf",
        "\ud800.pdf",
    ],
)
def test_a_name_that_leads_elsewhere_or_reads_otherwise_is_unsafe(name: str) -> None:
    assert names.is_unsafe(name)


@pytest.mark.parametrize("name", ["营业执照.pdf", "2026.10.20 方案.v2.docx", "Ünïcode ①.pdf", "👩‍💻.pdf"])
def test_an_ordinary_name_is_neither_unsafe_nor_posing(name: str) -> None:
    assert not names.is_unsafe(name) and not names.poses(name)


@pytest.mark.parametrize("name", ["a.exe.pdf", "a.HTML.pdf", "a.php .jpg", "发票.scr.docx"])
def test_a_name_with_two_extensions_poses(name: str) -> None:
    assert names.poses(name)


@pytest.mark.parametrize(
    ("name", "extension"),
    [("a.PDF", "pdf"), ("a.pdf.", "pdf"), ("a.pdf ", "pdf"), ("a.ｐｄｆ", "pdf"), ("a", ""), (".pdf", "pdf"), ("a.pdf.exe", "exe")],
)  # fmt: skip
def test_the_last_extension_counts(name: str, extension: str) -> None:
    assert names.extension_of(name) == extension
