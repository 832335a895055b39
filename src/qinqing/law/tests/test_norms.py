"""The norm catalogue says what it must, and a catalogue with mistakes is refused with all of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from qinqing.law.norms import load_norms, read_catalogue
from qinqing.refusals import Refused

GOOD = """
- domain: service
  name: {zh: 办事, en: Service}
  norms:
    - id: decide-in-time
      title: {zh: 按期办结, en: Decide in time}
      gist: {zh: 承诺几天就几天。, en: As promised.}
      kind: duty
      words: [限时办结, [承诺, 时限]]
"""


def test_a_catalogue_is_read_with_its_words_and_domain(tmp_path: Path):
    norm = read_catalogue(written(tmp_path, GOOD)).norms["decide-in-time"]
    assert (norm.domain, norm.kind, norm.title.zh) == ("service", "duty", "按期办结")
    assert norm.words == (("限时办结",), ("承诺", "时限"))
    assert norm.pages == ()


MISTAKES = {
    "类别不是两种之一": ("kind: duty", "kind: wish", "wish"),
    "缺英文标题": ("title: {zh: 按期办结, en: Decide in time}", "title: {zh: 按期办结}", "both zh and en"),
    "没有识别词": ("words: [限时办结, [承诺, 时限]]", "words: []", "no recognising words"),
    "识别词组为空": ("words: [限时办结, [承诺, 时限]]", "words: [[]]", "no recognising words"),
    "多出一项": ("kind: duty", "kind: duty\n      rules: [x]", "there is no slot rules"),
    "缺领域名称": ("name: {zh: 办事, en: Service}", "", "name"),
}


@pytest.mark.parametrize(("before", "after", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_the_catalogue_is_refused_and_named(tmp_path: Path, monkeypatch, before, after, said):
    monkeypatch.setenv("QINQING_LANG", "en")
    with pytest.raises(Refused) as refused:
        read_catalogue(written(tmp_path, GOOD.replace(before, after)))
    assert refused.value.code == "norms.refused"
    assert said in str(refused.value)


def test_all_mistakes_are_listed_at_once(tmp_path: Path):
    text = GOOD.replace("kind: duty", "kind: wish").replace("words: [限时办结, [承诺, 时限]]", "words: []")
    with pytest.raises(Refused) as refused:
        read_catalogue(written(tmp_path, text))
    assert len(refused.value.problems) == 2


def test_a_norm_written_twice_is_refused(tmp_path: Path):
    with pytest.raises(Refused) as refused:
        read_catalogue(written(tmp_path, GOOD + GOOD))
    assert [problem.where for problem in refused.value.problems] == ["decide-in-time"]


NO_CATALOGUE = {"坏YAML": "{[", "一句话": "just words", "一个数": "- 1", "空文件": ""}


@pytest.mark.parametrize("text", NO_CATALOGUE.values(), ids=NO_CATALOGUE)
def test_what_is_no_catalogue_is_refused(tmp_path: Path, text: str):
    with pytest.raises(Refused):
        read_catalogue(written(tmp_path, text))


def test_titles_tell_norms_apart():
    for language in ("zh", "en"):
        titles = Counter(getattr(norm.title, language) for norm in load_norms().values())
        assert [title for title, times in titles.items() if times > 1] == []


def written(folder: Path, text: str) -> Path:
    path = folder / "norms.yaml"
    path.write_text(text, encoding="utf-8")
    return path
