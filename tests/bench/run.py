#!/usr/bin/env python3
"""Runs the benchmarks of a build folder and prints a table.

usage: run.py BUILD [--json FILE]
"""
import json
import pathlib
import subprocess
import sys

build = pathlib.Path(sys.argv[1])
results = {}
for program in sorted((build / "tests" / "bench").glob("bench-*")):
    if program.is_file() and program.stat().st_mode & 0o111:
        text = subprocess.run([program], check=True, capture_output=True, text=True).stdout
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
