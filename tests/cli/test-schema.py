#!/usr/bin/env python3
"""The published schema and the strict reader agree: on files that are good, on single wrong values,
and on where a range ends.

usage: test-schema.py STUBBLE-CLI SCHEMA SAMPLE
"""
import copy
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not here")
    sys.exit(77)

CLI, SCHEMA, SAMPLE = sys.argv[1:4]
schema = json.load(open(SCHEMA))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
sample = json.load(open(SAMPLE))
HEAD = ("photos", 0, "head")
TAPE = ("client", "head_circumference_mm")
SESSION = ("variants", 0, "plan", "sessions", 0)
ZONE = ("variants", 0, "plan", "zones", 0)

# Each gives a value at a place; both must say the same of it.
CASES = [
    (("version",), "1.7"), (("version",), "2.0"), (("format",), "x"), (("photos", 0, "view"), "up"),
    (("photos", 0, "width"), 0), (("photos", 0, "width"), "3000"), (("photos", 0, "sha256"), "z"),
    (("photos", 0, "link"), "/abs"), (("photos", 0, "link"), "sub/p.jpg"),
    (("photos", 0, "landmarks", "own"), [1, 2]), (("photos", 0, "landmarks", "own"), [1]),
    (("photos", 0, "scale", "mm_per_px"), 0), (("photos", 0, "scale", "uncertainty"), 1.5),
    (HEAD, {}), (HEAD, []), (HEAD + ("axes",), [77, 95]), (HEAD + ("axes",), [77, 95, 151]),
    (HEAD + ("form",), [0, 0.05, 0, -0.1]), (HEAD + ("form",), [0, 0.11, 0, 0]),
    (HEAD + ("form",), [0, 0, 0]), (HEAD + ("rotation",), [1, 0, 0]), (HEAD + ("rotation",), [2, 0, 0, 0]),
    (HEAD + ("rotation",), [0, -1, 0, 0]), (HEAD + ("translation",), ["0", 0, 700]),
    (HEAD + ("focal_px",), 0.5), (HEAD + ("whorl",), {"at": [0, -50]}), (HEAD + ("whorl",), {}),
    (HEAD + ("whorl",), {"at": [0, 500]}), (HEAD + ("by_hand",), True), (HEAD + ("by_hand",), 1),
    (HEAD + ("hair",), "unknown members are kept"),
    (("variants",), []), (("variants", 0, "plan", "seed"), -1),
    (("variants", 0, "plan", "sessions"), []), (("variants", 0, "plan", "pigment", "warmth"), 2),
    (("variants", 0, "plan", "pigment"), {"id": "own", "colour": "#12345"}),
    (("variants", 0, "plan", "pigment"), {"id": "own", "colour": "#123456"}),
    (ZONE + ("outline",), []), (ZONE + ("outline", 0, "edge"), "soft"),
    (ZONE + ("outline", 0, "corner"), 1), (ZONE + ("strokes",), [{"mode": "wipe"}]),
    (ZONE + ("strokes",), [{"mode": "add", "radius": 2, "points": [[1, 2]]}]),
    (("variants", 0, "plan", "recipe"), {"needle_mm": 0.25, "needles": 3, "depth_mm": 0.4}),
    (("variants", 0, "plan", "recipe"), {"needles": 2.5}), (("variants", 0, "plan", "recipe"), []),
    (SESSION + ("date",), "2026-11-21"), (SESSION + ("date",), "2026-13-01"),
    (SESSION + ("date",), "21.11.2026"), (SESSION + ("done",), "2026-1-1"),
    (SESSION + ("notes",), 3), (SESSION + ("interval",), 14), (SESSION + ("interval",), 1.5),
    (("assessment",), []), (("assessment",), {"sex": "male", "later": 1}),
    (("assessment",), {"sex": "cat"}), (("assessment",), {"fitzpatrick": 3}),
    (("assessment",), {"fitzpatrick": 2.5}), (("assessment",), {"hair_loss": {}}),
    (("assessment",), {"skin_colour": "#c69076"}), (("assessment",), {"hair_colour": "brown"}),
    (("assessment",), {"suitability": {"keloids": "yes"}}),
    (("assessment",), {"suitability": {"keloids": True}}),
    (("assessment",), {"fading": {"sun": "high", "rate": 0.2}}),
    (("assessment",), {"fading": {"sun": "often"}}), (("assessment",), {"fading": {"rate": 0.5}}),
    (("later",), {"a": 1}), (("client",), []),
    (TAPE, 0), (TAPE, "570"), (TAPE, -570), (TAPE, 57), (TAPE, None), (("chosen_variant",), 5),
]
RANGES = {
    ZONE + ("density",): (0, 300), ZONE + ("dot_diameter",): (0.05, 1),
    ZONE + ("feather", "hairline"): (0, 60), ZONE + ("feather", "blend"): (0, 60),
    ZONE + ("irregularity", "amplitude"): (0, 10), ZONE + ("irregularity", "wavelength"): (1, 60),
    HEAD + ("uncertainty",): (0, 1), HEAD + ("residual_mm",): (0, 1000),
    HEAD + ("carried_mm",): (0, 1000),
    ("variants", 0, "plan", "pigment", "dilution"): (0, 60), SESSION + ("strength",): (0.05, 1),
    TAPE: (450, 700),
}
ENUMS = {
    ("photos", 0, "view"): schema["$defs"]["photo"]["properties"]["view"]["enum"],
    ("photos", 0, "scale", "method"):
        schema["$defs"]["photo"]["properties"]["scale"]["properties"]["method"]["enum"],
    ZONE + ("kind",): schema["$defs"]["zone"]["properties"]["kind"]["enum"],
    ZONE + ("outline", 1, "edge"):
        schema["$defs"]["zone"]["properties"]["outline"]["items"]["properties"]["edge"]["enum"],
}
for scale, good, bad in (
        ("norwood", ("1", "3v", "5a", "7"), ("0", "8", "3V", "1a")), ("ludwig", ("1", "3"), ("4",)),
        ("sinclair", ("1", "5"), ("6", "L")), ("stairs", (), ("1",)), ("unknown", ("",), ()),
        ("basp", ("L", "M0", "C3", "U1", "M2V1", "LF1V3"), ("U0", "M4", "V1", "M1V1F1", "m1"))):
    for stage in good + bad:
        CASES.append((("assessment",), {"hair_loss": {"scale": scale, "stage": stage}}))
for place, (least, most) in RANGES.items():
    CASES += [(place, least), (place, most), (place, least - 0.01), (place, most + 0.01)]
for place, words in ENUMS.items():
    CASES += [(place, word) for word in words] + [(place, "other")]

# The sample's photos are big, and neither side looks into them: linked instead.
for photo in sample["photos"]:
    photo["link"] = photo["name"]
sample["attachments"] = {}
sample["photos"][0]["head"] = {"axes": [77, 90, 100], "rotation": [0, 1, 0, 0],
                               "translation": [0, 0, 700], "focal_px": 5000}
assert validator.is_valid(sample), validator.iter_errors(sample)
agreed = 0
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "case.stubble.json"
    for place, value in CASES:
        data = copy.deepcopy(sample)
        at = data
        for key in place[:-1]:
            at = at[key]
        at[place[-1]] = value
        path.write_text(json.dumps(data))
        reader = subprocess.run([CLI, "validate", path], capture_output=True).returncode == 0
        if validator.is_valid(data) != reader:
            sys.exit(f"{place} = {value!r}: the schema says {not reader}, the reader {reader}")
        agreed += 1
print(f"{agreed} cases agree")
