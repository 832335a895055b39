"""The counter enters for a firm; supervision and leaders read what firms say, and nobody of the unit who said it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from qinqing.affairs import interest
from qinqing.affairs.filled import NEVER_ONLINE
from qinqing.affairs.models import Application, Draft, How, Problem, Rating, State
from qinqing.affairs.offered import item_of
from qinqing.affairs.services import accepting, correcting, deciding, drafts, filing, rating
from qinqing.affairs.services.correcting import Answered
from qinqing.affairs.services.papers import receive_paper
from qinqing.affairs.services.problems import raise_problem
from qinqing.affairs.tests.browsing import address, browser, colleague, page
from qinqing.affairs.tests.scene import ITEM, Scene, answers, papers
from qinqing.affairs.tests.test_selectors import ended
from qinqing.notices.models import Notice
from qinqing.refusals import Refused, Say

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]


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


def entered(scene: Scene) -> Application:
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), papers(scene.clerk, ITEM))
    return filing.enter_for_enterprise(scene.clerk, draft.key, "phone")


def test_a_firm_without_a_computer_answers_its_list_at_the_counter_and_is_told_so(scene: Scene) -> None:
    application, paper = entered(scene), f"paper:{item_of(ITEM).papers[-1].key}"
    points = [("field:contact_phone", "少一位"), (paper, "没有盖章"), ("other", "写明来意")]
    phone, given, why = correcting.notify_correction(scene.clerk, application, 1, points).points.all()
    path, client = address(application, "answer_for"), browser(scene.clerk)
    assert "告知的是：没有盖章" in client.get(path).text
    first = {f"words-{phone.pk}": "0374-7654321", f"number-{given.pk}": "章 1 份"}
    sent = {"seen": 2, "slip": "回执 0013，王五", **first}
    assert client.post(path, {**sent, "slip": ""}).status_code == 422
    assert client.post(path, {"seen": 2, "slip": "回执 0013"}).status_code == 422
    assert "请再核对一遍" in client.post(path, sent).text
    assert client.post(path, {**sent, "sure": "1"}).status_code == 302
    now = Application.objects.get()
    assert (now.state, now.fields["contact_phone"]) == (State.AWAITING_CORRECTION, "0374-7654321")
    assert now.papers.get(counter_no="章 1 份").how == How.COUNTER
    last = {"seen": now.version, "slip": "12月1日来电，王五", f"words-{why.pk}": "拆旧建新", "sure": "1"}
    assert client.post(path, last).status_code == 302
    now = Application.objects.get()
    assert (now.state, now.confirmed_at) == (
        State.RECEIVED,
        None,
    )  # the firm confirms what was entered for it
    slip = page(scene.clerk, address(application, "slip"))
    assert "拆旧建新" in slip and "企业签字" in slip
    text = page(scene.firm, f"/qy/applications/{application.number}/")
    assert text.count("窗口代为登记") == 3 and "回执 0013，王五" in text
    assert Notice.objects.filter(user=scene.firm.user, kind="affairs.said_for").count() == 2


def test_a_withdrawal_is_entered_on_a_declaration_while_the_organ_is_silent(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = entered(scene)
    path = address(application, "withdraw_for")

    def silent(*asked: object) -> str:
        raise Refused("recusal.no_answer", Say("没有应答", "no answer"))

    monkeypatch.setattr(interest, "ask_recusal", silent)
    sent = {"seen": application.version, "slip": "来电，王五", "sure": "1"}
    assert browser(scene.clerk).post(path, sent).status_code == 409
    assert browser(scene.clerk).post(path, {**sent, "declared": "on"}).status_code == 302
    assert Application.objects.get().state == State.WITHDRAWN


@pytest.mark.parametrize("words", ["防护等级六级，战时用途指挥所", "坐 落 于人民路", "工程编号 GC-12"])
def test_nothing_classified_enters_by_an_answer_or_a_number(scene: Scene, words: str) -> None:
    application, paper = entered(scene), next(one for one in item_of(ITEM).papers if one.kind == NEVER_ONLINE)
    points = [("other", "写明来意"), (f"paper:{paper.key}", "没有")]
    why, given = correcting.notify_correction(scene.clerk, application, 1, points).points.all()
    acts = (
        lambda: correcting.answer_for_enterprise(
            scene.clerk, application, 2, [Answered(why.pk, words)], "回执"
        ),
        lambda: correcting.answer_for_enterprise(
            scene.clerk, application, 2, [Answered(given.pk, "", {"how": "counter", "no": words})], "回执"
        ),
        lambda: receive_paper(scene.clerk, application.papers.filter(how=How.COUNTER).first(), 2, words),
        lambda: drafts.save_draft(
            scene.firm, scene.draft(), {}, {paper.key: {"how": "counter", "no": words}}
        ),
    )
    for act in acts:
        with pytest.raises(Refused, match=r"application\.classified"):
            act()


def test_one_answer_that_is_wrong_takes_none_of_them(scene: Scene) -> None:
    application = entered(scene)
    day = next(one.key for one in item_of(ITEM).fields if one.kind == "date")
    points = [("field:contact_phone", "少一位"), (f"field:{day}", "写错了")]
    phone, wrong = correcting.notify_correction(scene.clerk, application, 1, points).points.all()
    sent = {f"words-{phone.pk}": "0374-7654321", f"words-{wrong.pk}": "明年", "slip": "回执", "sure": "1"}
    answer = browser(scene.clerk).post(address(application, "answer_for"), {"seen": 2, **sent})
    assert answer.status_code == 409 and "明年" in answer.text
    now = Application.objects.get()
    assert (now.version, now.fields["contact_phone"]) == (2, answers(ITEM)["contact_phone"])


def test_the_counter_takes_back_what_came_over_it_and_nothing_else(scene: Scene) -> None:
    online = scene.filed()
    with pytest.raises(Refused, match=r"affairs\.firm_itself"):
        deciding.withdraw_for_enterprise(scene.clerk, online, 1, "回执 0014")
    point = correcting.notify_correction(scene.clerk, online, 1, [("other", "来意")]).points.get()
    with pytest.raises(Refused, match=r"affairs\.firm_itself"):
        correcting.answer_for_enterprise(scene.clerk, online, 2, [Answered(point.pk, "拆旧建新")], "回执")
    application = entered(scene)
    sent = {"seen": 1, "slip": "回执 0014", "sure": "1"}
    assert browser(scene.clerk).post(address(application, "withdraw_for"), sent).status_code == 302
    assert Application.objects.get(pk=application.pk).state == State.WITHDRAWN
    assert Notice.objects.filter(user=scene.firm.user, kind="affairs.said_for").count() == 1


def test_who_has_no_computer_takes_the_list_home_on_paper(scene: Scene) -> None:
    application = entered(scene)
    correcting.notify_correction(scene.clerk, application, 1, [("field:contact_phone", "少一位")])
    slip = page(scene.clerk, address(application, "slip"))
    assert "一次性补正" in slip and "少一位" in slip and "等您答复" in slip


def test_who_came_to_the_wrong_door_is_told_the_right_one_on_paper(scene: Scene) -> None:
    application = entered(scene)
    accepting.refuse_scope(scene.clerk, application, 1, "县住房和城乡建设局", "不归人防管")
    slip = page(scene.clerk, address(application, "slip"))
    assert "县住房和城乡建设局" in slip and "不归人防管" in slip and "视为受理" not in slip


def test_a_draft_of_the_counter_is_deleted_only_when_asked_once_more(scene: Scene) -> None:
    client = browser(scene.clerk)
    client.post("/gw/affairs/enter/", {"enterprise": "一苇渡", "item": ITEM, "channel": "phone"})
    path = f"/gw/affairs/enter/{Draft.objects.get().key}/discard/"
    assert "删除以后找不回来" in client.get(path).text and Draft.objects.count() == 1
    client.post(path)
    assert Draft.objects.count() == 0


def test_what_the_counter_filled_in_wrongly_is_said_at_its_field_in_the_reader_s_language(
    scene: Scene,
) -> None:
    client = browser(scene.clerk)
    client.cookies["qinqing_language"] = "en"
    client.post("/gw/affairs/enter/", {"enterprise": "一苇渡", "item": ITEM, "channel": "phone"})
    field = next(one for one in item_of(ITEM).fields if one.kind == "date")
    sent = {f"field-{name}": value for name, value in answers(ITEM).items()} | {f"field-{field.key}": "明天"}
    refused = client.post(
        f"/gw/affairs/enter/{Draft.objects.get().key}/", {**sent, "by": "phone", "file": "1"}
    )
    assert refused.status_code == 409
    assert f"{field.label.en}: should be a date" in refused.text and field.label.zh not in refused.text


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


def test_a_grade_is_read_in_the_word_the_firm_chose(scene: Scene) -> None:
    ended = f"/qy/applications/{scene.decided().number}/"
    chosen = re.search(r'name="grade"[^>]*value="1"[^>]*>(?:\s|<[^>]*>)*([^<\s]+)', page(scene.firm, ended))
    assert chosen and chosen[1] == "非常不满意"
    given = rating.rate(scene.firm, Application.objects.get(), 1)
    for actor, path in (
        (scene.watcher, "/gw/affairs/ratings/"),
        (scene.watcher, f"/gw/affairs/ratings/{given.pk}/"),
        (scene.firm, ended),
    ):
        assert chosen[1] in page(actor, path), path


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
    other = colleague(scene.office.clerk)
    ended(scene, 25, days=20)
    ended(scene, 25, days=20, handler=other)
    text = page(scene.chief, "/gw/affairs/leader/")
    assert text.count("分不出</td>") == 2 and "95% 区间" in text
    assert "件，或者全是差评，不写" in text  # which of the two is not told


def test_whoever_is_clearly_later_has_the_later_place(scene: Scene) -> None:
    other = colleague(scene.office.clerk)
    ended(scene, 40, days=20)
    ended(scene, 40, days=50, handler=other)
    table = page(scene.chief, "/gw/affairs/leader/").split("按期、退回和评价")[1]
    assert re.findall(r'data-label="位次">([^<]*)<', table) == ["1", "2"]


def test_a_confirmed_promise_stands_on_the_guide(scene: Scene, client: Client) -> None:
    sent = {"promiseform": "1", "promiseform-n": "12", "promiseform-unit": "workday"}
    sent |= {"promiseform-since": "2026-10-20", "promiseform-reason": "局务会第 9 次会议"}
    sent |= {"promiseform-prepared_by": scene.office.clerk.key, "promiseform-looked": "没有秘密。"}
    path = f"/gw/affairs/items/{ITEM}/"
    too_long = browser(scene.chief).post(path, {**sent, "promiseform-n": "40"})
    assert too_long.status_code == 409 and "法定" in too_long.text
    browser(scene.chief).post(path, sent)
    assert "12个工作日" in client.get(f"/items/{ITEM}/").text
