"""What each entry of the record is called on a page, for readers who know the work and not the code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTRY_WORDS: dict[str, Promise] = {
    "accounts.approve_grant": _("批准角色"),
    "accounts.approve_own": _("批准企业人员"),
    "accounts.authorise_agent": _("企业授权代理人"),
    "accounts.ask_erasure": _("申请清除一个人的资料"),
    "accounts.create": _("建立账号"),
    "accounts.decline_erasure": _("不予清除"),
    "accounts.found": _("建立头三位管理员"),
    "accounts.propose_grant": _("提出角色"),
    "accounts.propose_own": _("提出企业人员"),
    "accounts.revoke_authorisation": _("撤销为企业办事的授权"),
    "accounts.revoke_grant": _("撤销角色"),
    "affairs.accept": _("受理"),
    "affairs.answer_correction": _("企业补正一项"),
    "affairs.answer_problem": _("答复办不成事的问题"),
    "affairs.ask_to_put_right": _("要求整改差评"),
    "affairs.assess_fee": _("按公布标准核定费用"),
    "affairs.assign_item": _("指定事项的办理科室"),
    "affairs.confirm": _("企业确认代填内容"),
    "affairs.confirm_problem": _("企业确认问题是否解决"),
    "affairs.confirm_promise": _("确认承诺时限"),
    "affairs.contact_rater": _("联系差评企业"),
    "affairs.contest_rating": _("对评价提出异议"),
    "affairs.decide": _("作出决定"),
    "affairs.decide_at_once": _("系统当场决定"),
    "affairs.deem_accepted": _("逾期未告知，视为受理"),
    "affairs.deliver": _("送达"),
    "affairs.extend": _("延长期限"),
    "affairs.file": _("提交申请"),
    "affairs.hand_on_problem": _("转办办不成事的问题"),
    "affairs.judge_contest": _("认定是否误评"),
    "affairs.note_trip": _("登记企业到场"),
    "affairs.notify_correction": _("一次告知补正"),
    "affairs.open_second_notice": _("同意再次告知补正"),
    "affairs.pause": _("中止"),
    "affairs.propose_decision": _("提出办理意见"),
    "affairs.publish_standard": _("公布收费标准"),
    "affairs.put_right": _("差评整改"),
    "affairs.raise_problem": _("提出办不成事"),
    "affairs.rate": _("评价"),
    "affairs.receive_paper": _("窗口收到材料"),
    "affairs.record_demand": _("登记指南以外的要求"),
    "affairs.record_intermediary": _("登记中介服务"),
    "affairs.record_precheck": _("登记预审或者退回"),
    "affairs.refuse_scope": _("不予受理"),
    "affairs.resume": _("恢复"),
    "affairs.transfer": _("转交"),
    "affairs.withdraw": _("企业撤回申请"),
    "files.check_secrecy": _("公开保密审查"),
    "files.erase": _("清除附件"),
    "files.receive": _("收下附件"),
    "files.scan": _("扫描附件"),
    "files.withdraw": _("撤回附件"),
    "notices.retry": _("再发一次未送达的通知"),
    "draw.commit": _("随机抽取：承诺"),
    "draw.open": _("随机抽取：公开"),
    "draw.plan": _("随机抽取：年度计划"),
    "draw.run": _("随机抽取：抽取"),
    "draw.substitute": _("随机抽取：替补"),
    "draw.void": _("随机抽取：作废"),
    "measures.add_norm": _("补充规范"),
    "measures.confirm_value": _("确认数值"),
    "measures.decide_norm": _("确认规范"),
    "measures.describe": _("写明办法的制定机关和清单"),
    "measures.import": _("载入办法"),
    "measures.set_value": _("设定数值"),
    "measures.take_release": _("接收放行的总数"),
    "organ.add_recipient": _("录入收件机关"),
    "organ.agree_package": _("同意密封导出"),
    "organ.ask_package": _("申请密封导出"),
    "organ.decide_procedure": _("审批处置"),
    "organ.guard": _("事前核对"),
    "organ.import_ties": _("导入亲属与任职"),
    "organ.propose_procedure": _("提出处置"),
    "organ.propose_release": _("提出公布总数"),
    "organ.register_lead": _("登记为问题线索"),
    "organ.release": _("放行公布总数"),
    "organ.set_aside": _("不登记，排除"),
    "organisations.import": _("导入机构与企业"),
    "record.add_witness": _("登记见证方"),
    "record.remove_witness": _("撤销见证方"),
    "record.erase": _("清除一个人的资料"),
    "record.take_stock": _("日志开始，登记现有数据"),
    "oversight.answer": _("相关人员答复"),
    "oversight.check_act": _("事前核对"),
    "oversight.confirm_rectified": _("核对，整改办结"),
    "oversight.dismiss": _("排除预警"),
    "oversight.explain": _("要求说明情况"),
    "oversight.rectify": _("责令整改"),
    "oversight.remind": _("提醒"),
    "oversight.sweep": _("判断"),
}

# What was said in an entry, by the keys of its payload; of those a person is handed back in a receipt.
FIELD_WORDS: dict[str, Promise] = {
    "account": _("账号"),
    "agent": _("代理人"),
    "answer": _("说明"),
    "authorisation": _("授权编号"),
    "finding": _("疑点编号"),
    "gone": _("撤下的数据行"),
    "notice": _("问题编号"),
    "payload": _("原文"),
    "reason": _("理由"),
    "set": _("改动的数据行"),
    "until": _("期限至"),
    "words": _("内容"),
}
# Which rows of the database the entry fixes: in the receipt for whoever compares them, on no page.
FOR_PROGRAMS = frozenset({"set", "gone"})


def field_words(key: str) -> Promise | str:
    """What a payload's key is called; one nobody named stays as it is."""
    return FIELD_WORDS.get(key, key)


def entry_words(kind: str) -> Promise | str:
    """The name of an entry type; a type of a later program keeps its code word."""
    return ENTRY_WORDS.get(kind, kind)
