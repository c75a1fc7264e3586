#!/usr/bin/env python3
"""Checks that every room of the engine includes only rooms before it, and no GTK.

usage: check-layers.py SRC            checks the tree, exit 1 with the faults
       check-layers.py --self-test SRC   shows that a wrong include is found
"""
import pathlib
import re
import shutil
import sys
import tempfile

# Each room may include itself and these. This is the order of ARCHITECTURE.md.
ALLOWED = {
    "base": [],
    "geometry": ["base"],
    "colour": ["base"],
    "model": ["base", "geometry", "colour"],
    "photo": ["base", "geometry", "colour", "model"],
    "surface": ["base", "geometry", "colour", "model"],
    "stipple": ["base", "geometry", "colour", "model", "surface"],
    "render": ["base", "geometry", "colour", "model", "photo", "surface", "stipple"],
    "project": ["base", "geometry", "colour", "model", "photo", "surface", "stipple", "render"],
    "record": ["base", "geometry", "colour", "model", "photo", "surface", "stipple", "render"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
TOOLKIT = re.compile(r"^(gtk|gdk|adwaita|gsk)(/|\.h|-)")


def faults(src):
    found = []
    for folder, gui in (("engine", False), ("decoder", False), ("cli", False), ("app", True)):
        for path in sorted((src / folder).rglob("*.[ch]")):
            room = path.parent.name if folder == "engine" else None
            for name in INCLUDE.findall(path.read_text()):
                if not gui and TOOLKIT.match(name) and not name.startswith("gdk-pixbuf"):
                    found.append(f"{path}: includes the toolkit: {name}")
                other = name.split("/")[0]
                if room and "/" in name and other in ALLOWED:
                    if other != room and other not in ALLOWED[room]:
                        found.append(f"{path}: {room} may not include {name}")
            if room and room not in ALLOWED:
                found.append(f"{path}: {room} is no room of the engine")
    return found


def self_test(src):
    for victim, line in (
        ("engine/base/smp-hash.c", '#include "model/smp-zone.h"\n'),
        ("engine/render/smp-compositor.c", "#include <gtk/gtk.h>\n"),
        ("engine/stipple/smp-dots.c", '#include "render/smp-render.h"\n'),
    ):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "src"
            shutil.copytree(src, copy)
            if faults(copy):
                return "the tree itself is at fault"
            path = copy / victim
            path.write_text(line + path.read_text())
            if len(faults(copy)) != 1:
                return f"{line.strip()} in {victim} was not found"
    return None


def main():
    if sys.argv[1] == "--self-test":
        wrong = self_test(pathlib.Path(sys.argv[2]))
        if wrong:
            sys.exit(f"check-layers: {wrong}")
        return
    found = faults(pathlib.Path(sys.argv[1]))
    for fault in found:
        print(fault)
    sys.exit(1 if found else 0)


main()
