"""Words shared by the table and the page, in both languages."""

from __future__ import annotations

from datetime import date

from qinqing.law.addresses import label
from qinqing.law.values.model import CONFIDENCES
from qinqing.refusals import Say
from qinqing.rules.results import RuleResult

VERDICTS = {
    "flagged": Say("符合预警条件", "flagged"),
    "undetermined": Say("无法判定", "undetermined"),
}
LEVELS = {
    "amber": Say("提醒级", "amber"),
    "red": Say("要求说明情况级", "red"),
    "refer": Say("移送级", "refer"),
}
CUSTODIES = {"bureau": Say("本局", "the bureau"), "organ": Say("纪检监察机构", "the discipline organ")}
CAUTION = Say(
    "以下都是疑点，待核实；不是结论。", "What follows are findings to be verified, never conclusions."
)
NOTHING = Say("没有疑点。", "No findings.")
NOTHING_RAN = Say(
    "没有规则能够运行：文件夹缺少它们需要的表或列，什么也没有判断。",
    "No rule could run: the folder lacks the tables or columns they need. Nothing was judged.",
)
JUDGED, KEPT = Say("判断", "judged"), Say("守住", "kept")
FLAGGED, UNDETERMINED = Say("符合预警条件", "flagged"), Say("无法判定", "undetermined")
SKIPPED = Say("跳过", "skipped")
RULE, ARTICLES = Say("规则", "rule"), Say("条文", "articles")
CONCERNED = Say("相关人员", "the person concerned")
LIKE_CASES = Say("类案对照表", "like-case comparison sheet")
EVIDENCE, PATH = Say("依据", "evidence"), Say("路径", "path")
OBSERVED, LIMIT, AMOUNT = Say("观测", "observed"), Say("界限", "limit"), Say("涉及金额", "amount")
DEPARTMENT, ENTERPRISE, DAY = Say("部门", "department"), Say("企业", "enterprise"), Say("日期", "day")
NO_FIGURE = Say(
    "不比数量：条件符合不符合，见上面一句", "no figure: whether the condition is met, as the sentence says"
)
YUAN = Say("元", "yuan")
OWN, LIKE, STRATUM = Say("本方", "own"), Say("同类", "like"), Say("比什么", "compared within")
CASE, VALUE, ALIKE = Say("件", "case"), Say("情形", "value"), Say("同样的件数", "cases alike")
SHEET_NOTE = Say(
    "左边是本方的件，右边是同一类里别人的件；每行列出的一件代表情形相同的若干件。",
    "Own cases left, others' cases of the same kind right; each named case stands for those alike.",
)
FIGURES = Say("图中的数字", "The picture in figures")
ARTICLE, MONTH = Say("条文", "article"), Say("月份", "month")
BRAND, CONTENTS = Say("亲清 · 规则检查", "Qinqing · check by rules"), Say("本页内容", "On this page")
BY_ARTICLE, BY_DEPARTMENT = Say("按条文", "By article"), Say("按部门", "By department")
BY_MONTH, RULES = Say("按月", "By month"), Say("全部规则", "All rules")
WITH_FINDINGS, WITHOUT = (
    Say("有疑点的规则", "Rules with findings"),
    Say("没有疑点的规则", "Rules without findings"),
)
NOT_RUN, SKIPPED_WHY = (
    Say("没有运行的规则", "Rules that did not run"),
    Say("跳过的规则和原因", "Skipped, and why"),
)
RULES_RAN, WHY = Say("运行了的规则", "Rules that ran"), Say("原因", "why")
JUDGED_UNITS, KEPT_UNITS = Say("判断（项次）", "judged (units)"), Say("守住（项次）", "kept (units)")
UNITS_NOTE = Say(
    "以项次计：判断 = 守住 + 符合预警条件 + 无法判定。",
    "In units: judged = kept + flagged + undetermined.",
)
COUNTED_AS = Say(
    "以疑点计；缺一项事实或标准只算一个无法判定，不论涉及多少项次。",
    "Counted in findings; one missing fact or value is one undetermined finding, however many units it touches.",
)
TWICE = Say("一个疑点对应两条条文的，两条都计。", "A finding under two articles counts under both.")
NO_RANKING = Say(
    "疑点多的在前；多少取决于事务多少和记录是否齐全，不是评价。",
    "Most findings first. How many depends on the amount of work and of records: it is no rating.",
)
ALL = Say("全部疑点", "All findings")
HOW = Say("怎样判断：看不到什么、数值、出处、SQL", "How it judges: what it does not see, values, source, SQL")
BLIND, NEVER = Say("看不到的", "does not see"), Say("为什么不会无法判定", "why it is never undetermined")
DEVIATES, SOURCE = Say("与约定的不同", "deviates"), Say("出处", "source")
VALUES, VALUE_NAME, HOLDS = Say("所用数值", "Values"), Say("数值", "value"), Say("有效期间", "in force")
AMOUNTS_TO, VOUCHED, UNSET = (
    Say("是多少", "amount"),
    Say("由谁确定", "vouched for by"),
    Say("未设定", "unset"),
)
ALWAYS = Say("每一天", "every day")
FOOTER = Say(
    "本页只含这一次检查的结果，不连接任何地方。SQL 和判断方法在打印时略去，打开本页可以查看。",
    "This page holds the result of one check and connects to nothing. SQL is left out in print; open the page to read it.",
)
MOST = Say("最多", "most:")
NOWHERE = Say("没有落到部门", "no department")


def article_labels(articles: tuple[str, ...]) -> Say:
    labels = [label(article) for article in articles]
    return Say("、".join(said.zh for said in labels), ", ".join(said.en for said in labels))


def standing(verdict: str, level: str) -> str:
    """What was found and how grave; an undetermined unit has no level yet."""
    return f"{VERDICTS[verdict]} · {LEVELS[level]}" if verdict == "flagged" else str(VERDICTS[verdict])


def labelled(word: Say, text: str) -> str:
    return str(Say(f"{word.zh}：{text}", f"{word.en}: {text}"))


def described(things: int, highest: str, flagged: int) -> Say:
    """What a picture of counts shows."""
    if not flagged:
        return Say(f"共 {things} 项，没有符合预警条件的。", f"{things} rows, none flagged.")
    return Say(
        f"共 {things} 项；符合预警条件最多的是{highest}，{flagged:,} 个。数字见下表。",
        f"{things} rows; most flagged at {highest}: {flagged:,}. The table below has the figures.",
    )


def with_unit(shown: str, unit: Say | None) -> str:
    """364 天 / 364 days; what is no number has no unit."""
    return str(Say(f"{shown} {unit.zh}", f"{shown} {unit.en}")) if unit else shown


def headline(flagged: int, undetermined: int, *, ran: bool) -> Say:
    """The page's title is its answer."""
    if not flagged and not undetermined:
        return NOTHING if ran else Say("没有规则能够运行", "No rule could run")
    return Say(
        f"{flagged:,} 个疑点符合预警条件，{undetermined:,} 个无法判定",
        f"{flagged:,} {'finding' if flagged == 1 else 'findings'} flagged, {undetermined:,} undetermined",
    )


def counts(result: RuleResult) -> Say:
    """What a rule did, in one line."""
    if result.why:
        return SKIPPED
    judged, kept, flagged, undetermined = (
        f"{n:,}" for n in (result.judged, result.kept, result.flagged, result.undetermined)
    )
    return Say(
        f"判断 {judged} = 守住 {kept} + 符合预警条件 {flagged} + 无法判定 {undetermined}",
        f"judged {judged} = kept {kept} + flagged {flagged} + undetermined {undetermined}",
    )


def more(number: int) -> Say:
    """Of findings the page leaves out; see `all_of_them`."""
    return Say(
        f"另有 {number:,} 个，本页不列；怎样取得全部", f"{number:,} more are not on this page; how to get all"
    )


def more_evidence(number: int) -> Say:
    return Say(f"另有 {number:,} 条，怎样取得全部", f"{number:,} more; how to get all")


def all_of_them(findings: int, evidence: int) -> Say:
    """What the page leaves out; the command follows."""
    return Say(
        f"本页每条规则至多列 {findings} 个符合预警条件的、{findings} 个无法判定的疑点，每个疑点至多列 {evidence} 条依据。"
        "全部疑点和依据写进一个文件（再加上这一次用过的 --values 和 --measure；要 Parquet 时扩展名写 .parquet）：",
        f"Of each rule at most {findings} flagged and {findings} undetermined findings stand on this page, of each finding "
        f"at most {evidence} pieces of evidence. To write all findings with all their evidence to a file "
        "(add the --values and --measure of this check; for Parquet, end the name in .parquet):",
    )


def check_command(on: date, custody: str) -> Say:
    """Everything this page counts, as JSON."""
    more = f" --custody {custody}" if custody != "bureau" else ""
    return Say(
        f"qinqing check 事实文件夹 --on {on}{more} --out 疑点.json",
        f"qinqing check FOLDER --on {on}{more} --out findings.json",
    )


def others(number: int) -> Say:
    return Say(f"其余 {number:,} 个部门", f"{number:,} other departments")


def before(month: str) -> Say:
    return Say(f"{month} 以前", f"before {month}")


def vouched(confidence: str) -> Say:
    return CONFIDENCES[confidence]


def read_on(day: Say) -> Say:
    """On which day a rule reads its values."""
    return Say(f"按哪一天的数值：{day.zh}", f"read on: {day.en}")
