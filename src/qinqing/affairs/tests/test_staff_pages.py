"""What staff see and do on the pages: the list by the clock, one case whole, each act once, and who may not look."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs.forms import ACTS
from qinqing.affairs.models import Application, Draft, Kind, Problem, Rating
from qinqing.affairs.offered import item_of
from qinqing.affairs.permissions import MAY
from qinqing.affairs.selectors.cases import case_of
from qinqing.affairs.selectors.possible import why_not
from qinqing.affairs.selectors.worklists import PER_PAGE
from qinqing.affairs.services import accepting, correcting, deciding, demanding, rating, running
from qinqing.affairs.services.problems import raise_problem
from qinqing.affairs.tests.scene import ITEM, NOON, Scene, answers
from qinqing.affairs.tests.test_selectors import some
from qinqing.organisations.models import Official
from qinqing.refusals import Refused
from tests.support.people import make_actor

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]
WHY = ("符合条件。", "实施办法第十六条")


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def page(actor: Actor, path: str) -> str:
    answer = browser(actor).get(path)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.text)


def address(application: Application, act: str = "") -> str:
    return f"/gw/affairs/{application.number}/{act}{'/' if act else ''}"


def numbers(text: str) -> list[str]:
    return re.findall(r"· (X-\d{6}|\d{4}-\d{6})</span>", text)


# the list


def test_the_list_says_how_near_each_is_in_words_and_colour(scene: Scene) -> None:
    today = NOON.date()
    some(scene, 1, act_by=today)
    some(scene, 1, act_by=today - timedelta(days=4))
    text = page(scene.clerk, "/gw/affairs/")
    assert text.index("已超期 2 个工作日") < text.index("今天到期</span>")
    assert "已超期 1 件，今天到期 1 件" in text and "tag-halt" in text


def test_pages_follow_each_other_without_a_gap_or_a_repetition(scene: Scene) -> None:
    """Many of one day, so that the day alone does not say where a page ends."""
    some(scene, 2 * PER_PAGE + 3, act_by=NOON.date())
    path, seen = "/gw/affairs/?tab=unit", []
    while path:
        text = page(scene.chief, path)
        seen += numbers(text)
        found = re.search(r'href="(\?[^"]*after=[^"]*)"', text)
        path = f"/gw/affairs/{found[1]}".replace("&amp;", "&") if found else ""
    assert len(seen) == len({*seen}) == 2 * PER_PAGE + 3


def test_the_head_reads_every_unit_in_one_order(scene: Scene) -> None:
    today = NOON.date()
    units = scene.office.departments
    for n, unit in enumerate(("works", "law", "works", "law")):
        some(scene, 1, department=units[unit], act_by=today + timedelta(days=n))
    assert numbers(page(scene.head, "/gw/affairs/")) == [f"X-{n:06d}" for n in range(4)]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("2026-000007", id="编号"),
        pytest.param("7", id="只写几号"),
        pytest.param("一苇渡", id="企业名称"),
        pytest.param("91419900MA00000001", id="信用代码"),
    ],
)
def test_one_is_found_by_number_or_firm_even_when_it_has_ended(scene: Scene, words: str) -> None:
    wanted = scene.decided()
    Application.objects.filter(pk=wanted.pk).update(number="2026-000007")
    some(scene, 1, enterprise=scene.office.other_firm)
    assert numbers(page(scene.clerk, f"/gw/affairs/?q={words}")) == ["2026-000007"]


def test_filters_narrow_the_list_and_nonsense_is_no_filter(scene: Scene) -> None:
    some(scene, 1, state="paused")
    some(scene, 1, item="cad-scrapping", handler=None)
    path = "/gw/affairs/?tab=unit&"
    found = [
        numbers(page(scene.clerk, path + query)) for query in ("state=paused", "item=cad-scrapping", "free=1")
    ]
    assert found == [["X-000000"], ["X-000001"], ["X-000001"]]
    assert len(numbers(page(scene.clerk, path + "state=x&item=y&after=z"))) == 2


def test_a_list_asks_as_much_of_many_rows_as_of_few(scene: Scene, django_assert_max_num_queries: Any) -> None:
    some(scene, PER_PAGE + 1)
    client = browser(scene.clerk)
    client.get("/gw/affairs/")
    with django_assert_max_num_queries(14):
        client.get("/gw/affairs/?tab=unit")


# one case


def test_a_case_shows_all_that_was_said_of_it(scene: Scene) -> None:
    works = scene.office.departments["works"]
    demanding.record_precheck(scene.clerk, "returned", ITEM, scene.office.firm, works, "先前口头退过")
    application = scene.accepted()
    demanding.record_demand(scene.firm, application, 2, "要过一份盖章的说明")
    running.note_trip(scene.clerk, application, 3, "补交图纸")
    running.pause(scene.clerk, application, 4, "expert_review", "评审委托书第 3 号", 15)
    text = page(scene.clerk, address(application))
    for words in (
        "先前口头退过",
        "要过一份盖章的说明",
        "企业登记",
        "到场 1 次",
        "评审委托书第 3 号",
        "专家评审",
    ):
        assert words in text, words
    for label in ("拟拆除日期", "下载 a.pdf", "还没有交到窗口", "一段一段说清楚"):
        assert label in text, label


def test_a_receipt_is_offered_for_ones_own_steps_only(scene: Scene) -> None:
    application = scene.accepted()
    assert page(scene.clerk, address(application)).count("/receipts/") == 1
    assert "/receipts/" not in page(scene.watcher, address(application))


def test_a_machines_decision_says_so(scene: Scene) -> None:
    scene.decided("cad-peacetime-registration", registration_kind="first")
    granted = scene.filed("cad-peacetime-registration", registration_kind="renewal")
    assert granted.by_machine
    text = page(scene.clerk, address(granted))
    assert "机器办结，没有人工审查" in text and "系统，没有人工经手" in text


# acts

FILLED: dict[str, dict[str, Any]] = {
    "accept": {},
    "refuse_scope": {"office": "-", "other": "住房城乡建设主管部门", "words": "地面房屋"},
    "notify": {"field:contact_phone": "少一位"},
    "open_second": {"reason": "第一次漏了"},
    "receive_paper": {"number": "2 份"},
    "confirm": {"slip": "第 3 号"},
    "pause": {"ground": "expert_review", "evidence": "委托书", "days": "15"},
    "resume": {"ground": "expert_review"},
    "extend": {"reason": "要复核"},
    "transfer": {"handler": "O1", "reason": "出差"},
    "assess": {"fee": "offsite-construction-fee", "amount_cny": "1"},
    "propose": {"outcome": "granted", "reason": WHY[0], "articles": WHY[1]},
    "decide": {"outcome": "granted", "reason": WHY[0], "articles": WHY[1]},
    "deliver": {},
    "note_trip": {"words": "来问"},
    "record_demand": {"words": "多要一份"},
    "record_intermediary": {
        "intermediary": "91419900MA00000002",
        "kind": "检测",
        "chosen_by": "enterprise",
        "payer": "enterprise",
        "engaged_on": "2026-10-01",
        "fee_cny": "1",
    },
}


def paused(scene: Scene) -> Application:
    application = scene.accepted()
    return running.pause(scene.clerk, application, 2, "expert_review", "委托书", 15)


def corrected(scene: Scene) -> Application:
    application = scene.filed()
    correcting.notify_correction(scene.clerk, application, 1, [("field:contact_phone", "少一位")])
    return Application.objects.get(pk=application.pk)


STANDS = {
    "收件": Scene.filed,
    "办理": Scene.accepted,
    "中止": paused,
    "补正": corrected,
    "决定": Scene.decided,
}


@pytest.mark.parametrize("stand", STANDS)
@pytest.mark.parametrize("who", ["clerk", "chief"])
def test_what_is_offered_is_done_and_what_is_not_is_refused_for_the_reason_given(
    scene: Scene, stand: str, who: str
) -> None:
    """The page's condition and the service's are one: they never disagree."""
    from django.db import transaction

    application, actor = STANDS[stand](scene), getattr(scene, who)
    differing = {}
    for act, filled in FILLED.items():
        case = case_of(
            Application.objects.select_related("enterprise", "department", "handler").get(pk=application.pk)
        )
        said = why_not(actor, case, act)
        form = ACTS[act](_whole(act, case, filled), actor=actor, case=case)
        form.is_valid()
        came = None
        with transaction.atomic():
            try:
                form.do(case.application)
            except Refused as refused:
                came = refused
            except (KeyError, StopIteration):  # nothing to choose from, so nothing to send
                came = said
            transaction.set_rollback(True)
        if (said and said.code) != (came and came.code):
            differing[act] = (said, came)
    assert differing == {}


def _whole(act: str, case: Any, filled: dict[str, Any]) -> dict[str, Any]:
    waiting = [row.pk for row in case.papers if row.how == "counter"]
    paper = {"paper": str(waiting[0])} if act == "receive_paper" and waiting else {}
    return {"seen": case.application.version, **paper, **filled}


def test_every_act_has_its_form_and_stands_in_the_permissions(scene: Scene) -> None:
    assert {*ACTS} == {*FILLED} == {*MAY} - {"see", "withdraw", "answer", "rate"}


def test_each_act_opens_for_those_it_is_for_and_nobody_else(scene: Scene) -> None:
    """Every kind of permission × every role that serves × how they stand to the application."""
    office = scene.office
    application = scene.accepted()
    stands = {
        "assigned": office.clerk,
        "same_unit": _colleague(office.clerk),
        "other_unit": office.officials["lawyer"],
    }
    alike = {repr(MAY[act]): act for act in ACTS}.values()
    wrong = []
    for role in (Role.CLERK, Role.REVIEWER, Role.LEADER, Role.SUPERVISOR):
        for relation, official in stands.items():
            client = browser(make_actor(role, official))
            for act in alike:
                opens = client.get(address(application, act)).status_code == 200
                if opens != (relation in MAY[act].get(role, ())):
                    wrong.append((role, relation, act, opens))
    assert wrong == []


def _colleague(official: Official) -> Official:
    return Official.objects.create(key="O9", name="庚科员", department=official.department, post="科员")


def test_of_two_clerks_the_second_sees_what_changed_and_keeps_what_was_typed(scene: Scene) -> None:
    application = scene.accepted()
    deciding.decide(scene.chief, application, 2, "refused", *WHY)
    sent = {"seen": "2", "outcome": "granted", "reason": "我写了很久的理由", "articles": "第十六条"}
    answer = browser(scene.clerk).post(address(application, "propose"), sent)
    assert answer.status_code == 409
    assert "刚才的操作没有生效" in answer.text and "乙科长（领导干部）：决定" in answer.text
    assert "我写了很久的理由" in answer.text and 'name="seen" value="3"' in answer.text
    assert not application.steps.filter(kind=Kind.PROPOSED).exists()


def test_what_cannot_be_undone_is_shown_once_more_and_done_when_confirmed(scene: Scene) -> None:
    application, client = scene.accepted(), browser(scene.chief)
    sent = {"seen": "2", "outcome": "granted", "reason": WHY[0], "articles": WHY[1]}
    first = client.post(address(application, "decide"), sent)
    assert "办了就不能撤回" in first.text and WHY[0] in first.text
    assert Application.objects.get().decided_on is None
    client.post(address(application, "decide"), {**sent, "sure": "1"})
    assert Application.objects.get().outcome == "granted"


def test_an_act_sent_empty_names_what_is_missing_and_does_nothing(scene: Scene) -> None:
    application, client = scene.accepted(), browser(scene.chief)
    for act in ("pause", "decide", "transfer", "record_demand"):
        answer = client.post(address(application, act), {"seen": "2"})
        assert answer.status_code == 422 and 'class="error"' in answer.text, act
    assert Application.objects.get().version == 2


def test_whoever_must_recuse_reads_that_and_nothing_more(
    scene: Scene, guard: dict[tuple[str, str], str]
) -> None:
    application = scene.filed()
    guard[scene.office.clerk.key, scene.office.firm.key] = "recuse"
    answer = browser(scene.clerk).post(address(application, "accept"), {"seen": "1"})
    assert answer.status_code == 409
    assert "回避核对的结果是：须回避。请把这件申请转交给其他人。" in answer.text
    assert Application.objects.get().version == 1


def test_a_second_notice_waits_for_a_superior_and_then_says_so(scene: Scene, frozen_clock: Any) -> None:
    application = corrected(scene)
    point = application.notices.get().points.get()
    correcting.answer_correction(scene.firm, point, 2, "13800000000")
    frozen_clock.move_to(datetime.fromisoformat("2026-10-21T09:00:00+08:00"))
    assert "不能再次告知" in page(scene.clerk, address(application, "notify"))
    sent = {"seen": "3", "reason": "第一次漏了图纸", "sure": "1"}
    browser(scene.chief).post(address(application, "open_second"), sent)
    assert "第一次漏了图纸" in page(scene.clerk, address(application))
    assert "把缺的、错的一次写全" in page(scene.clerk, address(application, "notify"))


def test_a_notice_beyond_the_guide_is_recorded_as_a_demand(scene: Scene) -> None:
    application = scene.filed()
    sent = {"seen": "1", "other": "再要一份担保", "sure": "1"}
    browser(scene.clerk).post(address(application, "notify"), sent)
    assert "再要一份担保" in page(scene.watcher, address(application)).split("指南以外的要求")[1]


# the counter


def test_the_counter_enters_prints_and_the_decision_waits_for_the_firm(scene: Scene) -> None:
    client = browser(scene.clerk)
    begun = client.post(
        "/gw/affairs/enter/", {"enterprise": "一苇渡", "item": ITEM, "channel": "phone"}, follow=True
    )
    assert "不用再要的" in begun.text and scene.office.firm.key in begun.text
    key = Draft.objects.get().key
    refused = client.post(f"/gw/affairs/enter/{key}/", {"by": "phone", "file": "1"})
    assert refused.status_code == 422 and "还没有填" in refused.text

    sent = {f"field-{name}": value for name, value in answers(ITEM).items()}
    sent |= {f"paper-{paper.key}": "1 份" for paper in item_of(ITEM).papers if paper.required}
    filed = client.post(f"/gw/affairs/enter/{key}/", {**sent, "by": "phone", "file": "1"}, follow=True)
    assert "收件回执单" in filed.text and "企业签字" in filed.text
    application = Application.objects.get()
    assert (application.channel, application.confirmed_at) == ("phone", None)
    accepting.accept(scene.clerk, application, 1)
    assert "企业还没有确认" in page(scene.chief, address(application, "decide"))


# what firms say


def rated(scene: Scene, grade: int = 1) -> Rating:
    application = scene.decided()
    return rating.rate(scene.firm, application, grade, "窗口的人态度很差MARK")


def test_nobody_of_the_unit_judged_sees_who_rated_or_what_they_said(scene: Scene) -> None:
    found = rated(scene)
    rating.contact_rater(scene.watcher, found, "请改进窗口用语")
    number = found.application.number
    for actor in (scene.clerk, scene.chief):
        client = browser(actor)
        for path in (
            "",
            "leader/",
            "leader.csv",
            "put-right/",
            f"put-right/{found.pk}/",
            f"{number}/",
            "ratings/",
            f"ratings/{found.pk}/",
        ):
            answer = client.get(f"/gw/affairs/{path}")
            body = b"".join(answer.streaming_content).decode() if answer.streaming else answer.text
            assert "MARK" not in body, path
            assert (
                path.startswith("ratings/") is (answer.status_code in (403, 404)) or actor is scene.clerk
            ), path
    text = page(scene.chief, f"/gw/affairs/put-right/{found.pk}/")
    assert "请改进窗口用语" in text and number not in text and scene.office.firm.name not in text


def test_supervision_calls_a_firm_and_the_unit_says_what_was_put_right(scene: Scene) -> None:
    found = rated(scene)
    text = page(scene.watcher, f"/gw/affairs/ratings/{found.pk}/")
    assert "MARK" in text and scene.office.firm.name in text
    browser(scene.watcher).post(f"/gw/affairs/ratings/{found.pk}/", {"ask": "1", "asked": "请改进窗口用语"})
    browser(scene.chief).post(f"/gw/affairs/put-right/{found.pk}/", {"right": "1", "words": "已培训"})
    found.refresh_from_db()
    assert (found.contacted_on, found.rectified) == (date(2026, 10, 20), "已培训")


def test_a_contested_rating_is_judged_and_left_out(scene: Scene) -> None:
    found = rated(scene)
    rating.contest_rating(scene.firm, found, "点错了")
    sent = {"judge": "1", "mistaken": "yes", "words": "企业确认点错"}
    browser(scene.watcher).post(f"/gw/affairs/ratings/{found.pk}/", sent)
    found.refresh_from_db()
    assert found.upheld_mistaken is True


def test_a_problem_is_answered_and_waits_for_the_firm(scene: Scene) -> None:
    raise_problem(scene.firm, scene.office.firm, "窗口一直说系统坏了", item=ITEM)
    problem = Problem.objects.get()
    path = f"/gw/affairs/problems/{problem.number}/"
    assert "窗口一直说系统坏了" in page(scene.watcher, path)
    empty = browser(scene.watcher).post(path, {"answer_it": "1"})
    assert empty.status_code == 422
    browser(scene.watcher).post(path, {"answer_it": "1", "answer": "已修好，请再办"})
    assert "已经答复，等企业确认" in page(scene.watcher, path)


# the leader


def test_a_leaders_page_ranks_nobody_the_data_cannot_separate(scene: Scene) -> None:
    from qinqing.affairs.tests.test_selectors import ended

    other = _colleague(scene.office.clerk)
    ended(scene, 25, days=20)
    ended(scene, 25, days=20, handler=other)
    text = page(scene.chief, "/gw/affairs/leader/")
    assert text.count("分不出</td>") == 2 and "95% 区间" in text
    assert "评价不满" in text


def test_whoever_is_clearly_later_has_the_later_place(scene: Scene) -> None:
    from qinqing.affairs.tests.test_selectors import ended

    other = _colleague(scene.office.clerk)
    ended(scene, 40, days=20)
    ended(scene, 40, days=50, handler=other)
    table = page(scene.chief, "/gw/affairs/leader/").split("按期、退回和评价")[1]
    assert re.findall(r'data-label="位次">([^<]*)<', table) == ["1", "2"]


def test_a_confirmed_promise_stands_on_the_guide(scene: Scene, client: Client) -> None:
    sent = {"promiseform": "1", "promiseform-n": "12", "promiseform-unit": "workday"}
    sent |= {"promiseform-since": "2026-10-20", "promiseform-reason": "局务会第 9 次会议"}
    path = f"/gw/affairs/items/{ITEM}/"
    too_long = browser(scene.chief).post(path, {**sent, "promiseform-n": "40"})
    assert too_long.status_code == 409 and "法定" in too_long.text
    browser(scene.chief).post(path, sent)
    assert "12个工作日" in client.get(f"/items/{ITEM}/").text
