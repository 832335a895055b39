"""What a firm sees and does under /qy/: its own and nobody else's, filed once, every problem at its place."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from qinqing.accounts.models import Authorisation
from qinqing.affairs.models import Application, Problem, Rating, Step
from qinqing.affairs.services import correcting, deciding, drafts, filing, problems
from qinqing.affairs.tests.scene import ITEM, NOON, Scene, answers, papers
from qinqing.files.tests.harmless import png
from qinqing.record.models import Entry
from qinqing.record.stock import take_stock
from tests.support.people import make_user

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *parts: object, status: int = 200) -> str:
    answer = client.get(reverse(name, args=parts))
    assert answer.status_code == status
    return str(answer.content.decode())


def own(application: Application) -> str:
    return reverse("own_application", args=[application.number])


def test_a_firm_without_anything_is_told_how_to_begin(firm: Client) -> None:
    assert "还没有申请" in page(firm, "own_affairs") and "看办事指南" in page(firm, "own_affairs")


def test_the_first_page_says_what_waits_for_the_firm_and_where_the_rest_stands(
    scene: Scene, firm: Client
) -> None:
    to_correct, running = scene.filed(), scene.accepted("cad-offsite-approval")
    correcting.notify_correction(
        scene.clerk, to_correct, to_correct.version, [("field:project_name", "写全称。")]
    )
    text = page(firm, "own_affairs")
    waiting = text[text.index('id="waiting"') : text.index('id="applications"')]
    assert "请补正" in waiting and to_correct.number in waiting and running.number not in waiting
    assert "11月17日到期" in text


@pytest.mark.parametrize(
    "name", ["own_application", "own_application_clock", "own_application_filed", "own_application_withdraw"]
)
def test_an_application_of_another_firm_is_not_there(scene: Scene, other: Client, name: str) -> None:
    page(other, name, scene.filed().number, status=404)


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client: Client) -> None:
    answer = client.get("/qy/apply/cad-demolition/")
    assert answer.status_code == 302 and "next=/qy/apply/cad-demolition/" in answer["Location"]


def test_filed_it_has_a_receipt_a_number_and_what_comes_next(scene: Scene, firm: Client) -> None:
    draft = scene.draft()
    answer = firm.post(reverse("draft_review", args=[draft.key]))
    application = Application.objects.get()
    assert answer.status_code == 303 and answer["Location"] == f"{own(application)}filed/"
    text = firm.get(answer["Location"]).content.decode()
    assert (
        application.number in text
        and "2026年10月27日" in text
        and "登记承诺" in text
        and "请交到窗口" in text
    )


def test_what_a_machine_decides_at_once_is_said_at_once(scene: Scene, firm: Client) -> None:
    scene.registered()
    draft = scene.draft("cad-peacetime-registration", registration_kind="renewal")
    answer = firm.post(reverse("draft_review", args=[draft.key]))
    text = firm.get(answer["Location"]).content.decode()
    assert "登记承诺" in text and "准予" in text
    decided = Application.objects.latest("pk")
    assert decided.by_machine and "没有人工审查" in page(firm, "own_application", decided.number)


def test_pressed_twice_it_is_one_application(scene: Scene, firm: Client) -> None:
    draft = scene.draft()
    for _press in range(3):
        answer = firm.post(reverse("draft_review", args=[draft.key]))
    assert Application.objects.count() == 1 and answer["Location"] == own(Application.objects.get())
    assert firm.get(reverse("draft", args=[draft.key]))["Location"] == own(Application.objects.get())


def test_an_agent_sees_the_same_as_the_firm(scene: Scene) -> None:
    application, agent = scene.filed(), make_user(None, name="agent")
    Authorisation.objects.create(
        user=agent,
        enterprise=scene.office.firm,
        agent=True,
        since=NOON.date(),
        until=NOON.date(),
        approved_at=NOON,
    )
    client = Client()
    client.force_login(agent)
    assert "申请的内容" in page(client, "own_application", application.number)


def test_every_step_the_bureau_took_has_a_receipt_for_the_firm(
    scene: Scene, firm: Client, other: Client
) -> None:
    application = scene.decided()
    deciding.deliver(scene.clerk, application, application.version)
    text = page(firm, "own_application", application.number)
    receipts = re.findall(r'href="(/receipts/[0-9a-f-]+/)"', text[text.index('id="story"') :])
    assert len(receipts) >= 4
    assert {firm.get(one).status_code for one in receipts} == {200}
    assert {other.get(one).status_code for one in receipts} == {404}


def test_an_entry_over_everybodys_rows_is_handed_to_no_firm(scene: Scene, firm: Client) -> None:
    application = scene.filed()
    Step.objects.update(set_by=None)
    assert take_stock() > 0
    stock = Entry.objects.get(type="record.take_stock")
    assert application.steps.get().set_by_id == stock.pk
    assert firm.get(reverse("receipt", args=[stock.pk])).status_code == 404
    assert str(stock.pk) not in page(firm, "own_application", application.number)


def test_what_the_handler_proposes_is_not_told_before_it_is_decided(scene: Scene, firm: Client) -> None:
    application = scene.accepted()
    deciding.propose_decision(
        scene.clerk, application, application.version, "refused", "初步意见不同意。", "第一条"
    )
    assert "初步意见不同意" not in page(firm, "own_application", application.number)
    entry = Entry.objects.get(type="affairs.propose_decision")
    assert firm.get(reverse("receipt", args=[entry.pk])).status_code == 404


def test_a_decision_stands_with_reason_and_article(scene: Scene, firm: Client) -> None:
    text = page(firm, "own_application", scene.decided().number)
    decision = text[text.index('id="decision"') :]
    assert "符合条件。" in decision and "实施办法第十六条" in decision


def test_each_point_of_the_list_has_its_own_answer(scene: Scene, firm: Client) -> None:
    application = scene.filed()
    asked = [
        ("field:total_area_m2", "和许可证不一致。"),
        ("paper:safety_plan", "缺第二页。"),
        ("other", "另附一份说明。"),
    ]
    notice = correcting.notify_correction(scene.clerk, application, application.version, asked)
    sent: list[dict[str, Any]] = [
        {"answer": "1300"},
        {"files": SimpleUploadedFile("b.png", png())},
        {"answer": "指南没有要，不交。"},
    ]
    for point, answer in zip(notice.points.all(), sent, strict=True):
        application.refresh_from_db()
        given = {
            f"p{point.pk}-{name}": value for name, value in (answer | {"seen": application.version}).items()
        }
        to = reverse("own_application_answer", args=[application.number, point.pk])
        assert firm.post(to, given).status_code == 303
    application.refresh_from_db()
    assert application.state == "received" and application.fields["total_area_m2"] == "1300"
    assert application.papers.filter(paper="safety_plan").count() == 2


def test_an_answer_of_the_wrong_kind_is_refused_at_the_point(scene: Scene, firm: Client) -> None:
    application = scene.filed()
    notice = correcting.notify_correction(
        scene.clerk,
        application,
        application.version,
        [("field:total_area_m2", "改。"), ("paper:safety_plan", "补。")],
    )
    area, paper = notice.points.all()
    application.refresh_from_db()
    to = reverse("own_application_answer", args=[application.number, area.pk])
    wrong = firm.post(to, {f"p{area.pk}-answer": "很大", f"p{area.pk}-seen": application.version})
    assert wrong.status_code == 409 and "应是平方米数" in wrong.content.decode()
    to = reverse("own_application_answer", args=[application.number, paper.pk])
    empty = firm.post(to, {f"p{paper.pk}-seen": application.version})
    assert empty.status_code == 422 and "还没有答复" in empty.content.decode()


def test_what_changed_meanwhile_is_told_and_sent_again_it_goes(scene: Scene, firm: Client) -> None:
    application = scene.filed()
    old = application.version
    accepted = scene.accepted("cad-offsite-approval")
    to = reverse("own_application_trip", args=[accepted.number])
    answer = firm.post(to, {"words": "来取材料。", "seen": old})
    text = answer.content.decode()
    assert answer.status_code == 409 and "有了变化" in text and "受理" in text
    seen = re.search(r'name="seen" value="(\d+)"', text)
    assert seen and firm.post(to, {"words": "来取材料。", "seen": seen[1]}).status_code == 303
    accepted.refresh_from_db()
    assert accepted.trips == 1


def test_withdrawn_after_being_asked_once_more(scene: Scene, firm: Client) -> None:
    application = scene.filed()
    to = reverse("own_application_withdraw", args=[application.number])
    assert "撤回这件申请" in firm.get(to).content.decode()
    assert firm.post(to, {"seen": application.version, "words": ""}).status_code == 303
    application.refresh_from_db()
    assert application.state == "withdrawn"


def test_a_demand_beyond_the_guide_is_seen_by_both(scene: Scene, firm: Client) -> None:
    application = scene.accepted()
    to = reverse("own_application_demand", args=[application.number])
    assert (
        firm.post(to, {"seen": application.version, "words": "要我们找指定的公司画图。"}).status_code == 303
    )
    assert "要我们找指定的公司画图。" in page(firm, "own_application", application.number)


def test_rated_once_in_any_grade_or_not_at_all(scene: Scene, firm: Client, own_installation: Any) -> None:
    application = scene.decided()
    text = page(firm, "own_application", application.number)
    assert text.count('name="grade"') == 5 and "checked" not in text[text.index('id="rate"') :]
    to = reverse("own_application_rate", args=[application.number])
    assert firm.post(to, {}).status_code == 422
    assert firm.post(to, {"grade": "3", "anonymous": "on"}).status_code == 303
    again = firm.post(to, {"grade": "5"})
    assert again.status_code == 409 and Rating.objects.get().grade == 3 and not Rating.objects.get().real_name
    assert 'id="rate"' not in page(firm, "own_application", application.number)


def test_a_mistaken_rating_is_contested_once(scene: Scene, firm: Client) -> None:
    application = scene.decided()
    firm.post(reverse("own_application_rate", args=[application.number]), {"grade": "1"})
    to = reverse("own_application_contest", args=[application.number])
    assert to in page(firm, "own_application", application.number)
    assert firm.post(to, {"words": ""}).status_code == 422
    assert firm.post(to, {"words": "点错了。"}).status_code == 303
    assert firm.post(to, {"words": "点错了。"}).status_code == 409
    assert "已申请更正" in page(firm, "own_application", application.number)


def test_what_could_not_be_done_has_a_day_an_answer_and_the_firms_last_word(
    scene: Scene, firm: Client
) -> None:
    application = scene.accepted()
    assert f"?application={application.number}" in page(firm, "own_application", application.number)
    assert firm.post(reverse("problem_new"), {"words": ""}).status_code == 422
    sent = {"words": "来了三趟没人收。", "application": application.number}
    assert firm.post(reverse("problem_new"), sent).status_code == 303
    problem = Problem.objects.get()
    assert problem.application == application and problem.enterprise == scene.office.firm
    problems.answer_problem(scene.watcher, problem, "已经请窗口当天收件。")
    assert "已经答复，请说解决了没有" in page(firm, "own_affairs")
    text = page(firm, "own_problem", problem.number)
    assert "已经请窗口当天收件。" in text and "没有解决" in text
    firm.post(reverse("own_problem", args=[problem.number]), {"open": "1", "words": "还是没收。"})
    problem.refresh_from_db()
    assert problem.enterprise_confirmed is False


def test_what_was_said_of_an_answer_is_not_taken_for_the_next_one(scene: Scene, firm: Client) -> None:
    """Two people of the firm have the same page open; one says no, and another answer comes."""
    problem = problems.raise_problem(scene.firm, scene.office.firm, "来了三趟没人收。")
    problems.answer_problem(scene.watcher, problem, "已经请窗口当天收件。")
    to = reverse("own_problem", args=[problem.number])
    read = re.search(r'name="read" value="(\w+)"', firm.get(to).text)
    problems.confirm_problem(scene.firm, problem, False, "还是没收")
    problems.answer_problem(scene.watcher, problem, "改由科长收件。")
    assert read and "没有登记" in firm.post(to, {"solved": "1", "read": read[1]}, follow=True).text
    assert Problem.objects.get().enterprise_confirmed is None


def test_a_problem_of_another_firm_is_not_there(scene: Scene, firm: Client, other: Client) -> None:
    firm.post(reverse("problem_new"), {"words": "来了三趟没人收。"})
    page(other, "own_problem", Problem.objects.get().number, status=404)


def test_what_staff_entered_is_shown_whole_and_confirmed_by_the_firm(scene: Scene, firm: Client) -> None:
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), papers(scene.clerk, ITEM))
    application = filing.enter_for_enterprise(scene.clerk, draft.key, "counter")
    text = page(firm, "own_application", application.number)
    assert 'id="entered"' in text and "1200.5" in text[text.index('id="entered"') :]
    to = reverse("own_application_confirm", args=[application.number])
    for nonsense in ("", "²", "-1", "999"):
        assert firm.post(to, {"seen": nonsense}).status_code == 302
    application.refresh_from_db()
    assert application.confirmed_at is None
    assert firm.post(to, {"seen": application.version}).status_code == 303
    application.refresh_from_db()
    assert application.confirmed_at is not None


def test_that_it_is_free_stands_on_every_page(scene: Scene, firm: Client) -> None:
    application, draft = scene.decided(), scene.draft("cad-offsite-approval")
    pages = [
        page(firm, "own_affairs"),
        page(firm, "apply", ITEM),
        page(firm, "draft", draft.key),
        page(firm, "draft_review", draft.key),
        page(firm, "own_application", application.number),
        page(firm, "problem_new"),
    ]
    assert all("不收取任何费用" in text and "/qy/problems/new/" in text for text in pages)


def test_one_person_sees_each_of_their_firms_apart(scene: Scene, firm: Client) -> None:
    Authorisation.objects.create(
        user=scene.firm.user, enterprise=scene.office.other_firm, since=NOON.date(), approved_at=NOON
    )
    application = scene.filed()
    assert application.number in page(firm, "own_affairs")
    alone = firm.get("/qy/", {"firm": scene.office.other_firm.key}).content.decode()
    assert application.number not in alone and "还没有申请" in alone
