#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
#
# Runs a command in a display of its own: with-display.sh [-s WIDTHxHEIGHT | -m | -w] COMMAND…
# With -m there are two monitors of 1280 × 1024 side by side, and a window manager, by which windows
# fill one of them; the command is skipped (77) where there are no programs for that, and fails with
# CI=true.
# With -w the programs see Wayland: the display is Weston, which shows one window over all of it, in an
# X server, from which pointer and keys come; skipped like -m.
# A private Xvfb (-noreset: without it the server resets when its last client leaves, and the next
# start fails now and then), a private run-time folder and a private session bus, so that tests of
# several checkouts do not meet.
set -eu

size=1280x800
monitors=1
wayland=
case ${1:-} in
  -s)
    size=$2
    shift 2
    ;;
  -m)
    monitors=2
    shift
    ;;
  -w)
    wayland=yes
    size=1300x1000
    shift
    ;;
esac
# Where every test is to run, nothing is skipped unseen.
skip ()
{
  if [ "${CI:-}" = true ]; then
    echo "failed: $1" >&2
    exit 1
  fi
  echo "skipped: $1" >&2
  exit 77
}
xorg=/usr/lib/xorg/Xorg
if [ $monitors = 2 ]; then
  for needed in $xorg /usr/lib/xorg/modules/drivers/dummy_drv.so "$(command -v xrandr || echo xrandr)" \
    "$(command -v openbox || echo openbox)"; do
    [ -e "$needed" ] || skip "two monitors need $needed (xserver-xorg-core, \
xserver-xorg-video-dummy, x11-xserver-utils, openbox; ./dev test installs them)"
  done
fi
if [ -n "$wayland" ] && ! command -v weston > /dev/null; then
  skip "Wayland needs weston (./dev test installs it)"
fi
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/stubble-display.XXXXXX")
server=
manager=
cleanup ()
{
  [ -z "$manager" ] || kill "$manager" 2>/dev/null || true
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
if [ $monitors = 2 ]; then
  $xorg -displayfd 3 -config "$here/two-monitors.conf" -logfile "$folder/xorg.log" -noreset \
    -nolisten tcp 3> "$folder/number" > "$folder/xvfb.log" 2>&1 &
else
  Xvfb -displayfd 3 -screen 0 "${size}x24" -noreset -nolisten tcp 3> "$folder/number" \
    > "$folder/xvfb.log" 2>&1 &
fi
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
if [ $monitors = 2 ]; then
  xrandr --addmode DUMMY1 1280x1024
  xrandr --output DUMMY1 --mode 1280x1024 --right-of DUMMY0
  # Looks again: only now the server calls the second one connected.
  xrandr > /dev/null
  openbox > "$folder/openbox.log" 2>&1 &
  manager=$!
fi
if [ -n "$wayland" ]; then
  weston --backend=x11-backend.so --use-pixman --shell=kiosk-shell.so --width="${size%x*}" \
    --height="${size#*x}" --socket=wayland-test --idle-time=0 --no-config \
    > "$folder/weston.log" 2>&1 &
  manager=$!
  tries=0
  while [ ! -S "$XDG_RUNTIME_DIR/wayland-test" ]; do
    tries=$((tries + 1))
    if [ $tries -gt 200 ] || ! kill -0 $manager 2> /dev/null; then
      cat "$folder/weston.log" >&2
      exit 1
    fi
    sleep 0.05
  done
  export GDK_BACKEND=wayland WAYLAND_DISPLAY=wayland-test
fi
status=0
dbus-run-session -- "$@" || status=$?
exit $status
