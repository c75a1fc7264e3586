# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
"""Paint density away with the pointer, see fewer dots, undo, paint by the keyboard, save."""
import json
import os
import re
import subprocess
import sys

from driver import read, run, wait, zone

SIZE = (3000, 4000)


def count(file):
    """The dots of the first photo: all of them, as the command line tells."""
    cli = os.path.join(os.path.dirname(sys.argv[1]), "..", "cli", "stubble-cli")
    told = subprocess.run([cli, "dots", file, "--format", "json"], check=True, capture_output=True)
    return len(json.loads(told.stdout)["dots"])


def journey(start, sample):
    app = start(os.path.join(sample, "sample.stubble.json"))
    saved = os.path.join(app.folder, "painted.stubble.json")

    def dots():
        for node in app.walk():
            found = re.search(r"cm² · (\d+)\b.* dots", node.get_name() or "")
            if found:
                return int(found.group(1))
        return None

    app.wait_title("head-front.jpg")
    app.key("F3")
    # What the count may be off by hides a dab: the window tells hundreds of dots.
    before = wait(dots, "the number of dots")
    width = app.find("Brush Width (mm)")
    assert width.get_role_name() == "spin button", width.get_role_name()
    app.find("Brush Strength (%)")
    app.find("Draw Keep-Out")
    app.key("ctrl+shift+b")
    app.see("Paint density away")

    place = app.canvas()
    line = [app.on_screen((1150 + 50 * i, 1150), *SIZE, place) for i in range(15)]
    app.drag(line)
    painted = wait(lambda: (dots() or before) < before and dots(), "fewer dots")
    assert app.is_modified()
    app.shot("painted")
    app.key("ctrl+z")
    wait(lambda: dots() == before, "the dots after undo")
    wait(lambda: not app.is_modified(), "nothing left to undo")
    app.key("ctrl+shift+z")
    wait(lambda: dots() == painted, "the same dots after redo")

    # An arc drawn within a frame goes through all its places all the same.
    arc = [app.on_screen((1150 + 20 * i, 1150 - i * (35 - i) / 5), *SIZE, place)
           for i in range(36)]
    app.drag(arc, pause=0)
    painted = wait(lambda: dots() < painted and dots(), "fewer dots along the arc")

    app.key("ctrl+s")
    app.choose_file(saved)
    wait(lambda: not app.is_modified(), "the save")
    painted = count(saved)

    # The keyboard alone: to the zone's middle, and a dab.
    app.key("Escape", "ctrl+shift+b", "Up", "Return")
    wait(app.is_modified, "the dab")
    app.key("ctrl+s")
    wait(lambda: not app.is_modified(), "the second save")
    assert count(saved) < painted, (count(saved), painted)
    strokes = zone(saved)["strokes"]
    assert [s["mode"] for s in strokes] == ["remove"] * 3, strokes
    assert len(strokes[1]["points"]) > 15, strokes[1]
    assert len(strokes[0]["points"]) > 5, strokes[0]
    assert strokes[0]["radius"] == 6, strokes[0]["radius"]
    assert read(saved)["format"] == "stubble-consultation"


run(journey)
