#!/usr/bin/env python3
"""Judges the pattern from the dots that a user gets, beside dart throwing and sample elimination.

usage: stipple-table.py BUILD [SEED]

Even zones of 30 × 30 cm at shares of the highest density, and one of 40 × 40 cm at all of it, go
through "stubble-cli dots" to stipple-analysis.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

MM_PER_PX = 0.1
HIGHEST = 300  # dots per cm²


def consultation(side_cm, density, seed):
    side = side_cm * 10 / MM_PER_PX
    corners = [(0, 0), (side, 0), (side, side), (0, side)]
    return {
        "format": "stubble-consultation", "version": "1.0",
        "id": "00000000-0000-4000-8000-000000000000",
        "created": "2026-01-01T00:00:00Z", "modified": "2026-01-01T00:00:00Z",
        "photos": [{"id": "photo-1", "name": "none.png", "view": "close-up", "width": int(side),
                    "height": int(side), "sha256": "0" * 64, "link": "none.png",
                    "scale": {"mm_per_px": MM_PER_PX, "method": "manual", "uncertainty": 0}}],
        "variants": [{"id": "variant-1", "name": "A", "plan": {
            "seed": seed, "pigment": {"id": "carbon-10"}, "sessions": [{"share": 1}],
            "zones": [{"id": "zone-1", "kind": "scalp", "space": "photo-1", "density": density,
                       "outline": [{"x": x, "y": y, "corner": True, "edge": "hard"}
                                   for x, y in corners]}]}}],
    }


def main():
    build = pathlib.Path(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    cli, analysis = build / "src/cli/stubble-cli", build / "tests/bench/stipple-analysis"
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for percent, side in [(p, 30) for p in (5, 10, 20, 35, 50, 75, 100)] + [(100, 40)]:
            path = pathlib.Path(folder) / f"{percent}-{side}.stubble.json"
            path.write_text(json.dumps(consultation(side, HIGHEST * percent / 100, seed)))
            dots = path.with_suffix(".csv")
            with dots.open("w") as out:
                subprocess.run([cli, "dots", path], check=True, stdout=out)
            names.append(f"{percent} %, {side} cm={dots}")
        subprocess.run([analysis, "--compare", "32768", *names], check=True)


main()
