#!/usr/bin/env bash
# Every file with strings to translate is in po/POTFILES.in, sorted, and every file there exists.
set -euo pipefail
export LC_ALL=C
cd "${1:-$(dirname "$0")/../..}"
listed=$(grep -vE '^(#|$)' po/POTFILES.in)
if ! sort -c <<<"$listed" 2>/dev/null; then
  echo "po/POTFILES.in is not sorted"
  exit 1
fi
found=$({ grep -rlE '\b(N?C?_|ngettext|g_dngettext) ?\("' src --include='*.c' --include='*.h'
  grep -rlE 'translatable="(yes|true)"' src data --include='*.ui' --include='*.xml' || true
  ls data/*.desktop.in data/*.metainfo.xml.in data/*.gschema.xml 2>/dev/null || true; } | sort -u)
if [ "$listed" != "$found" ]; then
  echo "po/POTFILES.in does not match the sources:"
  diff <(echo "$listed") <(echo "$found") | grep '^[<>]' || true
  exit 1
fi
