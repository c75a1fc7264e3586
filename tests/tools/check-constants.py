#!/usr/bin/env python3
"""Checks that no number of the engine stands bare, and that no row of the table is idle.

Every #define of a fraction has a comment in its paragraph, every SMP_CONSTANT of smp-constants.def
is used somewhere, and every source of smp-sources.c is named by a constant or a text.

usage: check-constants.py SRC              checks the tree, exit 1 with the faults
       check-constants.py --self-test SRC  shows that faults are found
"""
import pathlib
import re
import shutil
import sys
import tempfile

FRACTION = re.compile(r"^#define [A-Z0-9_]+ \(?-?[0-9]+\.[0-9]")
ROW = re.compile(r"SMP_CONSTANT \(\w+, (\w+),")
# Mathematics needs no source.
CIRCLE = "3.14159"


def faults(src):
    found = []
    text = {path: path.read_text() for path in sorted(src.rglob("*.[ch]"))}
    table = (src / "engine/base/smp-constants.def").read_text()
    code = "\n".join(t for path, t in text.items() if path.name != "smp-sources.c")
    for path, body in text.items():
        if "engine" not in path.parts:
            continue
        for paragraph in body.split("\n\n"):
            bare = [line for line in paragraph.split("\n")
                    if FRACTION.match(line) and CIRCLE not in line]
            if bare and "/*" not in paragraph:
                found.append(f"{path}: no comment says where this comes from: {bare[0]}")
    for name in ROW.findall(table):
        used = re.search(rf"SMP_K \({name}\)|SMP_CONSTANT_{name}\b", code)
        # Green and blue follow their red.
        if not used and not re.search(r"_(GREEN|BLUE)$", name):
            found.append(f"smp-constants.def: {name} is used nowhere")
    for key in re.findall(r'\{ "([A-Z0-9-]+)",', text[src / "engine/base/smp-sources.c"]):
        if not re.search(rf'"[^"\n]*\b{re.escape(key)}\b[^"\n]*"', table + code):
            found.append(f"smp-sources.c: nothing rests on {key}")
    return found


def self_test(src):
    for victim, line in (
        ("engine/render/smp-look.c", "\n\n#define BARE 0.25\n\n"),
        ("engine/base/smp-constants.def",
         "SMP_CONSTANT (Skin, IDLE_ROW, 1, \"\", 'H', \"SCC\", \"Nothing uses this\")\n"),
        ("engine/base/smp-sources.c", '/* { "NOBODY77", "x" } */\n'),
    ):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "src"
            shutil.copytree(src, copy)
            if faults(copy):
                return "the tree itself is at fault"
            path = copy / victim
            path.write_text(path.read_text() + line)
            if len(faults(copy)) != 1:
                return f"{victim}: the fault was not found: {line.strip()}"
    return None


if sys.argv[1] == "--self-test":
    wrong = self_test(pathlib.Path(sys.argv[2]))
    if wrong:
        sys.exit(wrong)
else:
    wrong = faults(pathlib.Path(sys.argv[1]))
    if wrong:
        sys.exit("\n".join(wrong))
