#!/usr/bin/env python3
"""Pictures of the window, each in a display of its own.

usage: shot.py APPLICATION FILE FOLDER [NAME…]

Without names it makes all of SHOTS; "steps" makes those of every step, which docs/screenshots has. Nothing here passes or fails a test: the pictures are for people
to look at. It ends with 1 if a window does not come up.
"""
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent

# name: width, height, and what to set. The right-to-left one needs no such locale on the machine:
# for C.UTF-8 the C library still looks at LANGUAGE.
SHOTS = {
    "light-1280": (1280, 800, {}),
    "dark-1280": (1280, 800, {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
    "light-1920": (1920, 1080, {}),
    "dark-1920": (1920, 1080, {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
    "contrast-1280": (1280, 800, {"ADW_DEBUG_HIGH_CONTRAST": "1"}),
    "narrow-600": (600, 720, {}),
    "tall-800": (800, 1280, {}),
    "german-1280": (1280, 800, {"LANGUAGE": "de"}),
    "hebrew-1280": (1280, 800, {"LANGUAGE": "he"}),
}
# The steps in their order, which is that of their keys, F1 and on.
STEPS = ("photo", "hairline", "zones", "shade", "density", "time", "compare", "record")
STEP_SHOTS = {
    f"{step}-{scheme}-{width}": (width, height, {**settings, "SHOT_KEY": f"F{i}"})
    for i, step in enumerate(STEPS, 1)
    for scheme, settings in (("light", {}), ("dark", {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}))
    for width, height in ((1280, 800), (1920, 1080))
}
CLEAN = {
    "LC_ALL": "C.UTF-8",
    "GSK_RENDERER": "cairo",
    "GDK_DEBUG": "gl-disable",
    "GTK_A11Y": "none",
    "GSETTINGS_BACKEND": "memory",
    "GIO_USE_VFS": "local",
}
START = 20  # seconds for the window to come up
SETTLE = 30  # seconds for it to stop changing


def run(*command):
    return subprocess.run(command, capture_output=True, check=False)


def window_of(app):
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        if app.poll() is not None:
            sys.exit(f"shot: the application ended with {app.returncode}")
        found = run("xdotool", "search", "--onlyvisible", "--pid", str(app.pid)).stdout.split()
        if found:
            return found[0].decode()
        time.sleep(0.1)
    sys.exit("shot: no window came up")


def picture():
    """The screen as a PNG; two are equal only if every pixel is."""
    shot = run("import", "-window", "root", "-strip", "-depth", "8", "-define",
               "png:exclude-chunks=date,time", "png:-")
    if shot.returncode:
        sys.exit("shot: " + shot.stderr.decode().strip())
    return shot.stdout


def inside(application, file, out, width, height):
    """Runs inside with-display.sh."""
    with subprocess.Popen([application, file]) as app:
        try:
            window = window_of(app)
            run("xdotool", "windowmove", window, "0", "0")
            run("xdotool", "windowsize", window, width, height)
            time.sleep(1)
            key = os.environ.get("SHOT_KEY")
            # The first step is open; its key again would fold the panel away.
            if key and key != "F1":
                settle()
                run("xdotool", "key", key)
                time.sleep(1)
            pathlib.Path(out).write_bytes(settle())
        finally:
            app.terminate()


def settle():
    """Waits until nothing changes any more; the last picture."""
    last, same = b"", 0
    deadline = time.monotonic() + SETTLE
    while same < 3 and time.monotonic() < deadline:
        now = picture()
        same = same + 1 if now == last else 0
        last = now
        time.sleep(0.3)
    return last


def shoot(application, file, out, width, height, settings):
    env = {**os.environ, **CLEAN, **settings}
    return subprocess.run(
        ["sh", HERE / "with-display.sh", "-s", f"{width}x{height}", sys.executable, __file__,
         "--inside", application, file, out, str(width), str(height)],
        env=env, check=False).returncode


def main():
    if len(sys.argv) > 1 and sys.argv[1] == "--inside":
        inside(*sys.argv[2:])
        return
    names = [name for arg in sys.argv[4:] for name in (STEP_SHOTS if arg == "steps" else [arg])]
    every = {**SHOTS, **STEP_SHOTS}
    if len(sys.argv) < 4 or not set(names) <= set(every):
        sys.exit(__doc__ + "\nnames: steps " + " ".join(every))
    application, file = (str(pathlib.Path(arg).resolve()) for arg in sys.argv[1:3])
    folder = pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    failed = False
    for name in names or SHOTS:
        out = folder.resolve() / f"{name}.png"
        failed = shoot(application, file, out, *every[name]) != 0 or failed
        if out.exists():
            print(out)
    sys.exit(1 if failed else 0)


main()
