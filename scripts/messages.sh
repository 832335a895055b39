#!/bin/sh
# Collects the interface's sentences into web/locale and compiles them; needs gettext.
set -eu
cd "$(dirname "$0")/../src/qinqing"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export QINQING_HOME="$home" DJANGO_SETTINGS_MODULE=qinqing.config.settings
../../.venv/bin/django-admin makemessages --locale en --no-location --no-wrap
../../.venv/bin/django-admin compilemessages
