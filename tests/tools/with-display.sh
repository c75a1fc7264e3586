#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
#
# Runs a command in a display of its own: with-display.sh [-s WIDTHxHEIGHT] COMMAND…
# A private Xvfb (-noreset: without it the server resets when its last client leaves, and the next
# start fails now and then), a private run-time folder and a private session bus, so that tests of
# several checkouts do not meet.
set -eu

size=1280x800
if [ "${1:-}" = -s ]; then
  size=$2
  shift 2
fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/stubble-display.XXXXXX")
server=
cleanup ()
{
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT
trap 'exit 143' TERM INT

mkdir -m 0700 "$folder/run"
mkdir -p "$folder/config/gtk-4.0" "$folder/data" "$folder/cache" "$folder/home"
cat > "$folder/config/gtk-4.0/settings.ini" <<EOF
[Settings]
gtk-font-name=Cantarell 11
gtk-enable-animations=false
gtk-xft-hinting=1
gtk-xft-hintstyle=hintslight
gtk-xft-rgba=none
EOF

mkfifo "$folder/number"
Xvfb -displayfd 3 -screen 0 "${size}x24" -noreset -nolisten tcp 3> "$folder/number" \
  > "$folder/xvfb.log" 2>&1 &
server=$!
if ! read -r number < "$folder/number"; then
  cat "$folder/xvfb.log" >&2
  exit 1
fi

export DISPLAY=":$number"
export XDG_RUNTIME_DIR="$folder/run" XDG_CONFIG_HOME="$folder/config"
export XDG_DATA_HOME="$folder/data" XDG_CACHE_HOME="$folder/cache" HOME="$folder/home"
export GDK_BACKEND=x11
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
status=0
dbus-run-session -- "$@" || status=$?
exit $status
