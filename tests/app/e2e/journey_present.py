# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
"""The window for the client: opened by key, used by name, pointer and key, and left by Esc, while the
practitioner works on in the other window.

Xvfb has one output, so that the client's window is on the practitioner's monitor here; with two
monitors see journey_monitors.py.
"""
import os

from driver import Atspi, plain, run, wait, xdotool

SECRETS = ("sample", "head-", "jpg", "json")


def journey(start, sample):
    app = start(os.path.join(sample, "sample.stubble.json"))
    app.wait_title("head-front.jpg")

    def frames():
        root = app.root()
        return [root.get_child_at_index(i) for i in range(root.get_child_count())]

    def client():
        """The client's window: the one that says nothing but the program's name."""
        return next((f for f in frames() if f.get_name() == "Stubble"), None)

    def inside():
        """All that is in the client's window; nothing while the bus does not know it."""
        frame = client()
        return list(app.walk(frame)) if frame else []

    def press(name):
        """Presses a button of the client's window."""
        wait(lambda: any(plain(n.get_name()) == name and n.do_action(0) for n in inside()),
             f"a press of “{name}”")

    def is_pressed(name):
        return any(plain(n.get_name()) == name
                   and n.get_state_set().contains(Atspi.StateType.PRESSED) for n in inside())

    def focus(index):
        xdotool("windowfocus", "--sync", app.window()[index])

    app.key("F11")
    wait(client, "the client's window")
    wait(lambda: len(app.window()) == 2, "two windows")
    wait(lambda: len(frames()) == 2, "both on the bus")
    wait(lambda: is_pressed("Healed after session 3"), "the stage at which it stands")
    texts = wait(lambda: [t for n in inside() for t in (n.get_name(), n.get_description()) if t],
                 "what the client's window says")
    assert len(texts) > 12, texts
    for text in texts:
        assert not any(secret in text for secret in SECRETS), text
    sizes = wait(lambda: [(n.get_name(), n.get_extents(Atspi.CoordType.WINDOW)) for n in inside()
                          if n.get_role_name() == "push button"], "buttons")
    for name, size in sizes:
        assert size.width >= 60 and size.height >= 60, (name, size.width, size.height)
    # It fills the screen.
    size = wait(lambda: client().get_extents(Atspi.CoordType.WINDOW), "its size")
    assert size.width >= 1200 and size.height >= 700, (size.width, size.height)

    # By name…
    press("Split: both, with a divider")
    wait(lambda: is_pressed("Split: both, with a divider"), "the split")
    app.shot("present-split")
    # …and by keys.
    focus(-1)
    app.key("Down")
    wait(lambda: is_pressed("After: the simulated picture"), "the simulated picture")
    app.key("Right")
    wait(lambda: is_pressed("After 1 year"), "a year later")
    app.shot("present-year")

    # The practitioner goes on, and shows the original; the client's window follows.
    app.click("Before", "push button")
    wait(lambda: is_pressed("Before: the original photo"), "the original")
    wait(lambda: is_pressed("After 1 year"), "the year that the client chose")
    # Pinned, it stays.
    app.click("Split", "push button")
    wait(lambda: is_pressed("Split: both, with a divider"), "the split again")
    focus(0)
    app.key("shift+F11")
    app.key("alt+2")
    wait(lambda: any(plain(n.get_name()) == "After" and n.get_role_name() == "push button"
                     and n.get_state_set().contains(Atspi.StateType.PRESSED)
                     for n in app.walk()), "the practitioner's simulated picture")
    wait(lambda: is_pressed("Split: both, with a divider"), "what it was pinned to")

    focus(-1)
    app.key("Escape")
    wait(lambda: len(app.window()) == 1, "the client's window to close")
    wait(lambda: len(frames()) == 1, "one window on the bus")
    app.shot("present-left")


run(journey)
