#!/usr/bin/env bash
# Every string to translate is whole (xgettext cannot read G_GINT64_FORMAT, but does PRId64), and
# every catalogue listed in po/LINGUAS is sound: formats and mnemonics match. What the palettes in
# data/palettes say is there to translate too.
# usage: check-translations.sh ROOT
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$1"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
grep -vE '^(#|$)' po/POTFILES.in >"$folder/files"
xgettext --from-code=UTF-8 -f "$folder/files" -o "$folder/all.pot" --add-comments=Translators \
  -k_ -kN_ -kC_:1c,2 -kNC_:1c,2 -kngettext:1,2 -kg_dngettext:2,3 \
  --flag=_:1:pass-c-format --flag=N_:1:pass-c-format 2>"$folder/said" || {
  cat "$folder/said"
  exit 1
}
if grep -A1 -E 'not a valid|warning' "$folder/said"; then
  echo "xgettext cannot read these strings whole."
  exit 1
fi
msggrep --no-wrap --no-location -K -e . "$folder/all.pot" | sed -n 's/^msgid //p' >"$folder/ids"
missing=$(sed -nE 's/.*"(name|description)": ("[^"]+").*/\2/p' data/palettes/*.json | sort -u |
  grep -vxFf "$folder/ids" || true)
if [ -n "$missing" ]; then
  echo "src/app/stubble-palette-words.h lacks what palettes say:"
  echo "$missing"
  exit 1
fi
for language in $(grep -vE '^(#|$)' po/LINGUAS || true); do
  msgfmt --check --check-accelerators=_ -o /dev/null "po/$language.po"
  msgmerge -q --no-fuzzy-matching "po/$language.po" "$folder/all.pot" -o "$folder/$language.po"
  echo "$language: $(msgfmt --statistics -o /dev/null "$folder/$language.po" 2>&1)"
done
# Pango takes the direction of a line from its first letter, which in a sentence that begins with the
# name of a file may be a Latin one; U+200F before it keeps Hebrew from right to left.
if msgcat --no-wrap po/he.po | grep -E '^msgstr(\[[0-9]\])? "”'; then
  echo "he: these sentences need U+200F before the quote they begin with."
  exit 1
fi
