"""What the board was asked to show, read from the address; a word it does not know is no filter."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from qinqing.oversight.models import Finding
from qinqing.oversight.models.findings import Level
from qinqing.oversight.rules import rules_of_article
from qinqing.oversight.selectors import TABS


@dataclass(frozen=True, slots=True)
class BoardFilter:
    tab: str
    article: str
    level: str
    words: str

    @classmethod
    def of(cls, asked: QueryDict) -> BoardFilter:
        tab = asked.get("tab", "")
        level = asked.get("level", "")
        return cls(
            tab=tab if tab in {t.key for t in TABS} else TABS[0].key,
            article=asked.get("article", "")[:20],
            level=level if level in Level.values else "",
            words=asked.get("q", "").strip()[:60],
        )

    def apply(self, findings: QuerySet[Finding]) -> QuerySet[Finding]:
        if self.article:
            findings = findings.filter(rule__in=rules_of_article(self.article))
        if self.level:
            findings = findings.filter(level=self.level)
        if self.words:
            findings = findings.filter(
                Q(number__icontains=self.words)
                | Q(fingerprint__startswith=self.words.lower())
                | Q(unit__icontains=self.words)
                | Q(enterprise__name__icontains=self.words)
                | Q(department__name__icontains=self.words)
            )
        return findings

    def query(self, **changed: str) -> str:
        """The address' query for this filter with some parts changed; empty parts left out."""
        parts = {"tab": self.tab, "article": self.article, "level": self.level, "q": self.words, **changed}
        return urlencode({name: value for name, value in parts.items() if value})
