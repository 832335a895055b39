"""Who disposes of a finding the organ reads: the organ itself, or the bureau, whose boards hold the same one."""

from __future__ import annotations

from qinqing.oversight.custody import is_sealed
from qinqing.oversight.models import Finding, FindingStatus


def at_bureau(finding: Finding) -> bool:
    """Whether the bureau's supervisors dispose of it, so that the organ only reads.

    What is sealed is the organ's, what concerns the head the superior organ's, and a lead its register's.
    """
    return (
        finding.status != FindingStatus.LEAD
        and not is_sealed(finding.rule, finding.level)
        and not at_outside(finding)
    )


def at_outside(finding: Finding) -> bool:
    """Whether the bureau's outside supervisor has it too: it concerns the head and is not sealed."""
    above = finding.official is not None and finding.official.head
    return above and not is_sealed(finding.rule, finding.level)
