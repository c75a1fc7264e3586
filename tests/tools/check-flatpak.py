#!/usr/bin/env python3
"""The flatpak manifest is JSON, names the application, and lets nothing out.

usage: check-flatpak.py MANIFEST
"""
import json
import sys

manifest = json.load(open(sys.argv[1]))
assert manifest["id"] == "io.github.stubble.Stubble" and manifest["command"] == "stubble"
for arg in manifest["finish-args"]:
    assert not arg.startswith(("--filesystem", "--share=network", "--talk-name", "--device=all")), arg
assert manifest["modules"][-1]["name"] == "stubble"
