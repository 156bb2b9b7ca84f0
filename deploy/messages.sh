#!/bin/sh
# Collects the marked texts and merges them into the Persian catalogue.
set -eu
cd "$(dirname "$0")/.."
catalogue=src/taminyar/locale/fa/LC_MESSAGES/django.po
template=$(mktemp)
trap 'rm -f "$template"' EXIT
PYTHONPATH=. .venv/bin/pybabel --quiet extract --mapping deploy/babel.cfg --keywords N_ \
    --keywords gettext_lazy --keywords ngettext_lazy:1,2 --keywords pgettext_lazy:1c,2 \
    --no-location --sort-output --omit-header --output "$template" src
.venv/bin/pybabel --quiet update --input-file "$template" --output-file "$catalogue" \
    --locale fa --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
