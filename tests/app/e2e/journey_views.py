# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
"""Two photos of one head: landmarks in both, a hairline in one, a zone in the other, and both
photos next to each other show both."""
import math
import os

from driver import read, run, wait

SIZES = {"head-front.jpg": (3000, 4000), "head-left.jpg": (1800, 2400)}
STEPS = ("pupil_right", "pupil_left", "vertex", "chin")


def journey(start, sample):
    marks = read(os.path.join(sample, "sample-landmarks.json"))
    app = start(os.path.join(sample, "head-front.jpg"))
    saved = os.path.join(app.folder, "two.stubble.json")

    def place_landmarks(name):
        app.key("ctrl+l")
        app.see("Click the client’s right pupil")
        for i, step in enumerate(STEPS):
            app.press(app.on_screen(marks[name][step], *SIZES[name]))
            if i + 1 < len(STEPS):
                app.see(("Click the client’s left pupil", "Click the top of the head",
                         "Click the lowest point")[i])
        app.gone("Click the lowest point")

    app.wait_title("head-front.jpg")
    place_landmarks("head-front.jpg")
    app.see("Head, 15")

    # The second photo is named after the first view that is missing.
    app.key("ctrl+shift+o")
    app.choose_file(os.path.join(sample, "head-left.jpg"))
    app.see("Left oblique, head-left.jpg")
    app.see("1800 × 2400")
    place_landmarks("head-left.jpg")
    app.see("Head, 15")

    # A hairline in the front view…
    app.key("ctrl+Page_Up")
    app.see("3000 × 4000")
    app.key("F2")
    app.click("Natural")
    app.see("Node 1 ")

    # …and both photos next to each other.
    app.click("Show beside the photo that is open")
    app.find("Second photo canvas")
    app.shot("beside")
    app.key("ctrl+s")
    app.choose_file(saved)
    wait(lambda: not app.is_modified(), "the first save")
    zones = read(saved)["variants"][0]["plan"]["zones"]
    assert [z["space"] for z in zones] == ["head"], zones

    # A patch drawn at the side of the head in the second one is on the head too.
    x, y, w, h = app.place(app.find("Second photo canvas"))
    zoom = min((w - 32) / 1800, (h - 32) / 2400)
    centre = (x + (w - 1800 * zoom) / 2 + 1100 * zoom, y + (h - 2400 * zoom) / 2 + 850 * zoom)
    app.key("ctrl+shift+d")
    app.see("Draw around the zone")
    app.drag([(centre[0] + 22 * math.cos(i / 4), centre[1] + 22 * math.sin(i / 4))
              for i in range(26)])
    wait(app.is_modified, "the zone")
    app.key("ctrl+s")
    wait(lambda: not app.is_modified(), "the second save")
    zones = read(saved)["variants"][0]["plan"]["zones"]
    assert [z["space"] for z in zones] == ["head", "head"], zones
    middle = [sum(n[k] for n in zones[1]["outline"]) / len(zones[1]["outline"]) for k in "xy"]
    # The subject's left is at positive x of the head's map.
    assert middle[0] > 20, middle
    app.shot("zone")


run(journey)
