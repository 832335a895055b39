#!/bin/sh
# Makes .venv and installs exactly what uv.lock names.   scripts/bootstrap.sh run|dev
# Quick when nothing changed: .venv/.installed keeps the fingerprint of what was installed last.
# Package indexes and mirrors are the machine's own (UV_DEFAULT_INDEX, PIP_INDEX_URL, pip's configuration).
set -eu
cd "$(dirname "$0")/.."
wanted=${1:-run}
log=.venv/bootstrap.log

refuse() {
    printf '%s\n%s\n' "$1" "$2" >&2
    exit 2
}

fingerprint() { cat uv.lock pyproject.toml scripts/uv-requirements.txt | cksum; }
kept() { sed -n "${1}p" .venv/.installed 2>/dev/null || true; } # 1 fingerprint, 2 run or dev, 3 the folder

# A copied .venv still starts the programs of the folder it came from; a Python may have been upgraded away.
usable() { [ -x .venv/bin/qinqing ] && [ "$(kept 3)" = "$PWD" ] && .venv/bin/python -c '' 2>/dev/null; }

up_to_date() {
    usable && [ "$(kept 1)" = "$(fingerprint)" ] && { [ "$wanted" = run ] || [ "$(kept 2)" = dev ]; }
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then
            echo "$name"
            return
        fi
    done
}

check_machine() {
    python=$(find_python)
    [ -n "$python" ] || refuse \
        "需要 Python 3.11 或更高版本；本机是 $(python3 --version 2>&1 || true)。" \
        "Python 3.11 or newer is needed; this machine has: $(python3 --version 2>&1 || true)."
    "$python" -c 'import ensurepip, venv' 2>/dev/null || refuse \
        "缺少 python3-venv：请先运行 apt-get install python3-venv。" \
        "python3-venv is missing: run apt-get install python3-venv first."
}

check_folder() {
    { mkdir -p .venv && : >"$log"; } 2>/dev/null || refuse \
        "不能写入 $PWD：请换到可写的文件夹再运行。" \
        "$PWD cannot be written: run this from a folder you may write to."
}

# Runs one installing command; its output goes to the log, a failure becomes one clear sentence.
quietly() {
    "$@" >>"$log" 2>&1 || explain_failure
}

explain_failure() {
    if grep -qiE 'no space left' "$log"; then
        refuse "磁盘空间不足，没有装完。详见 $log" "The disk is full; not installed. Details: $log"
    fi
    if grep -qiE 'resolve|connection|connect|network|timed out|unreachable|retry' "$log"; then
        refuse "下载软件包失败：网络或镜像不通（可用 PIP_INDEX_URL 指定镜像）。详见 $log" \
            "Packages could not be downloaded: no network or mirror (PIP_INDEX_URL names a mirror). Details: $log"
    fi
    refuse "安装没有完成：$(tail -n 1 "$log")。详见 $log" "Not installed: $(tail -n 1 "$log"). Details: $log"
}

mirror() {
    echo "${UV_DEFAULT_INDEX:-${UV_INDEX_URL:-${PIP_INDEX_URL:-$(.venv/bin/pip config get global.index-url 2>/dev/null || true)}}}"
}

# uv.lock carries addresses; a mirror carries the same files under others, so there the hashes decide.
install_from_mirror() {
    quietly .venv/bin/uv export --quiet --frozen --no-emit-project $groups --output-file .venv/locked.txt
    quietly .venv/bin/uv pip sync --python .venv/bin/python --require-hashes --default-index "$1" .venv/locked.txt
    quietly .venv/bin/uv pip install --python .venv/bin/python --default-index "$1" --no-deps --editable .
}

install() {
    groups=--no-dev
    [ "$wanted" = run ] || groups="--dev --extra spark"
    export UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 PIP_RETRIES="${PIP_RETRIES:-2}"
    export UV_COMPILE_BYTECODE=1 # once here, not at every start where Python may not write beside its modules
    unset VIRTUAL_ENV UV_PYTHON
    quietly .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r scripts/uv-requirements.txt
    index=$(mirror)
    if [ -n "$index" ]; then install_from_mirror "$index"; else quietly .venv/bin/uv sync --frozen $groups; fi
}

if up_to_date; then exit 0; fi
usable || check_machine
check_folder
echo "正在准备运行环境（首次约需一分钟）… Preparing the environment (about a minute the first time) …"
if usable; then
    [ "$(kept 2)" = run ] || wanted=dev
else
    # Never on top of another one: uv would take the mixture for broken and make its own, without itself in it.
    rm -rf .venv && mkdir .venv && : >"$log"
    quietly "$python" -m venv .venv
fi
install
printf '%s\n' "$(fingerprint)" "$wanted" "$PWD" >.venv/.installed
