"""Honest coincidences that look like breaches are there; that they are none, the rules' own tests of a world say."""

from __future__ import annotations

import duckdb
import pytest

from qinqing.facts.world import LAST_DAY

TODAY = f"DATE '{LAST_DAY}'"


def workdays(start: str, end: str) -> str:
    """SQL: working days from one day to another, counted from the day after."""
    number = "(SELECT max(workday_no) FROM calendar WHERE day <= {})"
    return f"({number.format(end)} - {number.format(start)})"


def count(facts: duckdb.DuckDBPyConnection, query: str) -> int:
    ((found,),) = facts.execute(f"SELECT count(*) FROM ({query})").fetchall()
    assert isinstance(found, int)
    return found


# What looks like a breach of a planted rule and is none: at least one of each is there.
COINCIDENCES = {
    "承诺当天办结": "FROM applications WHERE decided_on = promised_due_on",
    "没有承诺，法定当天办结": "FROM applications WHERE promised_due_on IS NULL AND decided_on = due_on",
    "超期后撤回": "FROM applications WHERE outcome = 'withdrawn' AND decided_on > due_on",
    "今天到期，尚未办结": f"FROM applications WHERE promised_due_on = {TODAY} AND decided_on IS NULL",
    "停算后办结": "FROM applications a JOIN pauses p USING (application_id) WHERE a.decided_on - a.accepted_on > 28",
    "刚好到上限": """FROM (SELECT department_id, enterprise_id, year(started_at) AS y, credit_class, count(*) AS n FROM inspections
        JOIN enterprises USING (enterprise_id) WHERE basis = 'plan' GROUP BY ALL) WHERE credit_class = 'D' AND n = 3""",
    "非计划入企多": """FROM (SELECT department_id, enterprise_id, year(started_at) AS y, count(*) AS n FROM inspections GROUP BY ALL)
        WHERE n > 4""",
    "开始同一刻批准": "FROM inspections WHERE authorised_at = started_at",
    "进门同一刻开码": "FROM inspections WHERE code_issued_at = started_at",
    "紧急检查下一个工作日补批": f"""FROM inspections WHERE basis = 'urgent' AND authorised_at > started_at
        AND {workdays("started_at::DATE", "authorised_at::DATE")} = 1""",
    "第二十个工作日公开结果": f"FROM inspections WHERE kind = 'random' AND {workdays('ended_at::DATE', 'published_on')} = 20",
    "隔三十一天再去": """FROM (SELECT started_at::DATE AS d, lag(started_at::DATE) OVER (PARTITION BY department_id, enterprise_id ORDER BY started_at) AS e
        FROM inspections WHERE basis = 'plan') WHERE d - e = 31""",
    "调研三十一天后立案": """FROM inspections i JOIN penalties p USING (enterprise_id, department_id)
        WHERE i.kind = 'research' AND p.filed_on - i.ended_at::DATE = 31""",
    "第九十天决定": "FROM penalties WHERE decided_on - filed_on = 90",
    "第七个工作日公开处罚": f"FROM penalties WHERE {workdays('decided_on', 'published_on')} = 7",
    "差一分到听证标准": "FROM penalties WHERE amount_cny = 49999.99 AND NOT hearing_offered AND legal_review_on IS NULL",
    "决定当天审核": "FROM penalties WHERE legal_review_on = decided_on",
    "恰好裁量上限": "FROM penalties WHERE kind = 'fine' AND amount_cny = band_high_cny",
    "超出幅度写明理由": "FROM penalties WHERE amount_cny > band_high_cny AND departure_reason IS NOT NULL",
    "查封到第三十天": "FROM restraints WHERE ended_on - started_on = 30",
    "延长到第六十天": "FROM restraints WHERE ended_on - started_on = 60 AND extended_on - started_on = 30",
    "检测扣除后未超": "FROM restraints WHERE testing_days > 0 AND ended_on - started_on - testing_days = 30",
    "没有数量的一份": """FROM fees JOIN fee_catalogue USING (item) WHERE quantity IS NULL AND amount_cny = standard_cny""",
    "依法收取的款项": "FROM levies WHERE NOT voluntary AND legal_basis IS NOT NULL",
    "办事后自愿捐赠": "FROM levies JOIN applications USING (enterprise_id) WHERE kind = 'donation' AND charged_on = decided_on",
    "承诺今天到期": f"FROM commitments WHERE due_on = {TODAY} AND fulfilled_on IS NULL",
    "承诺晚一天兑现": "FROM commitments WHERE fulfilled_on = due_on + 1",
    "违法承诺没有兑现": "FROM commitments WHERE NOT lawful AND fulfilled_on IS NULL",
    "收回后第九十天补偿": "FROM commitments WHERE compensated_on = withdrawn_on + 90",
    "第60天付清": """FROM payables JOIN payments USING (payable_id) JOIN contracts USING (contract_id)
        WHERE paid_on - delivered_on = 60 AND term_days = 60 AND size_at_signing <> 'large'""",
    "没有约定，第30天付清": "FROM payables JOIN payments USING (payable_id) WHERE paid_on - delivered_on = 30 AND term_days IS NULL",
    "大型企业长账期": """FROM payables JOIN payments USING (payable_id) JOIN contracts USING (contract_id)
        WHERE paid_on - delivered_on > 60 AND paid_on - delivered_on <= term_days AND size_at_signing = 'large'""",
    "争议部分未付": "FROM payables WHERE disputed_cny > 0",
    "今天到付款期": f"FROM payables WHERE delivered_on = {TODAY} - 30 AND payable_id NOT IN (SELECT payable_id FROM payments)",
    "满月当天登记": "FROM declarations WHERE kind = 'gift' AND declared_on = (occurred_on + to_months(1))::DATE",
    "月末登记": "FROM declarations WHERE day(occurred_on) = 31 AND declared_on = last_day(declared_on) AND day(declared_on) < 31",
    "礼品上交未登记": "FROM declarations WHERE kind = 'gift' AND declared_on IS NULL AND handed_in_on IS NOT NULL",
    "刚收到": f"FROM declarations WHERE kind = 'gift' AND occurred_on > {TODAY} - 28 AND declared_on IS NULL",
    "决定人与他人同名": """FROM tenders t JOIN officials o USING (official_id) JOIN officials n ON n.name = o.name AND n.official_id <> o.official_id
        JOIN kinships k ON k.official_id = n.official_id JOIN holdings h ON h.holder_id = k.person_id AND h.enterprise_id = t.winner_id""",
    "定标前一天退股": """FROM tenders t JOIN kinships k USING (official_id) JOIN holdings h ON h.holder_id = k.person_id
        WHERE h.enterprise_id = t.winner_id AND h.until = t.awarded_on - 1""",
    "定标次日入股": """FROM tenders t JOIN kinships k USING (official_id) JOIN holdings h ON h.holder_id = k.person_id
        WHERE h.enterprise_id = t.winner_id AND h.since = t.awarded_on + 1""",
    "亲属企业落标": """FROM tenders t JOIN bids b USING (tender_id) JOIN kinships k USING (official_id) JOIN holdings h ON h.holder_id = k.person_id
        WHERE h.enterprise_id = b.enterprise_id AND b.enterprise_id <> t.winner_id""",
    "循环持股": "FROM holdings a JOIN holdings b ON a.enterprise_id = b.holder_id AND b.enterprise_id = a.holder_id",
    "匿名持有": "FROM holdings WHERE holder_id LIKE '匿名%'",
    "第五个工作日受理": f"FROM applications WHERE {workdays('received_on', 'accepted_on')} = 5",
    "第五个工作日才告知补正": f"FROM applications JOIN correction_notices USING (application_id) WHERE {workdays('received_on', 'issued_on')} = 5",
    "第五个工作日说明不归本机关": f"FROM applications WHERE accepted_on IS NULL AND {workdays('received_on', 'not_accepted_on')} = 5",
    "刚收到，还没回应": f"FROM applications WHERE accepted_on IS NULL AND not_accepted_on IS NULL AND {workdays('received_on', TODAY)} < 5",
    "部门选、部门付的中介": "FROM intermediary_services WHERE chosen_by = 'department' AND payer = 'department'",
    "中介前一天脱钩": """FROM intermediary_services s JOIN applications USING (application_id) JOIN affiliations a USING (department_id)
        WHERE a.enterprise_id = s.intermediary_id AND a.until = s.engaged_on - 1""",
    "中介次日才挂靠": """FROM intermediary_services s JOIN applications USING (application_id) JOIN affiliations a USING (department_id)
        WHERE a.enterprise_id = s.intermediary_id AND a.since = s.engaged_on + 1""",
    "中介隶属别的科": """FROM intermediary_services s JOIN applications p USING (application_id) JOIN affiliations a ON a.enterprise_id = s.intermediary_id
        WHERE a.department_id <> p.department_id AND s.engaged_on >= a.since AND a.until IS NULL""",
    "第三个工作日解读": f"FROM policies WHERE {workdays('issued_on', 'interpreted_on')} = 3",
    "刚印发，还没解读": f"FROM policies WHERE interpreted_on IS NULL AND {workdays('issued_on', TODAY)} < 3",
    "到期当天评估": "FROM policies WHERE reviewed_on = expires_on AND retired_on IS NULL",
    "今天到期的政策": f"FROM policies WHERE expires_on = {TODAY} AND retired_on IS NULL",
    "征求恰好三十天，印发当天结束": "FROM consultations JOIN policies USING (policy_id) WHERE closed_on - opened_on = 30 AND closed_on = issued_on",
    "印发当天答复集中意见": "FROM consultations JOIN policies USING (policy_id) WHERE opinions_clustered AND consultations.answered_on = issued_on",
    "有例外理由的地域条件": "FROM policy_conditions JOIN policies USING (policy_id) WHERE attribute = 'region' AND fair_review_exception IS NOT NULL",
    "只照顾小微": "FROM policy_conditions WHERE attribute = 'size'",
    "写明不要求本地注册、备案": """FROM tender_conditions WHERE value = 'false' AND attribute IN ('registered_locally', 'local_filing')
        HAVING count(DISTINCT attribute) = 2""",
    "到期当天兑现": "FROM entitlements WHERE paid_on = due_on AND paid_cny = amount_cny",
    "今天到期的待遇": f"FROM entitlements WHERE due_on = {TODAY} AND paid_on IS NULL",
    "多付的待遇": "FROM entitlements WHERE paid_cny > amount_cny",
    "差评次日联系、第五个工作日整改": f"""FROM ratings WHERE real_name AND grade < 3 AND {workdays("rated_on", "contacted_on")} = 1
        AND {workdays("rated_on", "rectified_on")} = 5""",
    "误评、没有实名的差评没有联系": """FROM ratings WHERE grade < 3 AND contacted_on IS NULL AND rated_on < DATE '2026-09-01'
        AND (upheld_mistaken OR NOT real_name) HAVING count(DISTINCT real_name) = 2""",
    "诉求到期当天答复": "FROM appeals WHERE answered_on = due_on",
    "诉求今天到期": f"FROM appeals WHERE due_on = {TODAY} AND answered_on IS NULL",
    "难题到期当天解决": "FROM problems WHERE resolved_on = due_on",
    "难题今天到期": f"FROM problems WHERE due_on = {TODAY} AND resolved_on IS NULL",
    "转办两次": "FROM appeals WHERE transfers = 2",
    "难题转办两次": "FROM problems WHERE transfers = 2",
    "恰好半年前走访": f"""FROM liaisons JOIN visits USING (official_id, enterprise_id)
        GROUP BY official_id, enterprise_id HAVING max(visited_on) = {TODAY} - 182""",
    "联系差一天满半年": f"FROM liaisons WHERE since = {TODAY} - 181",
    "宴请事前批准，没有登记": "FROM declarations WHERE kind = 'hospitality' AND approved_on < occurred_on AND declared_on IS NULL",
    "旅游自付全款": "FROM declarations WHERE kind = 'travel' AND approved_on IS NULL AND paid_by_official_cny = value_cny",
    "上班时刻接触": "FROM contacts WHERE matter_pending AND reported_on IS NULL AND strftime(started_at, '%H:%M') = '08:00'",
    "下班时刻接触": "FROM contacts WHERE matter_pending AND reported_on IS NULL AND strftime(started_at, '%H:%M') = '18:00'",
    "没有待办事项的晚间接触": "FROM contacts WHERE NOT matter_pending AND reported_on IS NULL AND hour(started_at) > 18",
    "晚间接触，第三个工作日报备": f"""FROM contacts WHERE matter_pending AND hour(started_at) > 18
        AND {workdays("started_at::DATE", "reported_on")} = 3""",
    "刚在晚间接触": f"FROM contacts WHERE matter_pending AND hour(started_at) > 18 AND reported_on IS NULL AND {workdays('started_at::DATE', TODAY)} < 3",
    "批准、不取酬的兼职": "FROM positions JOIN officials ON official_id = person_id WHERE approved_on IS NOT NULL AND NOT paid",
    "任职前一天辞去企业职务": "FROM positions p JOIN officials o ON official_id = person_id WHERE p.until = o.since - 1",
    "亲属不取酬挂名": "FROM positions JOIN kinships USING (person_id) WHERE role = 'nominal' AND NOT paid",
    "子女离职一年零一天后才有往来": """FROM positions p JOIN kinships USING (person_id) JOIN contracts c USING (enterprise_id)
        WHERE relation = 'child' AND c.signed_on - p.until = 366""",
    "兄弟姐妹任职的企业有往来": """FROM positions p JOIN kinships USING (person_id) JOIN contracts c USING (enterprise_id)
        WHERE relation = 'sibling' AND c.signed_on > p.since AND p.until IS NULL""",
    "元旦、岁末参加教育": "FROM trainings WHERE strftime(held_on, '%m-%d') IN ('01-01', '12-31') HAVING count(DISTINCT month(held_on)) = 2",
    "同事办理检举": "FROM reports WHERE handler_id <> about_official_id",
    "招标恰好二十天": "FROM tenders WHERE method = 'open' AND closes_on - published_on = 20",
    "三家投标，一家不合格": """FROM (SELECT count(*) AS bids, count(*) FILTER (WHERE NOT qualified) AS unqualified FROM bids
        JOIN tenders USING (tender_id) WHERE method IN ('open', 'invited') GROUP BY tender_id) WHERE bids = 4 AND unqualified = 1""",
    "两份合同差一元到招标限额": """FROM contracts a JOIN contracts b USING (department_id, enterprise_id, category)
        WHERE a.tender_id IS NULL AND b.tender_id IS NULL AND a.contract_id < b.contract_id
        AND abs(a.signed_on - b.signed_on) <= 90 AND a.amount_cny + b.amount_cny = 3999999""",
    "两份合同隔九十一天": """FROM contracts a JOIN contracts b USING (department_id, enterprise_id, category)
        WHERE a.tender_id IS NULL AND b.tender_id IS NULL AND a.category = 'works' AND abs(a.signed_on - b.signed_on) = 91""",
    "缴费当天发证": "FROM offsite_cases JOIN projects USING (project_id) WHERE permit_on = paid_on",
    "易地建设费今天到期": f"FROM offsite_cases WHERE due_on = {TODAY} AND paid_on IS NULL",
    "按目录减半": "FROM offsite_cases JOIN relief_codes r USING (relief_code) WHERE approved_on >= r.since AND r.until IS NULL",
    "恰好建足": "FROM projects WHERE permit_on IS NOT NULL AND built_area_m2 = due_area_m2",
    "一周内为另一个项目再去": """FROM inspections a JOIN inspections b USING (department_id, enterprise_id)
        WHERE a.project_id IS NULL AND b.project_id IS NOT NULL AND b.started_at::DATE - a.started_at::DATE BETWEEN 1 AND 7""",
    "兄弟姐妹前一天离开中介": """FROM intermediary_services s JOIN positions p ON p.enterprise_id = s.intermediary_id
        JOIN kinships USING (person_id) WHERE p.until = s.engaged_on - 1""",
    "父母持股、没有收费的中介": """FROM intermediary_services s JOIN holdings h ON h.enterprise_id = s.intermediary_id
        JOIN kinships k ON k.person_id = h.holder_id WHERE relation = 'parent' AND fee_cny = 0""",
    "信用等级各有上限": "FROM inspection_caps WHERE credit_class IS NOT NULL",
}


@pytest.mark.parametrize("name", COINCIDENCES)
def test_an_honest_coincidence_is_there(facts: duckdb.DuckDBPyConnection, name: str) -> None:
    assert count(facts, f"SELECT 1 AS one {COINCIDENCES[name]}") > 0


def test_nobody_is_paid_more_than_was_due(facts: duckdb.DuckDBPyConnection) -> None:
    overpaid = """SELECT payable_id FROM payables p JOIN payments m USING (payable_id)
        GROUP BY ALL HAVING sum(m.amount_cny) > any_value(p.amount_cny)"""
    assert count(facts, overpaid) == 0
