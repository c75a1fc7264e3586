# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
"""Two monitors: the client's window opens in full on the one where the practitioner is not, both work
on their own, and leaving shows nothing that was behind.
"""
import os
import subprocess

from driver import Atspi, plain, run, wait, xdotool

LEFT, RIGHT = (0, 0, 1280, 1024), (1280, 0, 1280, 1024)
SECRETS = ("sample", "head-", "jpg", "json")


def colours(area):
    """How many colours are seen in a part of the screen."""
    x, y, width, height = area
    told = subprocess.run(
        f"import -window root -crop {width}x{height}+{x}+{y} +repage miff:- | "
        "identify -format %k miff:-", shell=True, check=True, capture_output=True, text=True)
    return int(told.stdout)


def journey(start, sample):
    empty = colours(RIGHT)
    assert empty < 4, f"{empty} colours on an empty monitor"
    app = start(os.path.join(sample, "sample.stubble.json"))
    app.wait_title("head-front.jpg")
    practitioner = wait(app.window, "the practitioner's window")[0]

    def area(window):
        told = dict(line.split("=") for line in
                    xdotool("getwindowgeometry", "--shell", window).split())
        return tuple(int(told[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))

    def client():
        """The client's window, as the display server knows it."""
        return next((w for w in app.window() if w != practitioner), None)

    def inside():
        root = app.root()
        frames = [root.get_child_at_index(i) for i in range(root.get_child_count())]
        frame = next((f for f in frames if f.get_name() == "Stubble"), None)
        return list(app.walk(frame)) if frame else []

    def is_pressed(name):
        return any(plain(n.get_name()) == name
                   and n.get_state_set().contains(Atspi.StateType.PRESSED) for n in inside())

    def is_left_of_middle(window):
        x, _, width, _ = area(window)
        return x + width / 2 < 1280

    def go_to(window):
        xdotool("windowactivate", "--sync", window)

    def open_client():
        go_to(practitioner)
        app.key("F11")
        return wait(client, "the client's window")

    # The practitioner sits at the left monitor, not in full.
    xdotool("windowsize", "--sync", practitioner, 1100, 800)
    xdotool("windowmove", "--sync", practitioner, 60, 80)
    wait(lambda: is_left_of_middle(practitioner), "the practitioner's window on the left")
    own = area(practitioner)
    assert own[2] < 1280 and own[3] < 1024, own

    # The client's fills the right one, all of it and nothing else.
    window = open_client()
    wait(lambda: area(window) == RIGHT, "the client's window in full on the right monitor")
    assert area(practitioner) == own, area(practitioner)
    texts = wait(lambda: [t for n in inside() for t in (n.get_name(), n.get_description()) if t],
                 "what the client's window says")
    for text in texts:
        assert not any(secret in text for secret in SECRETS), text
    wait(lambda: colours(RIGHT) > 1000, "the client's picture")
    app.shot("monitors-client")

    # The practitioner works on: what they show is shown there, what they work with is not.
    go_to(practitioner)
    app.key("alt+3")
    wait(lambda: is_pressed("Split: both, with a divider"), "the split at the client's")
    app.key("F2")
    app.see("Templates")
    assert not any("Templates" in (n.get_name() or "") for n in inside())
    assert area(window) == RIGHT and area(practitioner) == own
    # Pinned, the client's stays as it is; another size of the practitioner's changes nothing.
    app.key("shift+F11", "alt+1")
    wait(lambda: any(n.get_name() == "Photo canvas"
                     and (n.get_description() or "").startswith("Original photo")
                     for n in app.walk()), "the practitioner's original")
    xdotool("windowsize", "--sync", practitioner, 1000, 700)
    wait(lambda: area(practitioner)[2] == 1000, "another size")
    assert is_pressed("Split: both, with a divider")
    assert area(window) == RIGHT

    # Left by the client: no question, nothing behind it, and the other window stays.
    go_to(window)
    app.key("Escape")
    wait(lambda: app.window() == [practitioner], "the client's window to close")
    wait(lambda: colours(RIGHT) == empty, "the right monitor to be empty")
    assert area(practitioner)[2] == 1000
    app.shot("monitors-left")

    # It is the other one, not the right one.
    xdotool("windowmove", "--sync", practitioner, 1400, 60)
    wait(lambda: not is_left_of_middle(practitioner), "the practitioner's window on the right")
    window = open_client()
    wait(lambda: area(window) == LEFT, "the client's window in full on the left monitor")
    # The practitioner's goes, and the client's with it.
    go_to(practitioner)
    app.key("ctrl+w")
    wait(lambda: app.process.poll() is not None, "the program to end")
    wait(lambda: colours(LEFT) == empty, "the left monitor to be empty")


run(journey)
