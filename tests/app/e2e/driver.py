# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
"""Drives the real window: AT-SPI for what has a name, xdotool for pointer and keys.

Everything polls with a deadline; nothing sleeps for luck.
"""
import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

DEADLINE = 20.0
STEP = 0.05
ON_WAYLAND = os.environ.get("GDK_BACKEND") == "wayland"


def pump():
    context = GLib.MainContext.default()
    while context.iteration(False):
        pass


def wait(condition, what, deadline=DEADLINE):
    """Polls until the condition gives something true, and returns that."""
    end = time.monotonic() + deadline
    while True:
        try:
            found = condition()
        except GLib.Error:  # an object that went away meanwhile
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"waited {deadline:.0f} s in vain for {what}")
        time.sleep(STEP)


def xdotool(*words):
    return subprocess.run(["xdotool", *map(str, words)], check=True, capture_output=True,
                          text=True).stdout


def plain(name):
    """GTK 4.8 gives "_Save Save" or "Open Open": mnemonic, then label and labelled-by."""
    name = (name or "").replace("_", "")
    half = len(name) // 2
    if len(name) % 2 and name[:half] + " " + name[:half] == name:
        return name[:half]
    return name


class App:
    def __init__(self, program, *arguments):
        # To the journey's end: what one life of the program saved another may open.
        self.folder = tempfile.mkdtemp(prefix="stubble-e2e-")
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        # Warnings are not fatal but told at the end, with all that led to them.
        environment = dict(os.environ, GSETTINGS_BACKEND="memory", GSK_RENDERER="cairo",
                           GDK_DEBUG="gl-disable")
        environment.pop("GTK_A11Y", None)
        environment.pop("G_DEBUG", None)
        self.log = os.path.join(self.folder, "stderr")
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([program, *map(str, arguments)], env=environment,
                                            stderr=log)
        Atspi.init()
        # Only what never changes is cached: what changes would have to be cleared, and clearing
        # does not end where the application is among its own children (see walk()).
        wait(self.root, "the application on the accessibility bus").set_cache_mask(
            Atspi.Cache.ROLE | Atspi.Cache.INTERFACES | Atspi.Cache.PARENT)

    def root(self):
        pump()
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.process.pid:
                return child
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}")
        return None

    def walk(self, node=None):
        node = node or self.root()
        if node is None:
            return
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            # GTK gives the application itself for a window that is just being made.
            if child and child != node:
                yield from self.walk(child)

    def look(self, name, role=None):
        for node in self.walk():
            if plain(node.get_name()) == name and role in (None, node.get_role_name()):
                return node
        return None

    def find(self, name, role=None):
        return wait(lambda: self.look(name, role), f"“{name}”")

    def see(self, text):
        """Waits until some text on the screen holds this one."""
        return wait(lambda: next((n for n in self.walk() if text in (n.get_name() or "")), None),
                    f"the text “{text}”")

    def watch_toasts(self):
        """A function that gives what toasts say, in a moment: they go soon, and to look at the whole
        tree takes a busy machine long. Where the canvas's forebears have an only child, a toast is
        the second one."""
        alone = []
        node = self.find("Photo canvas")
        while node and node.get_role_name() != "frame":
            parent = node.get_parent()
            if parent and parent.get_child_count() == 1:
                alone.append((parent, node))
            node = parent

        def said():
            texts = []
            for parent, own in alone:
                for i in range(parent.get_child_count()):
                    child = parent.get_child_at_index(i)
                    if child and child != own:
                        texts += [n.get_name() for n in self.walk(child) if n.get_name()]
            return texts
        return said

    def gone(self, text):
        wait(lambda: not any(text in (n.get_name() or "") for n in self.walk()),
             f"“{text}” to go")

    def click(self, name, role=None):
        """Clicks the first one that can be: a dialog keeps its buttons twice, wide and narrow."""
        wait(lambda: any(plain(n.get_name()) == name and role in (None, n.get_role_name())
                         and n.do_action(0) for n in self.walk()), f"a click on “{name}”")

    def action(self, name, *, deadline=DEADLINE):
        """Activates an action of the window without a target, once it is enabled."""
        def go():
            for node in self.walk():
                for i in range(node.get_n_actions()):
                    if node.get_action_name(i) == name:
                        return node.do_action(i)
            return False
        wait(go, f"the action {name}", deadline)

    def window(self):
        """Those that are seen; none in the moment between two. In Wayland the display itself: one
        window covers all of it."""
        if ON_WAYLAND:
            return subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "weston"],
                                  check=False, capture_output=True, text=True).stdout.split()
        return subprocess.run(["xdotool", "search", "--onlyvisible", "--pid",
                               str(self.process.pid)], check=False, capture_output=True,
                              text=True).stdout.split()

    def title(self):
        pump()
        for node in self.walk():
            if node.get_role_name() == "frame":
                return node.get_name()
        return ""

    def wait_title(self, text):
        wait(lambda: text in self.title(), f"“{text}” in the title, which is “{self.title()}”")

    def is_modified(self):
        return self.title().startswith("•")

    def key(self, *keys):
        for key in keys:
            xdotool("key", key)

    def key_run(self, *keys):
        """Many keys at once, as one who holds them."""
        xdotool("key", "--delay", "4", *keys)

    def type(self, text):
        xdotool("type", "--delay", "8", text)

    def canvas(self):
        """The canvas in px of the screen: x, y, width, height."""
        return self.place(self.find("Photo canvas"))

    def press_on(self, name, role=None):
        """Clicks in the middle of what has no action of its own: a row."""
        x, y, width, height = self.place(self.find(name, role))
        self.press((x + width / 2, y + height / 2))

    def place(self, node):
        """Where it is, in px of the screen: x, y, width, height."""
        extents = node.get_extents(Atspi.CoordType.WINDOW)
        frame = next(n for n in self.walk() if n.get_role_name() == "frame").get_extents(
            Atspi.CoordType.WINDOW)
        geometry = dict(line.split("=") for line in
                        xdotool("getwindowgeometry", "--shell",
                                wait(self.window, "a window")[0]).split())
        # The decoration's invisible border is part of the X window but not of the frame.
        border_x = (int(geometry["WIDTH"]) - frame.width) // 2
        border_y = (int(geometry["HEIGHT"]) - frame.height) // 2
        return (int(geometry["X"]) + border_x + extents.x,
                int(geometry["Y"]) + border_y + extents.y, extents.width, extents.height)

    def on_screen(self, photo, width, height, place=None):
        """Where a point of the fitted photo, px, is on the screen; in the canvas at @place."""
        x, y, w, h = place or self.canvas()
        zoom = min((w - 32) / width, (h - 32) / height)
        return (x + (w - width * zoom) / 2 + photo[0] * zoom,
                y + (h - height * zoom) / 2 + photo[1] * zoom)

    def on_screen_aside(self, photo, width, height):
        """The same of a photo that is turned right by a quarter, so that its top is at the right."""
        return self.on_screen((height - photo[1], photo[0]), height, width)

    def press(self, point):
        xdotool("mousemove", int(point[0]), int(point[1]), "sleep", "0.05", "click", "1")

    def drag(self, points, pause=0.02):
        words = ["mousemove", int(points[0][0]), int(points[0][1]), "sleep", "0.05", "mousedown", 1]
        for point in points[1:]:
            words += ["mousemove", int(point[0]), int(point[1])]
            if pause > 0:
                words += ["sleep", str(pause)]
        xdotool(*words, "sleep", "0.05", "mouseup", 1)

    def chooser(self):
        """The second window, once it has the keyboard."""
        root = self.root()
        return root.get_child_count() > 1 and any(
            n.get_state_set().contains(Atspi.StateType.FOCUSED)
            for n in self.walk(root.get_child_at_index(1)))

    def choose_file(self, path):
        """Types a path into the file chooser that is open."""
        if ON_WAYLAND:
            wait(self.chooser, "the file chooser")
        else:
            wait(lambda: len(self.window()) > 1, "the file chooser")
            xdotool("windowfocus", "--sync", self.window()[-1])
        self.key("ctrl+a")
        self.type(str(path))
        self.key("Return")
        if ON_WAYLAND:
            wait(lambda: not self.chooser(), "the file chooser to close")
            self.take_keyboard()
        else:
            wait(lambda: len(self.window()) == 1, "the file chooser to close")

    def take_keyboard(self):
        """In Weston's kiosk no window has the keyboard once one over it is closed, until it is
        clicked: here in the middle of the header bar, where nothing is pressed."""
        root = self.root()
        if root and root.get_child_count() == 1:
            frame = root.get_child_at_index(0)
            x, y, width, _ = self.place(frame)
            xdotool("mousemove", int(x + width / 2), int(y + 8), "click", 1)
            wait(lambda: frame.get_state_set().contains(Atspi.StateType.ACTIVE),
                 "the window to have the keyboard")

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        with open(self.log, encoding="utf-8", errors="replace") as log:
            said = log.read()
        print(said, end="", file=sys.stderr)
        bad = [line for line in said.splitlines() if "WARNING **" in line or "CRITICAL **" in line]
        assert not bad, bad[0]

    def shot(self, name):
        folder = os.environ.get("STUBBLE_E2E_SHOTS")
        if folder:
            subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")],
                           check=False)


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def zone(path):
    return read(path)["variants"][0]["plan"]["zones"][0]


def run(journey):
    """Runs a journey with the program and the sample folder of the command line."""
    app = None

    def start(*arguments):
        nonlocal app
        if app is not None:
            app.close()
        app = App(sys.argv[1], *arguments)
        return app

    try:
        journey(start, sys.argv[2])
    except BaseException:
        if app is not None:
            app.shot("failed")
            for node in app.walk():
                name = plain(node.get_name())
                if name:
                    print(f"  [{node.get_role_name()}] {name}", file=sys.stderr)
        raise
    finally:
        if app is not None:
            app.close()
    print("ok")
