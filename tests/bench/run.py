#!/usr/bin/env python3
"""Runs the benchmarks of a build folder and prints a table.

usage: run.py BUILD [--json FILE]
"""
import json
import os
import pathlib
import subprocess
import sys

build = pathlib.Path(sys.argv[1])
results = {}
for program in sorted((build / "tests" / "bench").glob("bench-*")):
    if program.is_file() and program.stat().st_mode & 0o111:
        command = [program]
        environment = dict(os.environ)
        if program.name == "bench-frames":
            # In a display of its own, drawn without a graphics card on every machine alike.
            display = pathlib.Path(__file__).resolve().parents[1] / "tools" / "with-display.sh"
            command = ["sh", display, "-s", "1920x1080", program]
            environment |= {"GSK_RENDERER": "cairo", "GDK_DEBUG": "gl-disable",
                            "GSETTINGS_BACKEND": "memory", "GTK_A11Y": "none",
                            "GSETTINGS_SCHEMA_DIR": str(build / "data")}
        text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True,
                              env=environment).stdout
        results.update(json.loads(text))
print(f"{'benchmark':28} {'value':>10} {'unit':6} {'floor':>10} {'ratio':>8}")
for name, r in results.items():
    print(f"{name:28} {r['value']:10.2f} {r['unit']:6} {r['floor']:10.2f} {r['ratio']:8.2f}")
if "--json" in sys.argv:
    pathlib.Path(sys.argv[sys.argv.index("--json") + 1]).write_text(json.dumps(results, indent=2))
print("\nThe pattern, from stubble-cli dots:", flush=True)
table = pathlib.Path(__file__).with_name("stipple-table.py")
subprocess.run([sys.executable, table, build], check=True)
print("\nThe head, against a scanned one:", flush=True)
shared = pathlib.Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
subprocess.run([build / "tests" / "bench" / "head-accuracy", shared], check=False)
