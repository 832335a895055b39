"""A measure's text is loaded whole or refused; what somebody decided stands when it is loaded again."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinqing.accounts.roles import Role
from qinqing.measures.models import Article, Measure, Suggestion
from qinqing.measures.services import decide_norm, import_measure
from qinqing.measures.tests.conftest import HOME_MEASURE, TEXT
from qinqing.record.models import Entry
from qinqing.refusals import Refused
from tests.support.people import Office, make_actor

pytestmark = pytest.mark.django_db


def test_chapters_articles_and_sub_items_are_loaded(text: Path) -> None:
    measure = import_measure(text)
    assert measure.key.startswith("measure-") and measure.title == "清宁市亲清政商关系试行办法"
    assert [article.address for article in measure.articles.all()] == ["1", "2", "3"]
    second = measure.articles.get(address="2")
    assert (second.chapter and second.chapter.number, second.items.count()) == (2, 2)


def test_loading_again_replaces_the_text_and_keeps_decisions(office: Office, text: Path) -> None:
    first = import_measure(text)
    actor = make_actor(Role.REVIEWER, office.officials["lawyer"])
    suggestions = Suggestion.objects.select_related("article").filter(article__measure=first)
    kept, rejected = suggestions[:2]
    decide_norm(actor, kept, "confirmed")
    decide_norm(actor, rejected, "rejected")
    text.write_text(TEXT.replace("不得拖延", "绝不拖延"), encoding="utf-8")
    second = import_measure(text)
    assert (Measure.objects.count(), second.key, second.pk != first.pk) == (1, first.key, True)
    assert "绝不拖延" in Article.objects.get(address="2").text
    states = {(s.article.address, s.norm): (s.state, s.decided_by) for s in Suggestion.objects.all()}
    assert states[kept.article.address, kept.norm] == ("confirmed", actor.user)
    assert states[rejected.article.address, rejected.norm] == ("rejected", actor.user)
    assert {state for state, _ in states.values()} == {"confirmed", "rejected", "suggested"} or len(
        states
    ) == 2


def test_each_loading_has_one_entry(text: Path) -> None:
    import_measure(text)
    import_measure(text)
    assert Entry.objects.filter(type="measures.import").count() == 2


def test_a_text_with_a_gap_is_refused_and_the_loaded_one_stands(text: Path) -> None:
    import_measure(text)
    text.write_text(TEXT.replace("第三条", "第五条"), encoding="utf-8")
    with pytest.raises(Refused):
        import_measure(text)
    assert [article.address for article in Article.objects.all()] == ["1", "2", "3"]
    assert Entry.objects.filter(type="measures.import").count() == 1


OF_30_ARTICLES = "某市优化营商环境条例\n" + "".join(
    f"第{number}条 公开惠企政策。\n"
    for tens in ("", "十", "二十")
    for number in (
        *(f"{tens}{one}" for one in "一二三四五六七八九"),
        {"": "十", "十": "二十", "二十": "三十"}[tens],
    )
)
LONG_TITLE = "\n".join(["关于" + "甲" * 110, "乙" * 115, "丙" * 110 + "办法"]) + TEXT.removeprefix(
    TEXT.splitlines()[0]
)


@pytest.mark.parametrize(
    ("words", "key", "issuer", "code"),
    [
        pytest.param(TEXT, "某局办法", None, "measure.bad_name", id="编号是中文"),
        pytest.param(TEXT, "../../elsewhere", None, "measure.bad_name", id="编号指向别的文件夹"),
        pytest.param(TEXT, "a" * 81, None, "measure.bad_name", id="编号太长"),
        pytest.param(TEXT, "own", "某" * 201, "measure.too_long", id="制定机关太长"),
        pytest.param(LONG_TITLE, "own", None, "measure.too_long", id="名称太长"),
        pytest.param(OF_30_ARTICLES, HOME_MEASURE, None, "measure.other_articles", id="别的办法"),
    ],
)
def test_what_cannot_stand_under_its_name_is_refused_whole(
    text: Path, words: str, key: str, issuer: str | None, code: str
) -> None:
    text.write_text(words, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        import_measure(text, key, issuer)
    assert (refused.value.code, Measure.objects.count()) == (code, 0)
