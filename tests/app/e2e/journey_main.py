# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Stubble authors
"""Open a photo, place the pupils and a template, change the density, undo, save, reopen, export."""
import os
import time

from driver import read, run, wait, zone

# The sample head: size and pupils in px, from its landmarks file.
SIZE = (3000, 4000)


def first_preview(app, landmarks):
    """The shortest way from a photo to a preview: five clicks, counted and timed."""
    begin = time.monotonic()
    clicks = 0

    def on(name, role):
        nonlocal clicks
        clicks += 1
        app.press_on(name, role)

    on("Hairline", None)
    on("Natural", "push button")
    # Looking through the whole tree takes the script its time, most of it on a busy machine: what is
    # watched from here on is found once.
    hint = app.see("right pupil")
    canvas = app.find("Photo canvas")
    for name, text in (("pupil_right", "right pupil"), ("pupil_left", "left pupil"),
                       ("vertex", "top of the head")):
        wait(lambda: text in hint.get_name(), f"the hint “{text}”")
        clicks += 1
        app.press(app.on_screen(landmarks[name], *SIZE, place=app.place(canvas)))
    wait(lambda: "Healed" in canvas.get_description(), "a simulated picture")
    seconds = time.monotonic() - begin
    looked = time.monotonic()
    app.look("nothing of this name")
    looked = time.monotonic() - looked
    app.see("Node 1 ")
    app.shot("first-preview")
    print(f"photo to first preview: {clicks} clicks, {seconds:.1f} s; "
          f"one look through the accessibility tree takes {looked:.1f} s of it, and there are four")
    assert clicks <= 5, clicks
    # Beside what the script looks, which takes long on a busy machine.
    assert seconds < 15 + 8 * looked, (seconds, looked)


def journey(start, sample):
    photo = os.path.join(sample, "head-front.jpg")
    landmarks = read(os.path.join(sample, "sample-landmarks.json"))["head-front.jpg"]
    app = start(photo)
    saved = os.path.join(app.folder, "client.stubble.json")
    app.wait_title("head-front.jpg")
    app.see("Unknown:")
    app.see("Not saved yet")

    first_preview(app, landmarks)
    app.key("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
    wait(lambda: not app.is_modified(), "the bare photo")
    app.key("F1")

    app.key("ctrl+l")
    app.see("right pupil")
    app.press(app.on_screen(landmarks["pupil_right"], *SIZE))
    app.see("left pupil")
    app.press(app.on_screen(landmarks["pupil_left"], *SIZE))
    app.see("top of the head")
    app.key("Escape", "Escape")
    app.see("From the pupils:")

    app.key("F2")
    app.click("Natural", "push button")
    app.see("Node 1 ")
    app.shot("template")
    app.key("F5")
    slider = app.find("Density", "slider")
    before = slider.get_current_value()
    app.shot("density")
    assert before > 100, before
    slider.set_current_value(90)
    wait(lambda: app.look("Density", "slider").get_current_value() == 90, "the slider at 90")
    app.key("ctrl+z")
    wait(lambda: app.look("Density", "slider").get_current_value() == before, "undo")
    app.key("ctrl+shift+z")
    wait(lambda: app.look("Density", "slider").get_current_value() == 90, "redo")

    app.key("ctrl+s")
    app.choose_file(saved)
    app.wait_title("client.stubble.json")
    wait(lambda: not app.is_modified(), "the dot in the title to go")
    assert zone(saved)["density"] == 90, zone(saved)["density"]
    assert read(saved)["photos"][0]["scale"]["method"] == "pupils"
    app.close()

    app = start(saved)
    app.wait_title("client.stubble.json")
    assert not app.is_modified()
    app.key("F5")
    wait(lambda: app.find("Density", "slider").get_current_value() == 90, "the saved density")
    picture = os.path.join(app.folder, "picture.png")
    app.key("F8")
    app.see("Export: After")
    app.shot("record")
    said = app.watch_toasts()
    app.key("ctrl+e")
    app.choose_file(picture)
    wait(lambda: "Exported “picture.png”" in said(), "the toast that tells of the picture", 60)
    assert os.path.exists(picture)
    with open(picture, "rb") as file:
        head = file.read(24)
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    # Side by side: two photos of full size and a gap.
    width = int.from_bytes(head[16:20], "big")
    assert width >= 2 * SIZE[0], width


run(journey)
