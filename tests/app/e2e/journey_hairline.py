# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
"""Draw a hairline freehand, drag a node, undo and redo, and look at the file."""
import math
import os

from driver import read, run, wait, zone

SIZE = (3000, 4000)


def journey(start, sample):
    pupils = read(os.path.join(sample, "sample-landmarks.json"))["head-front.jpg"]
    right, left = pupils["pupil_right"], pupils["pupil_left"]
    between = left[0] - right[0]
    middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    app = start(os.path.join(sample, "head-front.jpg"))
    saved = os.path.join(app.folder, "drawn.stubble.json")
    app.wait_title("head-front.jpg")
    app.key("F2")
    app.see("There is no zone yet")

    # An arc over the brow, from temple to temple.
    stroke = []
    for i in range(41):
        angle = math.pi * (1 - i / 40)
        stroke.append((middle[0] + 1.0 * between * math.cos(angle),
                       middle[1] - 0.9 * between - 0.45 * between * math.sin(angle)))
    app.key("ctrl+d")
    app.see("Draw the hairline in one stroke")
    place = app.canvas()
    app.drag([app.on_screen(p, *SIZE, place) for p in stroke])
    app.see("Node 1 ")
    app.shot("drawn")
    assert app.is_modified()

    app.key("ctrl+s")
    app.choose_file(saved)
    wait(lambda: not app.is_modified(), "the first save")
    first = zone(saved)["outline"]
    hairline = [n for n in first if n["edge"] == "hairline"]
    assert 2 <= len(hairline) <= 12, f"{len(hairline)} nodes for one stroke"
    # The stroke's middle is on the curve: some node or stretch near its top.
    top = min(n["y"] for n in hairline)
    assert abs(top - min(p[1] for p in stroke)) < 0.2 * between, top

    node = min(hairline, key=lambda n: abs(n["x"] - middle[0]))
    index = first.index(node)
    start_at = app.on_screen((node["x"], node["y"]), *SIZE)
    app.drag([start_at, (start_at[0], start_at[1] + 10), (start_at[0], start_at[1] + 30)])
    wait(app.is_modified, "the change of the node")
    app.key("ctrl+s")
    wait(lambda: not app.is_modified(), "the second save")
    moved = zone(saved)["outline"][index]
    assert moved["y"] - node["y"] > 60, (node, moved)
    assert len(zone(saved)["outline"]) == len(first)

    # One drag is one step back, and one forward again.
    app.key("ctrl+z")
    wait(app.is_modified, "undo")
    app.key("ctrl+s")
    wait(lambda: not app.is_modified(), "the third save")
    assert zone(saved)["outline"] == first
    app.key("ctrl+shift+z", "ctrl+s")
    wait(lambda: zone(saved)["outline"][index] == moved, "redo in the file")

    # The keyboard moves the selected node by a tenth of a millimetre.
    app.press((start_at[0], start_at[1] + 30))
    app.key("Down", "Down")
    wait(app.is_modified, "the arrow keys")
    app.key("ctrl+s")
    wait(lambda: zone(saved)["outline"][index]["y"] > moved["y"], "the nudge in the file")

    # On its side, the node lies where it is seen: dragged to the left, it goes down the face.
    app.key(*["ctrl+6"] * 6)
    app.see("Rotated by 90°")
    before = zone(saved)["outline"][index]
    start_at = app.on_screen_aside((before["x"], before["y"]), *SIZE)
    app.drag([start_at, (start_at[0] - 8, start_at[1]), (start_at[0] - 20, start_at[1])])
    wait(app.is_modified, "the change of the node on its side")
    app.key("ctrl+s")
    wait(lambda: not app.is_modified(), "the save after it")
    aside = zone(saved)["outline"][index]
    assert aside["y"] - before["y"] > 40, (before, aside)
    assert abs(aside["x"] - before["x"]) < 15, (before, aside)
    app.shot("aside")
    app.key("ctrl+5")


run(journey)
