# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
"""From the start page to an exported picture by keys alone: no pointer, no action from outside.

The accessibility bus is only looked at: what is shown, and what has the focus.
"""
import os
import re

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from driver import plain, read, run, wait, xdotool, zone  # noqa: E402

# Of the sample head's photo, px.
SIZE = (3000, 4000)


def focused(app):
    """The name of what has the focus."""
    for node in app.walk():
        if node.get_state_set().contains(Atspi.StateType.FOCUSED) and node.get_role_name() not in (
                "frame", "window"):
            return plain(node.get_name())
    return None


def tab_to(app, name, *, back=False, most=60):
    """Tab until something of this name has the focus."""
    passed = []
    for _ in range(most):
        now = focused(app)
        if now == name:
            return
        passed.append(now)
        app.key("shift+Tab" if back else "Tab")
    raise AssertionError(f"no way by Tab to “{name}”: {passed}")


def selected_node(app):
    """What the list says of the node that is selected in it: its place in mm."""
    for node in app.walk():
        if node.get_role_name() == "list item" and (node.get_name() or "").startswith("Node ") \
                and node.get_state_set().contains(Atspi.StateType.SELECTED):
            return next((child.get_name() for child in app.walk(node)
                         if " mm " in (child.get_name() or "")), None)
    return None


def node_places(app):
    """What the list says of each node of the hairline."""
    return [next(child.get_name() for child in app.walk(node)
                 if " mm " in (child.get_name() or ""))
            for node in app.walk() if node.get_role_name() == "list item"
            and re.match(r"Node \d+ · Hairline", node.get_name() or "")]


def millimetres(said):
    """The first number of "smooth · 53.1 mm right, …", to the left as less than nothing."""
    number, side = re.search(r"([0-9.]+) mm (left|right)", said).groups()
    return float(number) if side == "right" else -float(number)


def to_list(app):
    """Tab until a row of the list of nodes has the focus."""
    for _ in range(60):
        if (focused(app) or "").startswith("Node "):
            return
        app.key("Tab")
    raise AssertionError("no way by Tab to the list of nodes")


def arrows(app, frm, to):
    """The cross of the landmarks tool from one point of the photo to another, px."""
    keys = []
    for distance, less, more in ((to[0] - frm[0], "Left", "Right"),
                                 (to[1] - frm[1], "Up", "Down")):
        step = round(abs(distance))
        key = more if distance > 0 else less
        keys += [f"shift+{key}"] * (step // 10) + [key] * (step % 10)
    if keys:
        app.key_run(*keys)


def journey(start, sample):
    landmarks = read(os.path.join(sample, "sample-landmarks.json"))["head-front.jpg"]
    # Where the pointer lies the cross would begin.
    xdotool("mousemove", 0, 0)
    app = start()
    saved = os.path.join(app.folder, "keys.stubble.json")
    picture = os.path.join(app.folder, "keys.png")

    # The start page: its first button has the focus, Enter presses it.
    app.see("Begin a Consultation")
    tab_to(app, "Open Photo…")
    app.key("Return")
    app.choose_file(os.path.join(sample, "head-front.jpg"))
    app.wait_title("head-front.jpg")
    app.see("Unknown:")

    # A template by keys, and the three landmarks it asks for: a cross that arrows move.
    app.key("F2", "ctrl+Tab")
    tab_to(app, "Natural")
    app.key("Return")
    at = (SIZE[0] / 2, SIZE[1] / 2)
    for name, text in (("pupil_right", "right pupil"), ("pupil_left", "left pupil"),
                       ("vertex", "top of the head")):
        app.see(text)
        arrows(app, at, landmarks[name])
        app.key("Return")
        at = landmarks[name]
    app.see("Node 1 ")

    outline = [millimetres(said) for said in node_places(app)]
    assert abs(outline[0] + outline[-1]) < 15, outline

    # A node by the list of nodes: 1 mm and 0.1 mm.
    app.key("ctrl+Tab")
    to_list(app)
    app.key("Down", "Down", "space")
    wait(lambda: selected_node(app) is not None, "a node of the list")
    before = selected_node(app)
    app.key("alt+shift+Right", "alt+Right", "alt+Right")
    # On the head, which curves away, it is a little less across the face; both are told rounded.
    wait(lambda: 1.0 < abs(millimetres(selected_node(app)) - millimetres(before)) < 1.35,
         f"a node 1.2 mm from {before}")

    # Over the picture: density, shade, stage, comparison; and back.
    app.key("ctrl+Tab")
    wait(lambda: focused(app) == "Photo canvas", "the picture to have the focus")
    app.key("minus", "minus")
    app.see("Density: ")
    app.key("s")
    app.see("Shade: ")
    app.key("shift+t")
    app.see("session 3")
    app.key("c")
    app.see("Side by Side")
    app.key("ctrl+z", "ctrl+z")
    app.key("ctrl+shift+z")

    # The same by the panels.
    app.key("F6", "ctrl+Tab")
    tab_to(app, "Session 1: Fresh")
    app.key("space")
    app.key("F4", "ctrl+Tab")
    tab_to(app, "Dark grey")
    app.key("space")
    app.key("alt+3")

    # What lies over the window is opened and closed by keys.
    for opens, name, closes in (("ctrl+t", "All Stages", "Escape"), ("ctrl+t", "All Stages", "ctrl+w"),
                                ("ctrl+shift+g", "All Variants", "Escape"),
                                ("ctrl+i", "Assessment", "ctrl+w")):
        app.key(opens)
        app.find(name)
        app.key(closes)
        wait(lambda gone=name: app.look(gone) is None, f"“{name}” to go")

    app.key("ctrl+s")
    app.choose_file(saved)
    app.wait_title("keys.stubble.json")
    wait(lambda: not app.is_modified(), "the dot in the title to go")
    plan = read(saved)["variants"][0]["plan"]
    assert plan["pigment"]["name"] == "Dark grey", plan["pigment"]
    assert zone(saved)["density"] % 10 == 0, zone(saved)["density"]

    app.key("F8", "ctrl+e")
    app.choose_file(picture)
    wait(lambda: os.path.exists(picture), "the picture")
    with open(picture, "rb") as file:
        assert file.read(8) == b"\x89PNG\r\n\x1a\n"


run(journey)
