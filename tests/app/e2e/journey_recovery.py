# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
"""Killed with unsaved work: it is offered again, beside what was saved, and lost to nothing.

Each life of the program has a display, a bus and a driver of its own, and only the folder of
recovery copies in common, as after a restart of the computer.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from driver import run, wait, zone

SAVED = 200


def edit(app, density):
    app.key("F5")
    slider = app.find("Density", "slider")
    slider.set_current_value(density)
    wait(app.is_modified, "the change")


def kill(app):
    """Two seconds after the last edit at most a copy is there."""
    time.sleep(2)
    app.process.send_signal(signal.SIGKILL)
    app.process.wait(10)
    shutil.rmtree(app.folder)
    os._exit(0)


def density(app):
    app.key("F5")
    return app.find("Density", "slider").get_current_value()


def first(start, work):
    app = start(work)
    app.wait_title("work.stubble.json")
    assert density(app) == SAVED
    edit(app, 71)
    kill(app)


def from_start_page(start, work):
    """The start page offers it; it is unsaved work on its own file."""
    assert zone(work)["density"] == SAVED
    app = start()
    app.see("Recovered Work")
    app.shot("recovered")
    app.press_on("work.stubble.json", "list item")
    app.wait_title("work.stubble.json")
    wait(app.is_modified, "the recovered work to be unsaved")
    assert density(app) == 71
    kill(app)


def left_for_later(start, work):
    """Opening the saved one offers it too, and it may be left."""
    app = start(work)
    app.see("Work on this consultation")
    app.click("Open Saved", "push button")
    app.gone("Work on this consultation")
    assert not app.is_modified()
    assert density(app) == SAVED
    edit(app, 72)
    kill(app)


def saved(start, work):
    """Both are there; the newer one is saved, and only that one goes."""
    app = start(work)
    app.see("Work on this consultation")
    app.click("Open Recovered", "push button")
    app.gone("Work on this consultation")
    wait(app.is_modified, "the recovered work to be unsaved")
    app.key("ctrl+s")
    wait(lambda: not app.is_modified(), "the save")
    assert zone(work)["density"] == 72


def deleted(start, work):
    app = start()
    app.see("Recovered Work")
    app.click("Delete this copy", "push button")
    app.see("Delete Recovered Work?")
    app.click("Delete", "push button")
    app.gone("Delete Recovered Work?")
    wait(lambda: app.look("Recovered Work") is None, "the list to go")


LIVES = [first, from_start_page, left_for_later, saved, deleted]


def main():
    program, sample = sys.argv[1:3]
    if len(sys.argv) > 3:
        life, work = LIVES[int(sys.argv[3])], sys.argv[4]
        run(lambda start, _sample: life(start, work))
        return
    display = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                           "../../tools/with-display.sh")
    with tempfile.TemporaryDirectory() as folder:
        work = os.path.join(folder, "work.stubble.json")
        shutil.copy(os.path.join(sample, "sample.stubble.json"), work)
        for i, life in enumerate(LIVES):
            print(life.__name__, flush=True)
            subprocess.run([display, sys.executable, __file__, program, sample, str(i), work],
                           check=True, env=dict(os.environ, XDG_STATE_HOME=folder + "/state"))


main()
