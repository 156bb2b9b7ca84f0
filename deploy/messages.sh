#!/bin/sh
# Collects the marked texts and merges them into the Persian catalogue.
set -eu
cd "$(dirname "$0")/.."
catalogue=src/taminyar/locale/fa/LC_MESSAGES/django.po
template=$(mktemp)
.venv/bin/pybabel --quiet extract --mapping deploy/babel.cfg --keywords N_ --no-location \
    --sort-output --omit-header --output "$template" src
if [ -f "$catalogue" ]; then
    .venv/bin/pybabel --quiet update --input-file "$template" --output-file "$catalogue" \
        --locale fa --no-fuzzy-matching --ignore-obsolete --omit-header --ignore-pot-creation-date
else
    mkdir -p "$(dirname "$catalogue")"
    .venv/bin/pybabel --quiet init --input-file "$template" --output-file "$catalogue" --locale fa
fi
rm -f "$template"
