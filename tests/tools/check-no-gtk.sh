#!/usr/bin/env bash
# stubble-cli loads no GTK; the application, if given, does, so that the check itself is checked.
set -euo pipefail
loaded() { LD_TRACE_LOADED_OBJECTS=1 "$1" | grep -cE 'lib(gtk-4|adwaita-1)\.so' || true; }
[ "$(loaded "$1")" -eq 0 ] || { echo "stubble-cli loads GTK"; exit 1; }
[ $# -lt 2 ] || [ "$(loaded "$2")" -ge 1 ] || { echo "the application loads no GTK?"; exit 1; }
