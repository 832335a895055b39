#!/bin/sh
# Debian packages the tests need beyond Python. As root they are installed; otherwise they are named,
# and the tests that need them are skipped by name.
set -eu

missing=
command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 || missing="$missing chromium-headless-shell"
[ -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ] || missing="$missing fonts-noto-cjk"
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
command -v mkfs.xfs >/dev/null 2>&1 || [ -x /usr/sbin/mkfs.xfs ] || missing="$missing xfsprogs"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "未安装（需要 root 与 apt-get）：$missing；相关测试将逐项列名跳过。 Not installed (needs root and apt-get):$missing; tests that need them are skipped by name."
    exit 0
fi
echo "正在安装测试所需的软件包：$missing Installing what the tests need:$missing"
log=$(mktemp)
if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
    tail -n 3 "$log"
    echo "安装未完成，详见 $log。 Not all could be installed; details in $log."
    exit 0
fi
rm -f "$log"
