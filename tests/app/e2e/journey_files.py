# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
"""Unsaved changes, a file that changed on disk, and a broken file."""
import os
import shutil
import time

from driver import run, wait, zone


def edit(app, density):
    app.key("F5")
    slider = app.find("Density", "slider")
    slider.set_current_value(density)
    wait(app.is_modified, "the change")


def journey(start, sample):
    app = start()
    app.see("Begin a Consultation")
    work = os.path.join(app.folder, "work.stubble.json")
    shutil.copy(os.path.join(sample, "sample.stubble.json"), work)
    shutil.copy(os.path.join(sample, "head-front.jpg"), app.folder)
    app.close()

    # Cancel keeps the window and the change; Discard leaves the file as it was.
    before = zone(work)["density"]
    app = start(work)
    app.wait_title("work.stubble.json")
    edit(app, 61)
    app.key("ctrl+w")
    app.see("Save Changes?")
    app.click("Cancel", "push button")
    app.gone("Save Changes?")
    wait(app.is_modified, "the dot in the title")
    assert app.process.poll() is None
    app.key("ctrl+w")
    app.see("Save Changes?")
    app.click("Discard", "push button")
    wait(lambda: app.process.poll() is not None, "the program to end")
    assert app.process.returncode == 0, app.process.returncode
    assert zone(work)["density"] == before

    # Save, then it ends.
    app = start(work)
    app.wait_title("work.stubble.json")
    edit(app, 62)
    app.key("ctrl+w")
    app.see("Save Changes?")
    app.click("Save", "push button")
    wait(lambda: app.process.poll() is not None, "the program to end")
    assert zone(work)["density"] == 62

    # Another program writes the file meanwhile.
    app = start(work)
    app.wait_title("work.stubble.json")
    edit(app, 63)
    with open(work, encoding="utf-8") as file:
        text = file.read()
    theirs = text.replace('"density": 62', '"density": 199')
    assert theirs != text
    with open(work, "w", encoding="utf-8") as file:
        file.write(theirs)
    app.key("ctrl+s")
    app.see("Changed on Disk")
    app.click("Cancel", "push button")
    app.gone("Changed on Disk")
    assert zone(work)["density"] == 199
    app.key("ctrl+s")
    app.see("Changed on Disk")
    app.click("Overwrite", "push button")
    wait(lambda: zone(work)["density"] == 63, "the overwritten file")
    wait(lambda: not app.is_modified(), "the dot in the title to go")

    # Told at once, and read again by one click; the unsaved work is one step back.
    edit(app, 64)
    with open(work, encoding="utf-8") as file:
        text = file.read()
    with open(work, "w", encoding="utf-8") as file:
        file.write(text.replace('"density": 63', '"density": 198'))
    app.see("Another program has changed this file")
    # The bar may not have its place yet.
    wait(lambda: not app.is_modified() or (app.press_on("Reload", "push button"), time.sleep(1))[0],
         "the file to be read again")
    app.key("F5")  # The second time folded the panel away, and what is folded away waits.
    slider = app.find("Density", "slider")
    wait(lambda: slider.get_current_value() == 198, "what is on disk")
    assert not app.is_modified()
    app.key("ctrl+z")
    wait(lambda: slider.get_current_value() == 64, "the unsaved work")
    app.key("ctrl+shift+z")
    wait(lambda: not app.is_modified(), "the dot in the title to go")
    app.close()

    # A broken file is a sentence, and the start page is still there.
    broken = os.path.join(os.path.dirname(work), "broken.stubble.json")
    with open(work, encoding="utf-8") as file:
        text = file.read()
    with open(broken, "w", encoding="utf-8") as file:
        file.write(text[: len(text) // 2])
    app = start(broken)
    app.see("Could Not Open the File")
    app.see("broken.stubble.json")
    app.key("Escape")
    app.gone("Could Not Open the File")
    app.see("Begin a Consultation")


run(journey)
