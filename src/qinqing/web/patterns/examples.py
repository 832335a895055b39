"""What the patterns page shows its components with. People, firms and figures are invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qinqing.files.forms import AttachmentsField
from qinqing.web.charts.clock import Clock, Mark
from qinqing.web.components.attached import Attached
from qinqing.web.components.receipts import HandedOut
from qinqing.web.components.tables import Cell, Column, Table

# token, what it is for, its contrast on paper
SWATCHES = (
    ("ink", _("墨"), _("正文，15.8 : 1")),
    ("qin", _("朱"), _("印、柱；小字用深一级，8.5 : 1")),
    ("qing", _("青"), _("印、竹简；小字用深一级，8.6 : 1")),
    ("act", pgettext_lazy("颜色", "行"), _("链接、按钮、焦点；小字 8.9 : 1")),
    ("heed", _("赭"), _("临近、等待，旁边必有文字，8.4 : 1")),
    ("halt", _("绛"), _("超过、拒绝，旁边必有文字，9.8 : 1")),
)

# Accepted on a Tuesday, paused for two days, fourteen of twenty days used; looks by their first letter.
LOOKS = {"w": "waiting", "c": "counted", "p": "paused", "r": "rest", "a": "ahead"}
CLOCK = Clock(
    used=8,
    marks=(Mark(10, "承诺", date(2026, 10, 29)), Mark(15, "法定", date(2026, 11, 5), law=True)),
    unit="个工作日",
    days=tuple(
        (date(2026, 10, 13) + timedelta(days=n), LOOKS[look], n == 14)
        for n, look in enumerate("wcccrrcppccrrcaaarraaaar")
    ),
)
MONTHS = tuple(
    (f"2026-{month:02d}", counts)
    for month, counts in enumerate(
        (
            [166, 3, 0],
            [141, 0, 2],
            [201, 6, 1],
            [214, 4, 0],
            [160, 2, 0],
            [139, 0, 0],
            [130, 5, 3],
            [190, 3, 0],
            [220, 1, 0],
            [150, 0, 4],
        ),
        1,
    )
)
RULES, ORGAN_RULES, BEFORE = 7, 1, 2
STEPS, TIMES = _("步"), _("次")
SHARE = (0.83, 0.64, 0.93)
WITHIN, BEYOND = (3, 4), (5, 2)
LONG, PER_PAGE = 118, 20


@dataclass(frozen=True, slots=True)
class Link:
    start: str
    end: str
    by: str
    since: str


LINKS = (
    Link("韩亦舟", "陆某", "配偶", "2009-05-20"),
    Link("陆某", "拾光坊控股", "持股 60%", "2021-04-12"),
    Link("拾光坊控股", "云杉里防护设备", "持股 45%", "2023-08-30"),
)

SQL = """-- over the cap: one row per department, enterprise and year
SELECT 'flagged' AS verdict, v.department_id, v.observed, c.cap AS limit_
FROM   visits v JOIN caps c USING (department_id, year)
WHERE  v.observed > c.cap"""

DAYS = tuple(date(2026, *md) for md in ((9, 17), (9, 28), (10, 20)))

RECEIPT_LINK = ("https://qingning.example/verify/#", "0123456789" * 250)
_AT = datetime(2026, 10, 20, 10, 42, 7, tzinfo=UTC)
_PROMISED = HandedOut(
    words=_("企业授权代理人"),
    at=_AT,
    due=_AT + timedelta(minutes=1),
    office="清宁市人民防空办公室（虚构）",
    number="5f0c7a52-3f0e-4a51-9d3e-0d3b7c1c9e11",
    page="#p-receipt",
    promise="#p-receipt",
)


def receipts(picture: str) -> tuple[HandedOut, ...]:
    """Promised, logged, and logged with words too long for a code; `picture`: the address of a code."""
    logged = replace(_PROMISED, receipt="#p-receipt", index=1742, code=picture, check="#p-receipt")
    return _PROMISED, logged, replace(logged, whole=False)


LEVELS = (("", _("全部")), ("amber", _("提醒级")), ("red", _("要求说明情况级")))

HINTS = {
    "remind": _("事实清楚，情节轻微，已经改正。"),
    "rectify": _("写明改什么、到哪天。改完由您核对，才算办结。"),
    "dismiss": _("依据不成立。同时出具澄清书。"),
}

ATTACHED = (
    Attached("营业执照.pdf", "PDF · 214 KB", url="#p-forms"),
    Attached("委托书（扫描）.jpg", "JPG · 1.8 MB", state=_("待扫描"), kind="open"),
    Attached("申请表（旧）.docx", "DOCX · 38 KB", state=_("已撤回"), kind="done"),
)


class RefusedForm(forms.Form):
    """A form that comes back with two errors."""

    kind = forms.ChoiceField(
        label=_("选一种"),
        choices=(("remind", _("提醒")), ("rectify", _("责令整改")), ("dismiss", _("排除预警"))),
    )
    due_on = forms.DateField(
        label=_("整改期限"),
        help_text=_("例如 2026-11-03"),
        error_messages={"invalid": _("日期写法不对，例如 2026-11-03")},
    )
    words = forms.CharField(
        label=_("理由"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("还没有写理由")},
    )


class OtherForm(forms.Form):
    """Fields in their other shapes."""

    name = forms.CharField(label=_("企业名称"), initial="清宁市半亩塘置业有限公司")
    code = forms.CharField(
        label=_("统一社会信用代码"), required=False, disabled=True, initial="登录时已核对，不能改"
    )
    item = forms.ChoiceField(
        label=_("事项"), choices=(("a", _("防空地下室设计审核")), ("b", _("竣工验收备案")))
    )
    contact = forms.ChoiceField(
        label=_("怎样联系您"),
        choices=(("sms", _("短信")), ("phone", _("电话")), ("no", _("不联系"))),
        widget=forms.RadioSelect,
        initial="sms",
    )
    open = forms.BooleanField(
        label=_("同意把结果公开为案例"), required=False, help_text=_("去掉名称与金额后公开，可随时撤回。")
    )
    papers = AttachmentsField(label=_("附件"), required=False)


def refused_form() -> RefusedForm:
    given: dict[str, Any] = {"refused-kind": "rectify", "refused-due_on": "10月3日", "refused-words": ""}
    return RefusedForm(given, prefix="refused")


def table() -> Table:
    """Two rows in every kind of cell."""
    columns = (Column(_("单位")), Column(_("上限"), "num"), Column(_("自"), "nowrap"), Column(_("状态")))
    rows = (
        (
            Cell("工程管理科", url="#p-table", note="2026"),
            2,
            "2026-01-01",
            Cell(tag=_("现行"), tag_kind="done"),
        ),
        (Cell("执法支队", url="#p-table", note="2026"), None, None, Cell(tag=_("未公布"), tag_kind="unset")),
    )
    return Table(_("上限表示例"), columns, rows, caption=_("小屏上每行成一张卡片"))
