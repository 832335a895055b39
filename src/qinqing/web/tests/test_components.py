"""Components escape what they are given, refuse kinds they do not know, and say what screen readers need."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.utils import translation

from qinqing.oversight.models import FindingStatus
from qinqing.web.components.findings import STANDING
from qinqing.web.components.law import highlighted
from qinqing.web.components.tables import Cell, Column, Table


def drawn(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context)


SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "source",
    [
        '{% tag x %}',
        '{% notice x %}{{ x }}{% endnotice %}',
        '{% fold x %}{{ x }}{% endfold %}',
        '{% nothing x %}{{ x }}{% endnothing %}',
        '{% button x name="n" value=x %}',
        '{% link_button x x %}',
        '{% page_head x eyebrow=x lead=x seal=x %}',
        '{% finding_head says=x lead=x %}{{ x }}{% endfinding_head %}',
        '{% section x id="i" lead=x %}{{ x }}{% endsection %}',
        '{% crumbs %}{% crumb x %}{% endcrumbs %}',
        '{% strip %}{% figure x x unit=x note=x %}{% endstrip %}',
        '{% kv %}{% pair x x note=x %}{% endkv %}',
        '{% chart src=x alt=x width=1 height=1 caption=x note=x csv=x %}{{ x }}{% endchart %}',
        '{% article x x id="i" url=x gist=x picture=x alt=x remark=x %}{% count x x %}{% endarticle %}',
        '{% rules %}{% rule_row x x says=x %}{{ x }}{% endrule_row %}{% endrules %}',
        '{% sql x x %}',
        '{% answer who=x foot=x %}{{ x }}{% endanswer %}',
        '{% timeline %}{% event on words=x note=x %}{{ x }}{% endevent %}{% endtimeline %}',
        '{% steps x %}{% step x note=x %}{% endsteps %}',
        '{% tabs x %}{% tab x x count=3 %}{% endtabs %}',
        '{% filters x x %}{% filter_words "q" x x %}{% filter_choice "c" x choices %}{% endfilters %}',
        '{{ x|phrases }}',
    ],
)  # fmt: skip
def test_words_from_outside_are_never_markup(source):
    page = drawn(source, x=SCRIPT, on=date(2026, 10, 20), choices=[(SCRIPT, SCRIPT)])
    assert "<script" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "source",
    [
        '{% tag "x" "red" %}',
        '{% notice "x" kind="error" %}{% endnotice %}',
        '{% button "x" kind="danger" %}',
        '{% figure "x" 1 key="score" %}',
        '{% step "x" state="late" %}',
        '{% status_tag "guilty" "x" %}',
    ],
)
def test_a_kind_nobody_designed_is_refused(source):
    with pytest.raises((ValueError, KeyError)):
        drawn(source)


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        pytest.param("二十五条，今年守得怎么样", ["二十五条，", "今年守得怎么样"], id="一处"),
        pytest.param("不得收礼、吃请、转账单", ["不得收礼、", "吃请、", "转账单"], id="两处"),
        pytest.param("规则", [], id="没有"),
    ],
)
def test_a_title_breaks_between_its_phrases_only(title, parts):
    page = drawn("{{ t|phrases }}", t=title)
    assert page == "".join(f'<span class="ph">{part}</span>' for part in parts) or (page, parts) == (
        title,
        [],
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1742000, "1,742,000"),
        (0, "0"),
        (Decimal("1742000.50"), "1,742,000.5"),
        (Decimal("3E+2"), "300"),
        (None, "—"),
        ("少于5", "少于5"),
        (True, "True"),
    ],
)
def test_numbers_are_grouped_and_nothing_is_a_dash(number, text):
    assert drawn("{{ n|grouped }}", n=number) == text


@pytest.mark.parametrize(
    ("language", "written"),
    [
        pytest.param("zh-hans", "2026年10月20日|10月20日|2026年10月20日 18:00", id="中文"),
        pytest.param("en", "20 October 2026|20 Oct|20 October 2026, 18:00", id="英文"),
    ],
)
def test_days_are_written_as_the_reader_writes_them_in_the_bureaus_time(language, written):
    at = datetime(2026, 10, 20, 10, 0, tzinfo=UTC)
    with translation.override(language):
        assert drawn("{{ d|day }}|{{ d|short_day }}|{{ d|moment }}", d=at) == written


class ReasonForm(forms.Form):
    kind = forms.ChoiceField(
        label="处置", choices=(("remind", "提醒"), ("dismiss", "排除预警")), widget=forms.RadioSelect
    )
    words = forms.CharField(label="理由", help_text="写事实", widget=forms.Textarea)
    due_on = forms.DateField(label="期限", required=False)
    agreed = forms.BooleanField(label="同意", help_text="可随时撤回", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_ties_its_label_hint_and_error_to_its_input():
    page = drawn("{% field form.words %}", form=ReasonForm({"kind": "remind", "words": ""}))
    assert '<label for="id_words">理由</label>' in page
    assert 'aria-describedby="id_words-hint id_words-error"' in page and 'aria-invalid="true"' in page
    assert 'id="id_words-hint"' in page and 'id="id_words-error"' in page


def test_a_field_that_may_stay_empty_says_so():
    assert "可不填" in drawn("{% field form.due_on %}", form=ReasonForm())
    assert "可不填" not in drawn("{% field form.words %}", form=ReasonForm())


def test_choices_are_a_group_under_their_legend():
    page = drawn("{% field form.kind %}", form=ReasonForm({"kind": "dismiss"}))
    assert "<legend>处置</legend>" in page and page.count('type="radio"') == 2
    assert 'value="dismiss" checked' in page


def test_options_say_what_each_means():
    page = drawn("{% options form.kind hints=hints %}", form=ReasonForm(), hints={"remind": "事实清楚"})
    assert 'aria-describedby="id_kind_0-hint"' in page and 'id="id_kind_0-hint">事实清楚' in page


def test_the_summary_of_errors_links_to_each_field():
    form = ReasonForm({"words": "", "due_on": "明天"})
    form.is_valid()
    form.add_error(None, "这件事已经办结")
    page = drawn("{% errors form %}{% fields form %}", form=form)
    for anchor in ("id_kind_0", "id_words", "id_due_on"):
        assert f'href="#{anchor}"' in page and f'id="{anchor}"' in page
    assert "这件事已经办结" in page and 'role="alert"' in page


@pytest.mark.parametrize(
    "form", [ReasonForm(), ReasonForm({"kind": "remind", "words": "好"})], ids=["新的", "写对的"]
)
def test_a_form_without_errors_has_no_summary(form):
    assert drawn("{% errors form %}", form=form) == ""


def test_a_form_that_changes_something_carries_its_token():
    page = drawn("{% post '/x/' %}{% endpost %}", csrf_token="t0ken")
    assert 'method="post"' in page and "t0ken" in page and "novalidate" in page


def test_a_pager_keeps_the_filter_and_says_which_of_how_many():
    page = drawn("{% pager page query %}", page=Paginator(range(118), 20).page(2), query="tab=open&q=a")
    assert "第 21 至 40 项，共 118 项" in page
    assert '?tab=open&amp;q=a&amp;page=3" rel="next"' in page and page.count('aria-current="page"') == 1


@pytest.mark.parametrize(("count", "links"), [(0, False), (20, False), (21, True)])
def test_a_list_of_one_page_has_no_pager(count, links):
    assert bool(drawn("{% pager page %}", page=Paginator(range(count), 20).page(1))) is links


def test_a_table_heads_its_rows_and_names_its_cells_for_cards():
    table = Table("上限", [Column("单位"), Column("次", "num")], [[Cell("甲科", url="/a/"), 2]])
    page = drawn("{% table t %}", t=table)
    assert '<th scope="row"><a href="/a/">甲科</a>' in page
    assert (
        '<td class="num" data-label="次">2' in page and 'tabindex="0" role="region" aria-label="上限"' in page
    )


def test_a_row_that_does_not_fit_its_table_is_refused():
    with pytest.raises(ValueError, match="cells"):
        Table("上限", [Column("单位")], [["甲科", 2]])


def test_the_article_that_stands_beside_nothing_has_one_column():
    assert drawn("{% columns %}甲{% beside %} \n {% endcolumns %}").strip() == "甲"
    assert "<aside" in drawn("{% columns %}甲{% beside %}乙{% endcolumns %}")


def test_sql_is_set_apart_and_escaped():
    text = highlighted("-- a <b>\nSELECT 'from <i>' FROM t WHERE a > 1")
    assert text == (
        "<i>-- a &lt;b&gt;</i>\n<b>SELECT</b> &#x27;from &lt;i&gt;&#x27; <b>FROM</b> t <b>WHERE</b> a &gt; 1"
    )


def test_every_standing_of_a_finding_has_its_frame():
    assert set(STANDING) == set(FindingStatus.values)
