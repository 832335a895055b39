"""An item's file as a bureau might write it, and what reading it says."""

from __future__ import annotations

from pathlib import Path

from qinqing.affairs.catalogue.loading import load_items, read_items
from qinqing.affairs.catalogue.model import Item
from qinqing.refusals import Problem

NOWHERE = Path("/nonexistent")
OWN = """item: street-trading
title: {zh: 临时占道经营备案, en: Filing of trade on the street}
nature: filing
gist: {zh: 短期摆摊的，事先报备。, en: Short trade on the street is filed before.}
for_whom: {zh: 个体工商户。, en: Individually-owned businesses.}
basis:
  - {source: {business-environment: 37}, confidence: 1}
decider: handler
common: [applicant]
fields:
  - {field: trade_from, label: {zh: 起始日, en: From}, kind: date}
papers:
  - {paper: sketch, title: {zh: 摊位草图, en: Sketch of the stall}, class: public, each_time: {zh: 每次摊位不同, en: The stall differs each time}}
steps:
  - {step: receive, title: {zh: 收件, en: Receipt}, by: clerk, what: {zh: 当场办结。, en: Settled on the spot.}}
"""


def shipped() -> dict[str, Item]:
    return load_items(NOWHERE)


def write(folder: Path, text: str = OWN, name: str = "street-trading") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str, name: str = "street-trading") -> list[Problem]:
    """What is wrong with one own file that says `text`."""
    write(folder, text, name)
    found: list[Problem] = []
    read_items(folder, found)
    return found
