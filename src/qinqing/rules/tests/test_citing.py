"""A place in the law, written in Chinese in a rule's header, is said in English with the document's own name."""

from __future__ import annotations

import pytest
import yaml

from qinqing.rules.catalogue import load_rules
from qinqing.rules.citing import OTHERS, cited


@pytest.mark.parametrize(
    ("place", "english"),
    [
        pytest.param("行政许可法 第四十二条", "Administrative Licensing Law, Art. 42", id="一条"),
        pytest.param(
            "行政强制法 第六十一条至第六十四条", "Administrative Coercion Law, Arts 61–64", id="几条连着"
        ),
        pytest.param(
            "保障中小企业款项支付条例（国务院令第728号，至2025-05-31）第八条、第十五条",
            "Regulation on Ensuring Payments to Small and Medium Enterprises (国务院令第728号), until 2025-05-31, Arts 8, 15",
            id="同名的看文号",
        ),
        pytest.param(
            "国务院办公厅关于严格规范涉企行政检查的意见（国办发〔2024〕54号）",
            "Opinions on Strictly Regulating Enterprise Inspections (国办发〔2024〕54号)",
            id="前面写了制定机关",
        ),
        pytest.param("民法典 第二百零二条", "Civil Code, Art. 202", id="数值不引用的"),
        pytest.param("某市办法 第二条", "某市办法, Art. 2", id="没有登记英文名的照写"),
    ],
)
def test_a_place_is_said_in_english(place: str, english: str) -> None:
    assert (cited(place).zh, cited(place).en) == (place, english)


def test_every_document_listed_beside_the_values_is_cited_by_a_rule() -> None:
    listed = yaml.safe_load(OTHERS.read_text(encoding="utf-8"))
    places = [place for rule in load_rules().values() for place in rule.source]
    assert [title for title in listed if not any(title in place for place in places)] == []
