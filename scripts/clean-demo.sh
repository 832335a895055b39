#!/bin/sh
# Removes the demonstration's data, and nothing else: only a folder that says it holds a demonstration is touched.
set -eu
cd "$(dirname "$0")/.."
home=${QINQING_HOME:-./var}

if [ ! -e "$home" ]; then
    echo "没有演示数据（$home）。 No demonstration data at $home."
elif [ ! -e "$home/demo.txt" ]; then
    echo "$home 不是演示数据，没有删除。 $home does not hold a demonstration; nothing was removed." >&2
    exit 2
else
    rm -rf "$home"
    echo "已删除演示数据 $home。 The demonstration data at $home are removed."
fi
