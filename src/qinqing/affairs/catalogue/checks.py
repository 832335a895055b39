"""What must be true of the items together, and of each beyond its slots, so that a person may rely on any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from qinqing.affairs.catalogue.model import ASKED, CERTIFICATE, DECIDED, PROJECT, Field, Item, Paper, Source
from qinqing.law.values import load_catalogue
from qinqing.refusals import Problem, Say

# What every decision bears beside its fields.
OF_A_DECISION = (CERTIFICATE, DECIDED)
NUMBERS = ("number", "area")
Items = Mapping[str, Item]


def problems_of(items: Items) -> list[Problem]:
    """Every contradiction, each with its file."""
    return [problem for item in items.values() for check in CHECKS for problem in check(item, items)]


def _problem(item: Item, zh: str, en: str) -> Problem:
    return Problem(item.path.name, Say(zh, en))


def a_basis_is_given(item: Item, items: Items) -> Iterator[Problem]:
    if not any(basis.citations for basis in item.basis):
        yield _problem(item, "basis 至少一条依据", "basis needs at least one source")


def a_licence_has_a_limit(item: Item, items: Items) -> Iterator[Problem]:
    if item.nature == "licence" and not item.limit:
        yield _problem(
            item,
            "行政许可须有法定期限：limit: {value: lic_decision_wd}",
            "a licence has a statutory limit: limit: {value: lic_decision_wd}",
        )


def what_is_extended_has_a_limit(item: Item, items: Items) -> Iterator[Problem]:
    values = load_catalogue()
    if item.extension and not item.limit:
        yield _problem(item, "有 extension 就要有 limit", "an extension needs a limit")
    elif item.extension and values[item.extension].unit != values[item.limit].unit:
        yield _problem(
            item, "extension 与 limit 的单位不同", "the extension is counted in another unit than the limit"
        )


def a_promise_is_no_longer_than_the_law(item: Item, items: Items) -> Iterator[Problem]:
    if not item.promise or not item.promise.n or not item.limit:
        return
    value = load_catalogue()[item.limit]
    longest = value.dated[-1].value if value.dated else None
    if value.unit == item.promise.unit and isinstance(longest, int) and item.promise.n > longest:
        yield _problem(
            item,
            f"承诺 {item.promise.n} 长于法定 {longest}",
            f"the promise of {item.promise.n} is longer than the law's {longest}",
        )


def conditions_name_what_is_there(item: Item, items: Items) -> Iterator[Problem]:
    for condition in item.at_once:
        field = item.field.get(condition.field)
        if condition.field and field is None:
            yield _problem(
                item, f"at_once：没有字段 {condition.field}", f"at_once: there is no field {condition.field}"
            )
        if condition.paper and condition.paper not in item.paper:
            yield _problem(
                item, f"at_once：没有材料 {condition.paper}", f"at_once: there is no paper {condition.paper}"
            )
        if condition.decision and condition.decision not in items:
            yield _problem(
                item,
                f"at_once：没有事项 {condition.decision}",
                f"at_once: there is no item {condition.decision}",
            )
        decided = items.get(condition.decision)
        if decided and not _told_apart(item, decided):
            yield _problem(
                item,
                f"at_once：看不出是哪一个 {decided.key}，要有 {PROJECT}，或者 from: decision:{decided.key}.{CERTIFICATE} 的字段",
                f"at_once: which {decided.key} is meant is not said: take {PROJECT}, or a field from: decision:{decided.key}.{CERTIFICATE}",
            )
        for key in condition.unchanged:
            if key not in item.field or (decided and key not in decided.field):
                yield _problem(
                    item,
                    f"at_once：{key} 两边都要有，才看得出变没变",
                    f"at_once: whether {key} is unchanged shows only where both ask for it",
                )
        if field and not _comparable(field, condition.equals, condition.at_most):
            yield _problem(
                item,
                f"at_once：{field.key} 不能这样比较",
                f"at_once: {field.key} cannot be compared like that",
            )


def _told_apart(item: Item, decided: Item) -> bool:
    """A firm has several projects and works: a decision on one is none on another."""
    return (PROJECT in item.field and PROJECT in decided.field) or item.number_of(decided.key) is not None


def _comparable(field: Field, equals: str, at_most: str) -> bool:
    if at_most:
        return field.kind in (*NUMBERS, "money")
    if equals and field.kind == "choice":
        return equals in [choice.key for choice in field.choices]
    return not equals or field.kind != "yes_no" or equals in ("yes", "no")


def fees_multiply_a_number(item: Item, items: Items) -> Iterator[Problem]:
    for fee in item.fees:
        field = item.field.get(fee.quantity)
        if field is None or field.kind not in NUMBERS:
            yield _problem(
                item,
                f"收费 {fee.fee} 的数量 {fee.quantity} 应是一个面积或者数字字段",
                f"fee {fee.fee} is multiplied by {fee.quantity}, which is no area or number field",
            )


def decisions_are_of_known_items(item: Item, items: Items) -> Iterator[Problem]:
    for one in item.wanted:
        if one.source.kind == "decision" and not _known(one.source, items):
            named = f"decision:{one.source.item}" + (f".{one.source.name}" if one.source.name else "")
            yield _problem(
                item, f"{one.key} 的来源 {named} 不存在", f"{one.key} comes from {named}, which is not there"
            )


def _known(source: Source, items: Items) -> bool:
    decided = items.get(source.item)
    return decided is not None and (not source.name or source.name in (*decided.field, *OF_A_DECISION))


def what_comes_from_a_project_names_it(item: Item, items: Items) -> Iterator[Problem]:
    if PROJECT in item.field:
        return
    for one in item.wanted:
        if one.source.kind == "project":
            yield _problem(
                item,
                f"{one.key} 来自同一项目，表里却没有 {PROJECT}",
                f"{one.key} comes from the same project, but there is no field {PROJECT}",
            )


def what_is_the_same_is_asked(item: Item, items: Items) -> Iterator[Problem]:
    for one in item.wanted:
        name = one.source.name
        if one.source.kind == "same" and (name not in item.field or name == one.key):
            yield _problem(
                item,
                f"{one.key} 按 {name} 认，表里却没有这个字段",
                f"{one.key} goes by {name}, but there is no such field",
            )


def what_is_asked_each_time_says_why(item: Item, items: Items) -> Iterator[Problem]:
    """A firm that brought it before is told why once was not enough."""
    for paper in item.papers:
        if paper.source == ASKED and paper.each_time is None:
            yield _problem(
                item,
                f"材料 {paper.key} 每次都要，请用 each_time 写明为什么；交过就够的写 from",
                f"paper {paper.key} is asked each time: say why in each_time, or from where it is had",
            )
        if paper.source != ASKED and paper.each_time is not None:
            yield _problem(
                item,
                f"材料 {paper.key} 有 from，不用写 each_time",
                f"paper {paper.key} has a from, and so no each_time",
            )


def a_key_means_the_same_everywhere(item: Item, items: Items) -> Iterator[Problem]:
    """What was answered once is filled in by its key: the same key may not ask something else elsewhere."""
    for other in items.values():
        if other.key >= item.key:
            continue
        for key in item.field.keys() & other.field.keys():
            if _asks(item.field[key]) != _asks(other.field[key]):
                yield _problem(
                    item,
                    f"字段 {key} 在 {other.key} 里问的是另一件事，请换一个键",
                    f"field {key} asks something else in {other.key}: take another key",
                )
        for key in item.paper.keys() & other.paper.keys():
            if _wants(item.paper[key]) != _wants(other.paper[key]):
                yield _problem(
                    item,
                    f"材料 {key} 在 {other.key} 里是另一份，请换一个键",
                    f"paper {key} is another one in {other.key}: take another key",
                )


def _asks(field: Field) -> tuple[object, ...]:
    return field.label, field.kind, field.choices


def _wants(paper: Paper) -> tuple[object, ...]:
    return paper.title, paper.kind


CHECKS: tuple[Callable[[Item, Items], Iterator[Problem]], ...] = (
    a_basis_is_given,
    a_licence_has_a_limit,
    what_is_extended_has_a_limit,
    a_promise_is_no_longer_than_the_law,
    conditions_name_what_is_there,
    fees_multiply_a_number,
    decisions_are_of_known_items,
    what_comes_from_a_project_names_it,
    what_is_the_same_is_asked,
    what_is_asked_each_time_says_why,
    a_key_means_the_same_everywhere,
)
