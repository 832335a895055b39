"""The nine civil-defence items are whole: cited, in both languages, open about what is not known, free of what is secret."""

from __future__ import annotations

import re
from datetime import date

import pytest

from qinqing.affairs.catalogue.forbidden import classified_word, forbidden
from qinqing.affairs.catalogue.loading import SHIPPED
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.catalogue.terms import terms_of
from qinqing.affairs.catalogue.tests.items import shipped
from qinqing.law.values.inforce import by_law_alone
from qinqing.law.values.model import SAMPLES

NINE = [
    "cad-alarm-relocation",
    "cad-basement-approval",
    "cad-completion-filing",
    "cad-demolition",
    "cad-offsite-approval",
    "cad-peacetime-registration",
    "cad-peacetime-use",
    "cad-quality-supervision",
    "cad-scrapping",
]
ITEMS = shipped()
each = pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
DAY = date(2026, 11, 30)


def test_there_are_nine():
    assert list(ITEMS) == NINE


@each
def test_every_item_cites_where_it_comes_from_and_how_sure_that_is(item: Item):
    assert item.basis
    for basis in item.basis:
        assert basis.citations and basis.confidence
        for cited in basis.citations:
            named = cited.document.kind in ("law", "regulation", "local")
            assert cited.article or not named, f"{cited.says.zh} without an article"


@each
def test_every_item_says_what_is_not_settled(item: Item):
    assert item.unsure
    assert any("启用前由本局" in words.zh for words in item.unsure), "nobody vouched for its list of papers"


@each
def test_every_text_stands_in_both_languages(item: Item):
    texts = [item.title, item.gist, item.for_whom, *item.unsure]
    texts += [says for one in item.fields for says in (one.label, one.help) if says]
    texts += [says for one in item.papers for says in (one.title, one.help) if says]
    texts += [says for step in item.steps for says in (step.title, step.what)]
    texts += [says for office in item.offices for says in (office.matter, office.office)]
    for says in texts:
        assert says.zh and says.en
        assert any("\u4e00" <= sign <= "\u9fff" for sign in says.zh), says
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in says.en), says


@each
def test_no_promise_is_in_force_before_the_bureau_confirms_it(item: Item):
    terms = terms_of(item, DAY, by_law_alone())
    assert terms.promise is None
    if item.promise:
        assert terms.sample is None or terms.sample.limit.n > 0


@each
def test_a_licence_takes_what_the_law_allows_and_no_other_item_guesses(item: Item):
    limit = terms_of(item, DAY, by_law_alone()).limit
    if item.nature == "licence":
        assert (limit.n, limit.unit) == (20, "workday")
        assert item.extended_by == "leader" and item.decider == "other"
    else:
        assert limit is None


@each
def test_nothing_secret_and_no_catch_all_is_asked_for(item: Item):
    for one in item.wanted:
        says = one.label if hasattr(one, "label") else one.title
        assert not classified_word(says.zh) and not classified_word(says.en)
        assert not any(words.found_in(says.zh) for words in forbidden().values())


@each
def test_drawings_and_what_describes_works_never_go_online(item: Item):
    for paper in item.papers:
        if (
            any(word in paper.title.zh for word in ("图", "协议", "技术方案"))
            and "审查" not in paper.title.zh
        ):
            assert paper.kind == "not_online", paper.title.zh


@each
def test_somebody_decides_at_the_end_of_the_steps(item: Item):
    assert item.steps[0].key == "receive" and item.steps[-1].key == "deliver"
    assert (item.nature == "licence") == any(step.key == "decide" for step in item.steps)


def test_no_amount_stands_in_any_item():
    for path in SHIPPED.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\d\s*(元|万元|yuan)|amount\w*:", text), path.name


def test_the_fee_is_off_site_constructions_alone_and_cites_that_nobody_may_reduce_it():
    fees = [(item.key, fee) for item in ITEMS.values() for fee in item.fees]
    assert [(key, fee.fee, fee.rule) for key, fee in fees] == [
        ("cad-offsite-approval", "offsite-construction-fee", "cad_no_discretionary_waiver")
    ]


def test_a_basement_is_filed_with_the_housing_department():
    offices = ITEMS["cad-completion-filing"].offices
    assert any("防空地下室" in o.matter.zh and "住房城乡建设" in o.office.zh for o in offices)


def test_the_builders_own_fifteen_days_bind_the_builder_and_not_the_bureau():
    filing = ITEMS["cad-completion-filing"]
    assert filing.own_limits == ("cad_completion_filing",) and not filing.limit


def test_what_rests_on_one_secondary_source_says_so():
    sure = {b.confidence for item in ITEMS.values() for b in item.basis}
    assert sure & set(SAMPLES), "some of the bases are uncertain and must be told as such"
