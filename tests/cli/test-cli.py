#!/usr/bin/env python3
"""stubble-cli from end to end: what it makes, what it refuses, and what it promises.

usage: test-cli.py STUBBLE-CLI
"""
import csv
import io
import json
import math
import os
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

CLI = os.path.abspath(sys.argv.pop(1))
SHARED = pathlib.Path(os.environ.get("STUBBLE_SHARED_DATA", "/nonexistent"))


def run(*args, code=0, env=None, cwd=None):
    result = subprocess.run(
        [CLI, *map(str, args)], capture_output=True, text=True, timeout=120, cwd=cwd,
        env={**os.environ, **(env or {})})
    assert result.returncode == code, (args, result.returncode, result.stdout[-400:], result.stderr)
    assert "CRITICAL" not in result.stderr and "WARNING" not in result.stderr, result.stderr
    return result


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def write_png(path, width, height, pixel):
    rows = b"".join(
        b"\0" + bytes(v for x in range(width) for v in pixel(x, y)) for y in range(height))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))


def read_png(path):
    """Width, height, channels and rows of an 8-bit PNG without interlace."""
    data = path.read_bytes()
    at, idat, head = 8, b"", None
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            head = struct.unpack(">IIBBBBB", data[at + 8:at + 21])
        elif kind == b"IDAT":
            idat += data[at + 8:at + 8 + size]
        at += 12 + size
    width, height, channels = head[0], head[1], {2: 3, 6: 4}[head[3]]
    raw, stride = zlib.decompress(idat), head[0] * channels
    rows, last = [], bytearray(stride)
    for y in range(height):
        kind = raw[y * (stride + 1)]
        line = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            a = line[i - channels] if i >= channels else 0
            b = last[i]
            c = last[i - channels] if i >= channels else 0
            if kind == 1:
                line[i] = line[i] + a & 255
            elif kind == 2:
                line[i] = line[i] + b & 255
            elif kind == 3:
                line[i] = line[i] + (a + b) // 2 & 255
            elif kind == 4:
                p = a + b - c
                near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
                line[i] = line[i] + near & 255
        rows.append(bytes(line))
        last = line
    return width, height, channels, rows


def skin(x, y):
    return 200 + (x * 7 + y * 3) % 5, 160 + (x * 3 + y * 5) % 5, 135 + (x + y) % 5


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)
        self.photo = self.dir / "head.png"
        write_png(self.photo, 480, 600, skin)
        self.landmarks = self.dir / "landmarks.json"
        self.landmarks.write_text(json.dumps({"head.png": {
            "pupil_right": [177, 330], "pupil_left": [303, 330], "vertex": [240, 110]}}))
        self.project = self.dir / "head.stubble.json"

    def tearDown(self):
        self.folder.cleanup()

    def new(self, *more):
        run("new", self.photo, "-o", self.project, "--landmarks", self.landmarks, "--template",
            "natural", *more)
        return json.loads(self.project.read_text())

    def dots(self, *more, project=None):
        text = run("dots", project or self.project, *more).stdout
        return list(csv.DictReader(io.StringIO(text)))

    def edit(self, *sets, to=None):
        to = to or self.dir / "edited.stubble.json"
        args = [a for s in sets for a in ("--set", s)]
        run("edit", self.project, *args, "-o", to)
        return to

    def square(self, density, mm_per_px=0.25, edge="hard"):
        """The zone becomes a square of 80 × 80 mm with hard edges."""
        outline = [{"x": x, "y": y, "corner": True, "edge": edge}
                   for x, y in ((60, 60), (380, 60), (380, 380), (60, 380))]
        return self.edit(
            "/photos/0/scale=" + json.dumps(
                {"mm_per_px": mm_per_px, "method": "manual", "uncertainty": 0.01}),
            "/variants/0/plan/zones/0/outline=" + json.dumps(outline),
            f"/variants/0/plan/zones/0/density={density}",
            to=self.dir / f"square-{density}.stubble.json")

    def test_new_validate_info(self):
        data = self.new()
        self.assertEqual(data["format"], "stubble-consultation")
        self.assertEqual(data["photos"][0]["scale"]["method"], "pupils")
        self.assertAlmostEqual(data["photos"][0]["scale"]["mm_per_px"], 0.5, 3)
        zone = data["variants"][0]["plan"]["zones"][0]
        self.assertEqual({n["edge"] for n in zone["outline"]}, {"hairline", "blend", "hard"})
        run("validate", self.project)
        info = json.loads(run("info", self.project, "--format", "json").stdout)
        self.assertGreater(info["variants"][0]["zones"][0]["area_cm2"], 10)
        # All on the scalp, of which the photo shows a part; feathers are thinner.
        zone = info["variants"][0]["zones"][0]
        self.assertEqual(info["variants"][0]["dots"], zone["dots"])
        self.assertGreater(zone["dots"], 1.2 * len(self.dots()))
        self.assertLess(zone["dots"], zone["area_cm2"] * zone["density"])
        self.assertGreater(zone["dots"], 0.75 * zone["area_cm2"] * zone["density"])
        self.assertEqual(info["warnings"], [])

    def test_patterns(self):
        """Zones for a stage, the crown's on the head, and the stage in the assessment."""
        def zones(pattern, *more):
            run("new", self.photo, "-o", self.project, "--landmarks", self.landmarks, "--pattern",
                pattern, *more)
            run("validate", self.project)
            data = json.loads(self.project.read_text())
            scale, stage = pattern.split(":")
            self.assertEqual(data["assessment"]["hair_loss"], {"scale": scale, "stage": stage})
            return data["variants"][0]["plan"]["zones"]

        self.assertEqual([z["space"] for z in zones("norwood:3v")], ["photo-1", "photo-1", "head"])
        self.assertEqual([z["id"] for z in zones("norwood:2")], ["zone-1", "zone-2"])
        self.assertEqual([z["kind"] for z in zones("ludwig:2")], ["part"])
        self.assertEqual(zones("norwood:1"), [])
        whole = zones("norwood:6", "--template", "rounded")
        # All of the front, with the crown, around the head: more than the photo shows of it.
        self.assertEqual([z["space"] for z in whole], ["head"])
        told = json.loads(run("info", self.project, "--format", "json").stdout)
        area = told["variants"][0]["zones"][0]["area_cm2"]
        self.assertTrue(220 < area < 380, area)
        dots = self.dots()
        self.assertEqual(len({(d["index"], d["tile_row"], d["tile_column"]) for d in dots}),
                         len(dots))
        for bad in ("norwood:8", "hamilton:3", "norwood"):
            error = run("new", self.photo, "-o", self.project, "--pattern", bad, code=2).stderr
            self.assertIn("sinclair:1", error)
        error = run("new", self.photo, "-o", self.project, "--pattern", "norwood:3", code=1).stderr
        self.assertIn("both pupils", error)

    def test_variation(self):
        """Natural variation, clusters and the ramp are set by pointer, within limits."""
        self.new()
        zone = "/variants/0/plan/zones/0"
        even = self.dots(project=self.edit(f"{zone}/variation/diameter=0",
                                           f"{zone}/variation/strength=0",
                                           f"{zone}/dot_diameter=0.4"))
        self.assertEqual({d["diameter_mm"] for d in even}, {"0.40000"})
        info = json.loads(run("info", self.edit(f"{zone}/variation/cluster=0.25",
                                                f"{zone}/irregularity/macro_amplitude=3"),
                              "--format", "json").stdout)["variants"][0]["zones"][0]
        self.assertEqual(info["variation"]["cluster"], 0.25)
        self.assertEqual(info["irregularity"]["macro_amplitude"], 3)
        self.assertEqual(info["feather"]["far_reach"], 3)
        plain = self.dots(project=self.square(100, mm_per_px=0.05))
        near = self.square(100, mm_per_px=0.05)
        run("edit", near, "--set", f"{zone}/variation/cluster=1", "-o", near)
        clusters = self.dots(project=near)
        self.assertGreater(len(clusters), 2 * len(plain) - 2)
        self.assertEqual({d["index"] for d in clusters}, {d["index"] for d in plain})
        for member, bad in (("variation/diameter", 2), ("feather/far_reach", 0)):
            error = run("edit", self.project, "--set", f"{zone}/{member}={bad}", "-o",
                        self.dir / "x.json", code=1).stderr
            self.assertIn(f"{zone}/{member}", error)

    def test_head(self):
        """Three landmarks give a head, two or a typed scale a plane, contradictions a sentence."""
        photo = self.new()["photos"][0]
        self.assertEqual(len(photo["head"]["axes"]), 3)
        info = json.loads(run("info", self.project, "--format", "json").stdout)
        head = info["photos"][0]["head"]
        self.assertEqual(info["photos"][0]["surface"], "head")
        self.assertAlmostEqual(head["mm_per_px"], 0.5, delta=0.05)
        zone = info["variants"][0]["zones"][0]
        self.assertAlmostEqual(zone["area_uncertainty_cm2"] / zone["area_cm2"],
                               2 * head["uncertainty"], 2)
        self.assertIn("surface: head", run("info", self.project).stdout)

        typed = self.edit("/photos/0/scale=" + json.dumps({"mm_per_px": 0.4, "method": "manual"}))
        info = json.loads(run("info", typed, "--format", "json").stdout)
        self.assertEqual(info["photos"][0]["surface"], "plane")

        points = {"pupil_right": [177, 330], "pupil_left": [303, 330]}
        self.landmarks.write_text(json.dumps({"head.png": points}))
        self.assertNotIn("head", self.new()["photos"][0])
        self.landmarks.write_text(json.dumps({"head.png": dict(
            points, vertex=[240, 110], chin=[20, 20], subnasale=[470, 20])}))
        error = run("new", self.photo, "-o", self.project, "--landmarks", self.landmarks).stderr
        self.assertIn("stubble-cli: Front: The landmarks fit no head", error)
        self.assertNotIn("head", json.loads(self.project.read_text())["photos"][0])
        self.assertIn("Warning: The landmarks fit no head", run("info", self.project).stdout)

    def test_head_circumference(self):
        """A tape tells the size of the head and narrows what areas may be off by."""
        plain = self.new()
        before = json.loads(run("info", self.project, "--format", "json").stdout)
        taped = self.dir / "taped.stubble.json"
        run("edit", self.project, "--head-circumference", "60.5", "-o", taped)
        data = json.loads(taped.read_text())
        self.assertEqual(data["client"]["head_circumference_mm"], 605)
        after = json.loads(run("info", taped, "--format", "json").stdout)
        self.assertEqual(after["head_circumference_mm"], 605)
        self.assertIn("Head circumference: 60.5 cm", run("info", taped).stdout)
        was, now = (i["photos"][0]["head"] for i in (before, after))
        self.assertGreater(now["axes_mm"][2], 1.02 * was["axes_mm"][2])
        self.assertLess(now["uncertainty"], 0.95 * was["uncertainty"])
        was, now = (i["variants"][0]["zones"][0] for i in (before, after))
        self.assertGreater(now["area_cm2"], 1.03 * was["area_cm2"])
        self.assertLess(now["area_uncertainty_cm2"] / now["area_cm2"],
                        0.95 * was["area_uncertainty_cm2"] / was["area_cm2"])
        # The zone stays where the photo shows it.
        for a, b in zip(plain["variants"][0]["plan"]["zones"][0]["outline"],
                        data["variants"][0]["plan"]["zones"][0]["outline"]):
            self.assertAlmostEqual(a["x"], b["x"], delta=1)

        # At once, or afterwards, or taken back.
        new = self.new("--head-circumference", "60.5")
        self.assertEqual(new["client"], data["client"])
        self.assertEqual(new["photos"], data["photos"])
        run("edit", taped, "--head-circumference", "0", "-o", self.project)
        data = json.loads(self.project.read_text())
        self.assertNotIn("head_circumference_mm", data["client"])
        self.assertEqual(data["photos"], plain["photos"])

        for wrong in ("57.5cm", "20", "605", "-57", "nan", "inf", "", "x"):
            for command in (("edit", self.project), ("new", self.photo)):
                error = run(*command, "--head-circumference=" + wrong, "-o", taped, code=2).stderr
                self.assertIn("45 to 70 cm", error)

    def test_sex(self):
        """Heads and scales are a man's or a woman's where the sex is told."""
        widths, scales = {}, {}
        for sex in ("male", "female", "other"):
            data = self.new("--sex", sex)
            self.assertEqual(data["assessment"]["sex"], sex)
            widths[sex] = data["photos"][0]["head"]["axes"][0]
            scales[sex] = data["photos"][0]["scale"]["mm_per_px"]
        plain = self.new()
        self.assertNotIn("assessment", plain)
        self.assertEqual(widths["other"], plain["photos"][0]["head"]["axes"][0])
        self.assertAlmostEqual(widths["female"] / widths["male"], 0.96, delta=0.01)
        self.assertAlmostEqual(scales["female"] / scales["male"], 61.7 / 64.0, delta=1e-3)
        told = self.dir / "told.stubble.json"
        run("edit", self.project, "--set", '/assessment={"sex": "female"}', "-o", told)
        photo = json.loads(told.read_text())["photos"][0]
        self.assertEqual(photo["head"]["axes"][0], widths["female"])
        self.assertEqual(photo["scale"]["mm_per_px"], scales["female"])
        run("edit", told, "--set", "/assessment/sex=unknown", "-o", told)
        self.assertEqual(json.loads(told.read_text())["photos"], plain["photos"])
        error = run("new", self.photo, "--sex", "cat", "-o", self.project, code=2).stderr
        self.assertIn("“cat”", error)

    def test_zones_on_the_head(self):
        """A zone of the head shows the same dots in each of its photos."""
        above = self.dir / "above.png"
        above.write_bytes(self.photo.read_bytes())
        self.landmarks.write_text(json.dumps({
            "head.png": {"pupil_right": [177, 330], "pupil_left": [303, 330],
                         "vertex": [240, 110]},
            "above.png": {"pronasale": [240, 540], "vertex": [240, 330],
                          "euryon_right": [90, 280], "euryon_left": [390, 280]}}))
        told = run("new", self.photo, above, "--view", "front,vertex", "-o", self.project,
                   "--landmarks", self.landmarks, "--template", "natural").stderr
        # From the front and from above it is open how far the head nods.
        heads = [photo["head"] for photo in
                 json.loads(run("info", self.project, "--format", "json").stdout)["photos"]]
        self.assertGreater(heads[0]["carried_mm"], 6)
        self.assertEqual(heads[0]["carried_mm"], heads[1]["carried_mm"])
        self.assertIn("about %.0f mm off" % heads[0]["carried_mm"], told)
        self.assertIn("± %.1f mm in" % heads[0]["carried_mm"], run("info", self.project).stdout)
        zone = json.loads(self.project.read_text())["variants"][0]["plan"]["zones"][0]
        self.assertEqual(zone["space"], "head")
        self.assertGreater(len(self.dots("--photo", "photo-2")), 5000)
        outline = [{"x": x, "y": y, "corner": False, "edge": "hard"}
                   for x, y in ((-40, 30), (40, 30), (40, 100), (-40, 100))]
        project = self.edit('/variants/0/plan/zones/0/space="head"',
                            "/variants/0/plan/zones/0/outline=" + json.dumps(outline))
        shown = [{(d["index"], d["tile_row"], d["tile_column"]): (d["u_mm"], d["v_mm"])
                  for d in self.dots("--photo", photo, project=project)}
                 for photo in ("photo-1", "photo-2")]
        both = shown[0].keys() & shown[1].keys()
        self.assertGreater(len(both), 1000)
        for key in both:
            self.assertEqual(shown[0][key], shown[1][key])
        zone = json.loads(run("info", project, "--format", "json").stdout)["variants"][0]["zones"][0]
        self.assertEqual((zone["space"], zone["photo"]), ("head", "head"))
        self.assertAlmostEqual(zone["dots"] / zone["area_cm2"] / zone["density"], 1, delta=0.02)

    def test_zone_onto_head(self):
        """A zone drawn in one photo of a head is told to be there alone, and laid on the head."""
        other = self.dir / "other.png"
        other.write_bytes(self.photo.read_bytes())
        points = json.loads(self.landmarks.read_text())["head.png"]
        self.landmarks.write_text(json.dumps({"head.png": points, "other.png": points}))
        run("new", self.photo, other, "-o", self.project, "--landmarks", self.landmarks,
            "--template", "natural")
        self.assertNotIn("Only photo", run("info", self.project).stdout)
        zone = {"kind": "patch", "space": "photo-1", "outline": [
            {"x": x, "y": y, "corner": True, "edge": "hard"}
            for x, y in ((200, 150), (280, 150), (280, 220), (200, 220))]}
        lower = [{"x": x, "y": y} for x, y in ((200, 240), (280, 240), (240, 290))]
        zones = [{**zone, "id": "drawn"},
                 {**zone, "id": "brow", "kind": "brow", "outline": lower},
                 {**zone, "id": "beside", "space": "photo-2", "outline": lower}]
        project = self.edit("/variants/0/plan/zones=" + json.dumps(zones))

        def info(project):
            zones = json.loads(run("info", project, "--format", "json").stdout)
            return {z["id"]: z for z in zones["variants"][0]["zones"]}

        before = info(project)
        self.assertEqual([z for z in before if before[z].get("only_in_photo")],
                         ["drawn", "beside"])
        self.assertIn("--onto-head drawn", run("info", project).stdout)
        self.assertNotIn("--onto-head brow", run("info", project).stdout)
        of = lambda photo, zone: sum(d["zone"] == zone
                                     for d in self.dots("--photo", photo, project=project))
        self.assertEqual(of("photo-2", "drawn"), 0)
        wrong = self.dir / "wrong.stubble.json"
        self.assertIn("No zone is called “cat”",
                      run("edit", project, "--onto-head", "cat", "-o", wrong, code=1).stderr)
        self.assertIn("beards and brows",
                      run("edit", project, "--onto-head", "brow", "-o", wrong, code=1).stderr)
        self.assertFalse(wrong.exists())
        run("edit", project, "--onto-head", "drawn", "-o", project)
        after = info(project)
        self.assertEqual({z: after[z]["photo"] for z in after},
                         {"drawn": "head", "brow": "photo-1", "beside": "photo-2"})
        self.assertNotIn("only_in_photo", after["drawn"])
        for photo in ("photo-1", "photo-2"):
            self.assertEqual(of(photo, "drawn"), after["drawn"]["dots"])
        # Its nodes stay where they are, and its long straight edges run over the head now.
        self.assertAlmostEqual(after["drawn"]["area_cm2"] / before["drawn"]["area_cm2"], 1,
                               delta=0.1)
        error = run("edit", project, "--onto-head", "all", "-o", project).stderr
        self.assertIn("“brow”", error)
        self.assertEqual({z: info(project)[z]["photo"] for z in after},
                         {"drawn": "head", "brow": "photo-1", "beside": "head"})
        run("validate", project)
        typed = self.edit('/photos/0/scale={"mm_per_px": 0.4, "method": "manual"}',
                          "/variants/0/plan/zones=" + json.dumps(zones))
        self.assertIn("has no head",
                      run("edit", typed, "--onto-head", "drawn", "-o", wrong, code=1).stderr)

    def test_template_is_even(self):
        """A template that was just laid is symmetric, though the head is turned and the pose comes
        from the photo's contour too."""
        photo = SHARED / "portraits/p04_receding_front_p3_1966.jpeg"
        if not photo.exists():
            self.skipTest("the portraits are not here")
        self.landmarks.write_text(json.dumps({photo.name: {
            "pupil_right": [714.8, 624.7], "pupil_left": [1038.8, 613.9],
            "glabella": [860.6, 534.7], "subnasale": [882.2, 842.6], "chin": [887.6, 1256.7]}}))
        run("new", photo, "-o", self.project, "--landmarks", self.landmarks, "--template",
            "natural")
        info = json.loads(run("info", self.project, "--format", "json").stdout)
        guides = info["variants"][0]["guides"]
        self.assertLess(guides["asymmetry_mm"]["mean"], 0.5)
        self.assertLess(guides["asymmetry_mm"]["most"], 1.5)
        low, high = guides["usual_height_mm"]
        self.assertTrue(low < guides["hairline_height_mm"] < high, guides)

    def test_template_without_a_front(self):
        """From above alone, a hairline and a stage are laid on the head; without a head, neither."""
        above = {"pronasale": [240, 540], "vertex": [240, 330], "euryon_right": [90, 280],
                 "euryon_left": [390, 280]}
        self.landmarks.write_text(json.dumps({"head.png": above}))
        new = ("new", self.photo, "--view", "vertex", "-o", self.project, "--landmarks",
               self.landmarks)
        run(*new, "--template", "natural")
        zones = json.loads(self.project.read_text())["variants"][0]["plan"]["zones"]
        self.assertEqual([zone["space"] for zone in zones], ["head"])
        self.assertGreater([n["edge"] for n in zones[0]["outline"]].count("hairline"), 4)
        self.assertGreater(len(self.dots("--photo", "photo-1")), 5000)
        run(*new, "--pattern", "norwood:3v")
        zones = json.loads(self.project.read_text())["variants"][0]["plan"]["zones"]
        self.assertEqual([zone["space"] for zone in zones], ["head"] * 3)
        self.landmarks.write_text(json.dumps({"head.png": {"vertex": [240, 330]}}))
        self.assertIn("No hairline could be placed", run(*new, "--template", "natural",
                                                          code=1).stderr)

    def turned_head(self, yaw, names):
        """Landmarks of a usual head that is turned by so many degrees, 1 m away, 0.5 mm per px."""
        usual = {"pupil_right": (-32, -25.6, 85), "pupil_left": (32, -25.6, 85),
                 "nasion": (0, -21.1, 98.6), "pronasale": (0, -62.4, 117.2),
                 "chin": (0, -137.9, 77.7), "tragion_left": (73.6, -40.2, -0.7),
                 "tragion_right": (-73.6, -40.2, -0.7)}
        rise, turn, points = math.radians(8), math.radians(yaw), {}
        for name in names:
            x, y, z = usual[name]
            y, z = (y * math.cos(rise) + z * math.sin(rise), z * math.cos(rise) - y * math.sin(rise))
            x, z = (x * math.cos(turn) + z * math.sin(turn), z * math.cos(turn) - x * math.sin(turn))
            px = 2000 / (1000 - z)
            points[name] = [240 + px * x, 300 - px * y]
        self.landmarks.write_text(json.dumps({"head.png": points}))

    def oblique(self, view):
        run("new", self.photo, "--view", view, "--sex", "male", "-o", self.project, "--landmarks",
            self.landmarks)
        photo = json.loads(run("info", self.project, "--format", "json").stdout)["photos"][0]
        self.assertEqual(json.loads(self.project.read_text())["photos"][0]["scale"]["method"],
                         photo["scale"]["method"])
        return photo

    def test_scale_of_a_turned_face(self):
        """Pupils of a turned face show closer together: by the view's usual turn, or the head's."""
        pupils = ["pupil_right", "pupil_left"]
        for view, side in (("left-oblique", "tragion_left"), ("right-oblique", "tragion_right")):
            for yaw in (35, 45, 55):
                yaw = -yaw if view == "left-oblique" else yaw
                at_eyes = (1000 - 85 * math.cos(math.radians(yaw))) / 2000
                self.turned_head(yaw, pupils)
                photo = self.oblique(view)
                scale = photo["scale"]
                self.assertEqual((photo["surface"], scale["method"]), ("plane", "pupils"))
                self.assertTrue(0.2 < scale["uncertainty"] < 0.25, scale)
                # 12 degrees of turn and perspective are one standard deviation, about.
                self.assertLess(abs(at_eyes / scale["mm_per_px"] - 1), 1.4 * scale["uncertainty"])
                if abs(yaw) == 45:
                    self.assertAlmostEqual(scale["mm_per_px"] / at_eyes, 1, delta=0.08)
                self.turned_head(yaw, pupils + ["nasion", "pronasale", "chin", side])
                photo = self.oblique(view)
                scale = photo["scale"]
                self.assertEqual((photo["surface"], scale["method"]), ("head", "pupils"))
                self.assertLess(scale["uncertainty"], 0.16)
                self.assertAlmostEqual(scale["mm_per_px"] / at_eyes, 1, delta=0.06)
        self.turned_head(20, pupils)
        for view in ("left-profile", "right-profile", "vertex", "back"):
            self.assertEqual(self.oblique(view)["scale"]["method"], "assumed")

    def test_scale_of_a_head_is_told_first(self):
        """Of a photo with a head, the head's scale comes first, and where it holds; not a plane's."""
        self.new()
        told = run("info", self.project).stdout
        photo = json.loads(run("info", self.project, "--format", "json").stdout)["photos"][0]
        lines = told.splitlines()
        self.assertNotIn("mm per px", lines[0])
        self.assertIn(f"{photo['head']['mm_per_px']:.4f} mm per px", lines[1])
        self.assertIn("where it is nearest to the camera", lines[1])
        self.assertIn(f"By landmarks alone (pupils): {photo['scale']['mm_per_px']:.4f} mm per px", lines[2])
        # The distance is that of the head's middle; its nearest place is a half axis nearer.
        nearest = photo["head"]["mm_per_px"] * photo["head"]["focal_px"]
        self.assertAlmostEqual(photo["head"]["distance_mm"] - nearest, 102, delta=8)
        self.landmarks.write_text(json.dumps({"head.png": {
            "pupil_right": [177, 330], "pupil_left": [303, 330]}}))
        self.new()
        self.assertIn("mm per px", run("info", self.project).stdout.splitlines()[0])

    def test_stored_scale_is_kept(self):
        """A scale that is written in the file stays, whatever landmarks would tell now."""
        self.new()
        kept = {"mm_per_px": 0.71, "method": "pupils", "uncertainty": 0.08}
        old = self.edit("/photos/0/scale=" + json.dumps(kept), '/photos/0/view="left-oblique"')
        run("validate", old)
        photo = json.loads(run("info", old, "--format", "json").stdout)["photos"][0]
        self.assertEqual(photo["scale"], kept)

    def test_unknown_scale_is_told(self):
        run("new", self.photo, "-o", self.project)
        data = json.loads(self.project.read_text())
        self.assertEqual(data["photos"][0]["scale"]["method"], "assumed")
        info = json.loads(run("info", self.project, "--format", "json").stdout)
        self.assertIn("unknown", info["warnings"][0])

    def test_tiniest_photo(self):
        for sex in ("male", "female"):
            write_png(self.photo, 1, 1, skin)
            run("new", self.photo, "-o", self.project, "--sex", sex)
            run("validate", self.project)
            run("render", self.project, "-o", self.dir / "tiny.png", "--no-stamp")

    def test_template_needs_pupils(self):
        error = run("new", self.photo, "-o", self.project, "--template", "natural", code=1).stderr
        self.assertIn("pupils", error)
        self.assertFalse(self.project.exists())

    def test_link(self):
        data = self.new("--link")
        self.assertEqual(data["photos"][0]["link"], "head.png")
        self.assertEqual(data["attachments"], {})
        run("render", self.project, "-o", self.dir / "a.png", "--scale", "0.5")
        self.photo.write_bytes(self.photo.read_bytes() + b"x")
        self.assertIn("SHA-256", run("render", self.project, "-o", self.dir / "a.png", code=1).stderr)

    def test_sources_are_never_written(self):
        """Nothing is written over what is read: the photo, its other names, the consultation."""
        photo = self.photo.read_bytes()
        self.assertIn("being read", run("new", self.photo, "-o", self.photo, code=1).stderr)
        self.new("--link")
        project = self.project.read_bytes()
        other = self.dir / "other.png"
        other.symlink_to(self.photo)
        for output in (self.photo, other, self.project.with_name("./head.png")):
            self.assertIn("being read", run("render", self.project, "-o", output, code=1).stderr)
        self.assertIn("being read", run("edit", self.project, "--set", "/client/name=\"a\"", "-o",
                                        self.photo, code=1).stderr)
        hard = self.dir / "project.png"
        os.link(self.project, hard)
        self.assertIn("being read", run("render", self.project, "-o", hard, code=1).stderr)
        self.assertEqual(self.photo.read_bytes(), photo)
        self.assertEqual(self.project.read_bytes(), project)

    def test_edit_keeps_links(self):
        self.new("--link")
        folder = self.dir / "deep" / "er"
        folder.mkdir(parents=True)
        moved = self.edit("/client/name=\"A\"", to=folder / "moved.stubble.json")
        self.assertEqual(json.loads(moved.read_text())["photos"][0]["link"], "../../head.png")
        run("render", moved, "-o", self.dir / "a.png", "--scale", "0.5")

    def test_names_with_a_colon(self):
        self.new()
        named = self.dir / "at 10:30.stubble.json"
        named.write_bytes(self.project.read_bytes())
        run("info", named.name, cwd=self.dir)
        run("render", named.name, "-o", "healed:3.png", "--scale", "0.2", cwd=self.dir)
        self.assertTrue((self.dir / "healed:3.png").exists())

    def test_landmarks_are_checked(self):
        for wrong, word in (({"pupil_right": [177, 330], "pupil_left": [99999, 330]}, "outside"),
                            ({"pupil_right": [177, 330], "pupil_left": [177, 330]}, "Both pupils"),
                            ({"pupil_right": [303, 330], "pupil_left": [177, 330]}, "swapped")):
            self.landmarks.write_text(json.dumps({"head.png": wrong}))
            error = run("new", self.photo, "-o", self.project, "--landmarks", self.landmarks,
                        code=1).stderr
            self.assertIn(word, error)
        self.landmarks.write_text(json.dumps({"other.png": {"pupil_right": [177, 330]}}))
        error = run("new", self.photo, "-o", self.project, "--landmarks", self.landmarks,
                    code=1).stderr
        self.assertIn("other.png", error)

    def test_hidden_landmarks(self):
        """Points that a view does not show may be told, in the order that they have there."""
        points = {"pupil_right": (-32, -26, 85), "pupil_left": (32, -26, 85),
                  "tragion_right": (-74, -40, -1), "tragion_left": (74, -40, -1),
                  "euryon_right": (-77, 10, -10), "euryon_left": (77, 10, -10),
                  "chin": (0, -138, 78), "vertex": (0, 94, 11), "opisthocranion": (0, 22, -97)}
        for view, turn in (("back", 180), ("left-profile", -90), ("right-profile", 90)):
            c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            marks = {}
            for name, (x, y, z) in points.items():
                near = 1600 / (800 - (c * z - s * x))
                marks[name] = [240 + near * (c * x + s * z), 300 - near * y]
            self.landmarks.write_text(json.dumps({"head.png": marks}))
            self.assertEqual(run("new", self.photo, "-o", self.project, "--landmarks",
                                 self.landmarks, "--view", view).stderr, "")
            photo = json.loads(run("info", self.project, "--format", "json").stdout)["photos"][0]
            self.assertEqual(photo["surface"], "head")
            self.assertLess(photo["head"]["residual_mm"], 4)
            # The distance of hidden pupils in the picture is no scale.
            self.assertNotEqual(photo["scale"]["method"], "pupils")
        for view, pair, right in (("back", "tragion", "on the right"),
                                  ("back", "euryon", "on the right"),
                                  ("front", "tragion", "on the left"),
                                  ("front", "canthus", "on the left")):
            wrong = {f"{pair}_right": [300, 330], f"{pair}_left": [180, 330]}
            if view == "back":
                wrong = {f"{pair}_right": [180, 330], f"{pair}_left": [300, 330]}
            self.landmarks.write_text(json.dumps({"head.png": wrong}))
            error = run("new", self.photo, "-o", self.project, "--landmarks", self.landmarks,
                        "--view", view, code=1).stderr
            self.assertIn(f"“{pair}_right” and “{pair}_left” are swapped", error)
            self.assertIn(f"{right} of the picture", error)

    def test_pictures_do_not_name_the_photo(self):
        """A photo's file is often named after the client."""
        jane = self.dir / "Jane Roe.png"
        jane.write_bytes(self.photo.read_bytes())
        run("new", jane, "-o", self.project)
        for name in ("a.png", "a.jpg"):
            run("render", self.project, "-o", self.dir / name, "--scale", "0.5")
            self.assertNotIn(b"Jane", (self.dir / name).read_bytes())

    def test_before_is_the_photo(self):
        self.new()
        run("render", self.project, "--show", "before", "--no-stamp", "-o", self.dir / "b.png")
        width, height, channels, rows = read_png(self.dir / "b.png")
        self.assertEqual((width, height), (480, 600))
        for y in range(0, 600, 7):
            for x in range(0, 480, 5):
                self.assertEqual(tuple(rows[y][channels * x:channels * x + 3]), skin(x, y))

    def test_after_darkens_only_at_dots(self):
        self.new()
        run("render", self.project, "--no-stamp", "-o", self.dir / "a.png")
        _, _, channels, rows = read_png(self.dir / "a.png")
        places = [(float(d["x_px"]), float(d["y_px"])) for d in self.dots()]
        touched = 0
        for y in range(600):
            for x in range(480):
                if tuple(rows[y][channels * x:channels * x + 3]) != skin(x, y):
                    touched += 1
                    if touched % 50 == 0:
                        self.assertLess(min(math.hypot(x + .5 - a, y + .5 - b)
                                            for a, b in places), 4)
        self.assertGreater(touched, 1000)

    def test_grain(self):
        noise = random.Random(4)
        grain = [noise.gauss(0, 6) for _ in range(480 * 600)]
        write_png(self.photo, 480, 600, lambda x, y: tuple(
            max(0, min(255, round(v + grain[480 * y + x]))) for v in skin(x, y)))
        self.new()
        pictures = []
        for name, more in ("before", ("--show", "before")), ("without", ()), ("with", ("--grain",)):
            out = self.dir / f"{name}.png"
            run("render", self.project, "--no-stamp", "-o", out, *more)
            pictures.append(read_png(out))
        _, _, channels, before = pictures[0]
        changed, lost, given = 0, [0, 0], []
        for y in range(600):
            for x in range(0, 480 * channels, channels):
                was, plain, match = (tuple(p[3][y][x:x + 3]) for p in pictures)
                changed += plain != match
                if plain == was:
                    # What was not taken from at all, or lost less than a whole code.
                    self.assertLess(max(abs(a - b) for a, b in zip(was, match)), 12)
                lost = [lost[0] + was[1] - plain[1], lost[1] + was[1] - match[1]]
                if was[1] - plain[1] >= 10:
                    given.append((match[1] - plain[1]) ** 2)
        self.assertGreater(changed, 500)
        self.assertAlmostEqual(lost[1] / lost[0], 1, delta=0.02)
        # As much as is missing there: a tenth of the variance of 6 codes.
        self.assertAlmostEqual((sum(given) / len(given)) ** 0.5, 1.8, delta=0.6)
        # The record has it too, and the same.
        jpegs = []
        for i, more in enumerate(((), ("--grain",))):
            out, folder = self.dir / "side.png", self.dir / f"record-{i}"
            run("render", self.project, "--show", "side-by-side", "-o", out, *more)
            run("export", self.project, "--record", folder, *more)
            self.assertTrue(read_png(folder / "photo-1.png") == read_png(out), more)
            pdf = (folder / "record.pdf").read_bytes()
            start = pdf.index(b"\xff\xd8\xff")
            jpegs.append(pdf[start:pdf.index(b"endstream", start)])
        self.assertTrue(jpegs[0] != jpegs[1], "the PDF has no grain")

    def test_threads_tiles_and_locale_change_nothing(self):
        self.new()
        pictures = set()
        for i, more in enumerate((("--threads", 1), ("--threads", 3), ("--tile", 16),
                                  ("--tile", 500, "--threads", 2))):
            out = self.dir / f"t{i}.png"
            run("render", self.project, "-o", out, *more)
            pictures.add(out.read_bytes())
        self.assertEqual(len(pictures), 1)
        plain = run("dots", self.project).stdout
        self.assertEqual(plain, run("dots", self.project, "--threads", 1).stdout)
        locales = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split()
        german = [name for name in locales if name.startswith("de_")]
        if not german:
            print("# no German locale here: decimal commas not tried")
            return
        self.assertEqual(plain, run("dots", self.project, env={"LC_ALL": german[0]}).stdout)

    def test_density_adds_and_moves_none(self):
        self.new()
        last = None
        for density in (40, 110, 200):
            dots = {(d["index"], d["tile_row"], d["tile_column"]): (d["x_px"], d["y_px"],
                                                                    d["diameter_mm"])
                    for d in self.dots(project=self.square(density))}
            self.assertAlmostEqual(len(dots) / (64 * density), 1, delta=0.01)
            if last:
                self.assertTrue(last.items() <= dots.items())
            last = dots

    def test_dots_json_is_the_csv(self):
        self.new()
        table = self.dots()
        data = json.loads(run("dots", self.project, "--format", "json").stdout)["dots"]
        self.assertEqual(len(table), len(data))
        for a, b in zip(table[:200], data[:200]):
            self.assertEqual(a["zone"], b["zone"])
            for key in ("index", "x_px", "v_mm", "strength", "angle_deg", "session"):
                self.assertEqual(float(a[key]), float(b[key]))

    def test_edit_is_checked(self):
        before = self.new()
        self.edit("/client/name=Zoë", "/variants/0/plan/seed=7")
        data = json.loads((self.dir / "edited.stubble.json").read_text())
        self.assertEqual(data["client"]["name"], "Zoë")
        self.assertEqual(data["variants"][0]["plan"]["seed"], 7)
        same = {k: v for k, v in data.items() if k not in ("client", "variants")}
        self.assertEqual(same, {k: before[k] for k in same})
        out = self.dir / "bad.json"
        for setting, where in (("/variants/0/plan/zones/0/density=-3", "density"),
                               ("/variants/0/plan/zones/0/outline=[]", "outline"),
                               ("/variants/3/plan=1", "3"),
                               ("/photos/0/view=sideways", "view"),
                               ("/version=9.0", "version")):
            error = run("edit", self.project, "--set", setting, "-o", out, code=1).stderr
            self.assertIn(where, error)
            self.assertFalse(out.exists())

    def test_unknown_members_survive(self):
        self.new()
        data = json.loads(self.project.read_text())
        data["later"] = {"a": [1, 2.5, None, {"b": "c"}]}
        data["photos"][0]["pose"] = {"axes": [1, 2, 3]}
        data["photos"][0]["head"]["hair"] = "none"
        data["variants"][0]["plan"]["zones"][0]["glow"] = True
        data["photos"][0]["landmarks"]["own"] = [3, 4]
        data["photos"][0]["scale"]["target"] = "card"
        data["variants"][0]["plan"]["zones"][0]["outline"][1]["tension"] = 0.5
        data["assessment"] = {"later": {"a": 1}}
        self.project.write_text(json.dumps(data))
        once = self.edit("/variants/0/plan/seed=1", to=self.dir / "1.json")
        run("edit", once, "--set", "/variants/0/plan/seed=1", "-o", self.dir / "2.json")
        self.assertEqual(once.read_bytes(), (self.dir / "2.json").read_bytes())
        again = json.loads(once.read_text())
        self.assertEqual(again, data)

    def test_validate_tells_every_fault(self):
        self.new()
        data = json.loads(self.project.read_text())
        data["photos"][0]["width"] = "wide"
        data["variants"][0]["plan"]["zones"][0]["density"] = 1e9
        del data["variants"][0]["plan"]["pigment"]["id"]
        data["chosen_variant"] = "variant-9"
        self.project.write_text(json.dumps(data))
        error = run("validate", self.project, code=1).stderr
        for pointer in ("/photos/0/width", "/variants/0/plan/zones/0/density",
                        "/variants/0/plan/pigment/id", "/chosen_variant"):
            self.assertIn(pointer, error)

    def test_bad_files(self):
        texts = {"empty": "", "half": '{"format": "stubble-consultation"', "other": "{}",
                 "comment": '{} // no', "deep": "[" * 100000, "list": "[]", "nul": "\0"}
        for name, text in texts.items():
            path = self.dir / f"{name}.json"
            path.write_text(text)
            error = run("validate", path, code=1).stderr
            self.assertTrue(error.startswith("stubble-cli: ") and len(error) < 400, error)
        run("validate", self.dir, code=1)
        run("info", self.dir / "missing.json", code=1)

    def test_bad_photos(self):
        bad = {"text.jpg": b"hello", "empty.png": b"", "cut.png": self.photo.read_bytes()[:60],
               "huge.png": b"\x89PNG\r\n\x1a\n" + chunk(
                   b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0))}
        for name, data in bad.items():
            path = self.dir / name
            path.write_bytes(data)
            error = run("new", path, "-o", self.project, code=1).stderr
            self.assertIn(name, error)
            self.assertFalse(self.project.exists())
        run("new", self.dir, "-o", self.project, code=1)

    def test_broken_profile_is_told(self):
        # libpng drops such a profile by itself.
        data = self.photo.read_bytes()
        broken = chunk(b"iCCP", b"mine\0\0" + zlib.compress(b"no profile at all"))
        self.photo.write_bytes(data[:33] + broken + data[33:])
        said = run("new", self.photo, "-o", self.project).stderr
        self.assertIn("colour profile", said)
        self.photo.write_bytes(data)
        self.assertEqual(run("new", self.photo, "-o", self.dir / "good.json").stderr, "")

    def test_names_in_another_encoding(self):
        photo = os.fsencode(self.dir) + b"/M\xfcller.png"
        with open(photo, "wb") as file:
            file.write(self.photo.read_bytes())
        result = subprocess.run([CLI, "new", photo, "-o", self.project], capture_output=True)
        self.assertEqual(result.returncode, 0, result.stderr)
        run("validate", self.project)
        name = json.loads(self.project.read_text())["photos"][0]["name"]
        self.assertTrue(name.startswith("M") and name.endswith("ller.png"), name)
        # A link must lead back to the photo, which such a path in UTF-8 would not.
        linked = self.dir / "linked.json"
        result = subprocess.run([CLI, "new", photo, "--link", "-o", linked], capture_output=True)
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"cannot be linked", result.stderr)
        self.assertFalse(linked.exists())

    def test_empty_names(self):
        # A variable of a script that is empty.
        for args in (("new", "", "-o", self.project), ("info", ""), ("validate", "")):
            self.assertIn("An argument is empty", run(*args, code=2).stderr)
        error = run("new", self.photo, "-o", "", code=2).stderr
        self.assertIn("--output is empty", error)

    def test_points_on_one_place(self):
        # Two points that a slip put nearly on one place still give a file that opens.
        landmarks = self.dir / "landmarks.json"
        for placed in (
            {"pupil_right": [100, 100], "pupil_left": [101.5, 100]},
            {"ruler": {"from": [100, 100], "to": [103, 100], "mm": 900}},
        ):
            landmarks.write_text(json.dumps({self.photo.name: placed}))
            run("new", self.photo, "-o", self.project, "--landmarks", landmarks)
            run("validate", self.project)
            info = json.loads(run("info", self.project, "--format", "json").stdout)
            self.assertEqual(info["photos"][0]["scale"]["method"], "assumed")

    def test_megapixels(self):
        write_png(self.photo, 1300, 1000, skin)
        self.new()
        for args in (("--max-megapixels", "-1"), ("--max-megapixels", "500")):
            run("new", self.photo, "-o", self.dir / "m.json", *args, code=2)
        error = run("render", self.project, "-o", self.dir / "m.png", "--max-megapixels", "1",
                    code=1).stderr
        self.assertIn("the limit is 1 million", error)
        error = run("new", self.photo, "-o", self.dir / "m.json", "--max-megapixels", "1",
                    code=1).stderr
        self.assertIn("the limit is 1 million", error)
        run("new", self.photo, "-o", self.dir / "m.json", "--max-megapixels", "200")

    def test_metadata_is_kept(self):
        data = self.new()
        self.assertNotIn("camera", data["photos"][0])
        data["photos"][0].update(taken="2026:11:21 10:00:00", camera="Example One", focal_35mm=26)
        self.project.write_text(json.dumps(data))
        kept = json.loads(self.edit("/client/name=A").read_text())["photos"][0]
        self.assertEqual((kept["taken"], kept["camera"], kept["focal_35mm"]),
                         ("2026:11:21 10:00:00", "Example One", 26))
        photo = SHARED / "formats/metadata/pixel_gps_thumb_1012x759.jpg"
        if photo.exists():
            run("new", photo, "-o", self.project)
            photo = json.loads(self.project.read_text())["photos"][0]
            self.assertEqual(photo["camera"], "Google Pixel")
            self.assertTrue(photo["taken"].startswith("20"))

    def test_progress(self):
        self.new()
        said = run("render", self.project, "-o", self.dir / "p.png", "--progress").stderr
        self.assertIn("p.png: 40 %", said)
        self.assertTrue(said.rstrip().endswith("p.png"))
        self.assertEqual("", run("render", self.project, "-o", self.dir / "p.png").stderr)

    def test_usage(self):
        run(code=2)
        run("frobnicate", code=2)
        run("render", code=2)
        self.new()
        for args in (("--show", "weeks"), ("--size", "big"), ("--scale", "0"), ("--threads", "-1"),
                     ("--age", "years:99"), ("--age", "fresh:0"), ("--age", "soon"), ("--tile", "3")):
            run("render", self.project, "-o", self.dir / "x.png", *args, code=2)
        run("render", self.project, "-o", self.dir / "x.bmp", code=1)
        for ending, start in (("webp", b"RIFF"), ("tiff", b"II*\0")):
            run("render", self.project, "-o", self.dir / f"x.{ending}", "--scale", "0.3")
            self.assertEqual((self.dir / f"x.{ending}").read_bytes()[:4], start)
        for command in ("new", "render", "dots", "info", "validate", "edit", "palette", "shade"):
            self.assertIn("stubble-cli", run(command, "--help").stdout)

    def test_many_files_and_formats(self):
        self.new()
        other = self.edit("/variants/0/plan/seed=5")
        out = self.dir / "out"
        out.mkdir()
        run("render", self.project, other, "-o", out, "--scale", "0.5")
        self.assertEqual(sorted(p.name for p in out.iterdir()), ["edited.png", "head.png"])
        self.assertNotEqual((out / "edited.png").read_bytes(), (out / "head.png").read_bytes())
        for show in ("before", "after", "split", "side-by-side"):
            run("render", self.project, "--show", show, "-o", self.dir / f"{show}.jpg")
        width = read_png(out / "head.png")[0]
        self.assertEqual(width, 240)

    def test_stamp_marks_only_the_stamped(self):
        self.new()
        run("render", self.project, "-o", self.dir / "s.png")
        run("render", self.project, "--no-stamp", "-o", self.dir / "n.png")
        self.assertNotEqual(read_png(self.dir / "s.png")[3], read_png(self.dir / "n.png")[3])
        self.assertIn(b"compositeSynthetic", (self.dir / "s.png").read_bytes())

    def test_ages(self):
        self.new()
        key = lambda dot: (dot["tile_row"], dot["tile_column"], dot["index"])
        first = {key(d): d for d in self.dots("--age", "healed:1")}
        second = {key(d): d for d in self.dots("--age", "healed:2")}
        last = {key(d): d for d in self.dots("--age", "healed:3")}
        self.assertEqual(list(last.values()), self.dots())
        self.assertLess(set(first), set(second))
        self.assertLess(set(second), set(last))
        some = max(first, key=lambda k: float(first[k]["strength"]))  # not one that is fading out
        self.assertLess(float(first[some]["strength"]), float(second[some]["strength"]))
        fresh = {key(d): d for d in self.dots("--age", "fresh:3")}
        old = {key(d): d for d in self.dots("--age", "years:10")}
        self.assertEqual(set(fresh), set(last))
        new = next(k for k, d in last.items() if d["session"] == "3")
        for name, order in (("diameter_mm", (last, old)), ("diameter_mm", (last, fresh)),
                            ("strength", (old, last)), ("strength", (last, fresh))):
            self.assertLess(float(order[0][new][name]), float(order[1][new][name]), name)
        run("dots", self.project, "--age", "healed:4", code=1)
        run("dots", self.project, "--age", "old", code=2)

    def test_palettes(self):
        self.new()
        listed = run("palette").stdout
        for name in ("carbon-10", "dark-0", "medium-8", "light-45"):
            self.assertIn(name, listed)
        gimp = self.dir / "mine.gpl"
        gimp.write_text("GIMP Palette\nName: Mine\n#\n90 68 56\tWarm one\n")
        mine = self.dir / "mine.json"
        run("palette", gimp, "-o", mine)
        self.assertEqual(json.loads(mine.read_text())["shades"][0]["colour"], "#5a4438")
        for palette, shade in ((gimp, "Warm one"), (mine, "colour-1"), ("light", "light-25")):
            run("edit", self.project, "--palette", palette, "--shade", shade, "-o", self.project)
            plan = json.loads(self.project.read_text())["variants"][0]["plan"]
            self.assertIn(shade, (plan["pigment"]["id"], plan["pigment"]["name"]))
            run("validate", self.project)
        run("edit", self.project, "--shade", "none", "-o", self.project, code=1)
        gimp.write_text("GIMP Palette\n1 2\n")
        self.assertIn("Line 2", run("palette", gimp, code=1).stderr)

    def test_preset(self):
        self.new()
        before = json.loads(self.project.read_text())
        preset = self.dir / "soft.json"
        look = {"format": "stubble-preset", "version": "1.0", "name": "Soft",
                "pigment": {"id": "mine", "name": "Mine", "dilution": 21, "warmth": 0.1},
                "sessions": [{"share": 0.7}, {"share": 0.3}],
                "zones": [{"kind": "scalp", "density": 77, "dot_diameter": 0.21,
                           "feather": {"hairline": 19}}]}
        preset.write_text(json.dumps(look))
        run("edit", self.project, "--preset", preset, "-o", self.project)
        run("validate", self.project)
        after = json.loads(self.project.read_text())
        plan, old = (file["variants"][0]["plan"] for file in (after, before))
        self.assertEqual(plan["pigment"]["dilution"], 21)
        self.assertEqual([s["share"] for s in plan["sessions"]], [0.7, 0.3])
        self.assertEqual(plan["zones"][0]["density"], 77)
        self.assertEqual(plan["zones"][0]["feather"]["hairline"], 19)
        self.assertEqual(plan["zones"][0]["outline"], old["zones"][0]["outline"])
        self.assertEqual(after["client"], before["client"])
        preset.write_text(json.dumps(dict(look, zones=[{"kind": "scalp", "densty": 5, "feather": {
            "hairlin": 2}}], recipe={"needle": 3}, colour=1)))
        told = run("edit", self.project, "--preset", preset, "-o", self.project).stderr
        for member in ("zones/0/densty", "zones/0/feather/hairlin", "recipe/needle", "colour"):
            self.assertEqual(told.count(f"{preset}: /{member} is no member"), 1, told)
        self.assertEqual(told.count("\n"), 4, told)
        for fault, words in ((dict(look, format="x"), "no preset"),
                             (dict(look, zones=[{"kind": "beak"}]), "/zones/0/kind"),
                             (dict(look, name=""), "needs a name"),
                             (dict(look, zones=look["zones"] * 2), "Two looks")):
            preset.write_text(json.dumps(fault))
            told = run("edit", self.project, "--preset", preset, "-o", self.project, code=1).stderr
            self.assertIn(words, told)
        run("edit", self.project, "--preset", self.dir / "none.json", "-o", self.project, code=1)

    def test_course_and_warnings(self):
        self.new()
        plan = "/variants/0/plan"
        self.edit('/assessment={"sex": "male", "suitability": {"keloids": "yes"}, '
                         '"hair_loss": {"scale": "norwood", "stage": "3v"}, '
                         '"fading": {"sun": "high"}}',
                         plan + "/recipe={\"needle_mm\": 0.18, \"depth_mm\": 1.4}",
                         plan + "/sessions/0/date=2026-12-28",
                         plan + "/sessions/1/interval=21",
                         plan + "/zones/0/density=250", plan + "/zones/0/dot_diameter=0.65")
        told = json.loads(run("info", self.dir / "edited.stubble.json", "--format", "json").stdout)
        variant = told["variants"][0]
        self.assertEqual([s["date"] for s in variant["course"]],
                         ["2026-12-28", "2027-01-18", "2027-02-01"])
        self.assertEqual(sum(s["dots"] for s in variant["course"]), variant["dots"])
        self.assertAlmostEqual(variant["hours"], variant["dots"] / 4000, delta=0.01)
        self.assertLess(variant["touch_up_years"], 3.5)
        self.assertIn("Norwood 3v", told["assessment"]["hair_loss"])
        ids = {w["id"] for w in told["warning_details"]}
        self.assertLessEqual({"see-a-clinician", "density-beyond-nature", "too-deep",
                              "needle-and-dot"}, ids)
        self.assertEqual(len(told["warnings"]), len(told["warning_details"]))
        for warning in told["warning_details"]:
            self.assertIn(warning["text"], "".join(told["warnings"]))
        text = run("info", self.dir / "edited.stubble.json").stdout
        self.assertIn("See a clinician first", text)
        self.assertIn("2027-01-18", text)

    def test_misspelt_member(self):
        """What nothing knows is kept, and told where it was set and where files are checked."""
        self.new()
        edited = self.dir / "misspelt.stubble.json"
        told = run("edit", self.project, "--set", "/variants/0/plan/zones/0/densty=150",
                   "--set", "/variants/0/plan/zones/0/density=150", "-o", edited).stderr
        self.assertEqual(told.count("/variants/0/plan/zones/0/densty is no member"), 1)
        self.assertIn("/variants/0/plan/zones/0/densty is no", run("validate", edited).stderr)
        self.assertEqual(run("validate", self.project).stderr, "")
        told = run("edit", self.project, "--set",
                   '/assessment={"hair_loss": {"scale": "norwood", "stge": "5"}, "ses": "male"}',
                   "-o", edited).stderr
        for member in ("hair_loss/stge", "ses"):
            self.assertEqual(told.count(f"/assessment/{member} is no member"), 1, told)
        self.assertEqual(told.count("\n"), 2, told)

    def test_fields_of_dots(self):
        """What docs/dots.md says of them."""
        page = (pathlib.Path(__file__).parents[2] / "docs/dots.md").read_text()
        self.landmarks.write_text(json.dumps({"head.png": {
            "pupil_right": [197, 330], "pupil_left": [283, 330], "vertex": [240, 150],
            "chin": [240, 480]}}))
        self.new("--view", "front")
        text = run("dots", self.project).stdout
        told = [name for line in page.splitlines() if line.startswith("| `")
                for name in re.findall(r"`(\w+)`", line.split("|")[1])]
        self.assertEqual(told, text.split("\n", 1)[0].split(","))
        rows = self.dots()
        data = json.loads(run("dots", self.project, "--format", "json").stdout)
        self.assertEqual((data["photo"], data["variant"]), ("photo-1", "variant-1"))
        self.assertEqual({row["photo"] for row in rows}, {"photo-1"})
        info = json.loads(run("info", self.project, "--format", "json").stdout)
        head = info["photos"][0]["head"]
        self.assertEqual(len(data["dots"]), len(rows))
        fading = 0
        for dot in data["dots"]:
            self.assertTrue(0.06 <= dot["facing"] <= 1)
            # Along its long axis a dot shows about as long as one that faces the camera.
            self.assertAlmostEqual(dot["px_per_mm"] * head["mm_per_px"], 1, delta=0.25)
            if dot["facing"] < 0.3:
                t = (dot["facing"] - 0.06) / 0.24
                fading += 1
                self.assertLessEqual(dot["strength"], 1.31 * t * t * (3 - 2 * t) + 0.001)
            else:
                self.assertGreaterEqual(dot["strength"], 0.299)
        self.assertGreater(fading, 10)
        # Without variation, what is left of the shape is foreshortening.
        even = self.edit("/variants/0/plan/zones/0/variation/elongation=0")
        for dot in self.dots(project=even):
            self.assertAlmostEqual(float(dot["axis_ratio"]), float(dot["facing"]), delta=0.12)

    def test_numbers_are_short(self):
        self.new()
        text = run("info", self.project, "--format", "json").stdout
        for number in re.findall(r"[-+.0-9eE]*\d\.\d+", text):
            self.assertEqual(repr(float(number)), number)

    def test_misspelt_landmark(self):
        """A name that nothing knows is told, with the one that is likely meant, and kept."""
        marks = {"vertx": [240, 110], "tragus_left": [90, 360], "own_mark": [9, 8],
                 "silhouette_3": [100, 200],
                 "ruler": {"from": [9, 9], "to": [99, 9], "mm": 20, "of": "steel"}}
        self.landmarks.write_text(json.dumps({"head.png": {"pupil_right": [177, 330], **marks}}))
        told = run("new", self.photo, "-o", self.project, "--landmarks", self.landmarks).stderr
        tail = "is no landmark that Stubble knows, and does nothing. Is"
        for place, ending in (("vertx", f"{tail} “vertex” meant?"),
                              ("tragus_left", f"{tail} “tragion_left” meant?"),
                              ("own_mark", f"{tail} it misspelt?"), ("ruler/of", "is no member")):
            self.assertIn(f"{self.landmarks}: /head.png/{place} {ending}", told)
        self.assertEqual(told.count("\n"), 4, told)
        photo = json.loads(self.project.read_text())["photos"][0]
        for name in ("vertx", "tragus_left", "own_mark", "ruler"):
            self.assertEqual(photo["landmarks"][name], marks[name])
        told = run("validate", self.project).stderr
        self.assertIn(f"/photos/0/landmarks/vertx {tail} “vertex” meant?", told)
        self.assertEqual(told.count("\n"), 4, told)
        edited = self.dir / "edited.stubble.json"
        told = run("edit", self.project, "--set", "/photos/0/landmarks/vertix=[240, 110]",
                   "--set", "/photos/0/landmarks/chin=[240, 500]", "-o", edited).stderr
        self.assertIn(f"/photos/0/landmarks/vertix {tail} “vertex” meant?", told)
        self.assertEqual(told.count("\n"), 1, told)

    def test_advice(self):
        said = run("advice", "--sources").stdout
        self.assertIn("not a promise", said)
        self.assertIn("https://", said)
        run("advice", "file", code=2)

    def test_shade(self):
        self.new()
        # Hair over the ears that takes a fifth of the light.
        write_png(self.photo, 480, 600, lambda x, y: skin(x, y) if 150 < x < 330 else (
            180 + x % 3, 144 + y % 3, 122))
        self.new()
        seen = json.loads(run("shade", self.project, "--sides", "110,300", "--format",
                              "json").stdout)
        self.assertEqual(seen["ita_class"], "light")
        self.assertEqual(seen["monk"], 5)
        red, green, blue = (int(seen["target"][i:i + 2], 16) for i in (1, 3, 5))
        self.assertLess(abs(red - 181) + abs(green - 145) + abs(blue - 122), 8)
        self.assertLess(seen["proposals"][0]["difference"], 4)
        out = self.dir / "matched.stubble.json"
        text = run("shade", self.project, "--sides", "110,300", "-o", out).stdout
        self.assertIn("Fitzpatrick", text)
        data = json.loads(out.read_text())
        self.assertEqual(data["variants"][0]["plan"]["pigment"]["id"],
                         seen["proposals"][0]["shade"])
        self.assertEqual(data["assessment"]["skin_colour"], seen["skin"])
        self.assertEqual(data["assessment"]["stubble_colour"], seen["target"])
        # Bare skin that is called hair: a sentence, no shade, and nothing is written.
        bare = ("--skin", "240,200", "--hair", "240,320")
        told = run("shade", self.project, *bare).stdout
        self.assertIn("looks like bare skin", told)
        self.assertNotIn("dots per cm²", told)
        self.assertEqual(json.loads(run("shade", self.project, *bare, "--format",
                                        "json").stdout)["proposals"], [])
        nothing = self.dir / "nothing.stubble.json"
        self.assertIn("no shade to write", run("shade", self.project, *bare, "-o", nothing,
                                               code=1).stderr)
        self.assertFalse(nothing.exists())
        run("shade", self.project, "--skin", "9000,1", code=1)
        run("shade", self.project, "--skin", "here", code=1)
        run("shade", self.project, "--sides", "1,1", "--hair", "1,1", code=2)

    def test_sessions_set(self):
        self.new()
        plan = "/variants/0/plan/sessions/"
        run("edit", self.project, "--set", plan + '0/done="2027-01-11"', "--set",
            plan + "1/strength=0.77", "--set", plan + "1/interval=30", "-o", self.project)
        course = json.loads(run("info", self.project, "--format", "json").stdout)["variants"][0][
            "course"]
        self.assertEqual([s["date"] for s in course], ["2027-01-11", "2027-02-10", "2027-02-24"])
        self.assertEqual(course[1]["strength"], 0.77)
        # What is odd about it is told, not refused.
        run("edit", self.project, "--set", plan + "1/strength=0.2", "--set",
            plan + "1/interval=3", "--set", plan + '2/date="2026-12-01"', "-o", self.project)
        told = json.loads(run("info", self.project, "--format", "json").stdout)
        ids = [w["id"] for w in told["warning_details"] if w["kind"] == "warning"]
        for name in ("strength-falls", "interval-short", "session-order"):
            self.assertIn(name, ids)

    def test_not_checked(self):
        # No skin in a grey picture: nothing to hold the shade against.
        write_png(self.photo, 480, 600, lambda x, y: (140, 142, 145))
        self.new()
        text = run("info", self.project).stdout
        self.assertIn("Note: Not checked: whether the shade is too dark", text)
        told = json.loads(run("info", self.project, "--format", "json").stdout)
        self.assertTrue(any(n.startswith("Not checked") for n in told["notes"]))
        self.assertFalse(any(w.startswith("Not checked") for w in told["warnings"]))

    def test_strips(self):
        self.new()
        picture = self.dir / "strip.png"
        gap = 2
        for show, across, down in (("sessions", 4, 2), ("hair-loss", 2, 2), ("years", 3, 2)):
            run("render", self.project, "--show", show, "--scale", "0.25", "--no-stamp", "-o",
                picture)
            width, height, n, rows = read_png(picture)
            self.assertEqual((width, height), (across * (120 + gap) - gap, down * (150 + gap) - gap))
        # Every stage is a picture of its own.
        cells = {b"".join(row[n * 122 * x:n * (122 * x + 120)]
                          for row in rows[152 * y:152 * y + 150]) for x in range(3) for y in (0, 1)}
        self.assertEqual(len(cells), 6)
        # Of a small zone each shows what is around it, as large as was asked for.
        corners = [(200, 200), (280, 200), (280, 280), (200, 280)]
        outline = [{"x": x, "y": y, "corner": True, "edge": "hard"} for x, y in corners]
        run("edit", self.project, "--set",
            f"/variants/0/plan/zones/0/outline={json.dumps(outline)}", "-o", self.project)
        run("render", self.project, "--show", "years", "--scale", "0.5", "--no-stamp", "-o",
            picture)
        self.assertTrue(3 * 60 < read_png(picture)[0] < 3 * 120)
        run("render", self.project, "--show", "years", "--size", "200x400", "--no-stamp", "-o",
            picture)
        self.assertEqual(read_png(picture)[0], 3 * (200 + gap) - gap)

    def test_export(self):
        self.new()
        run("edit", self.project, "--set",
            '/assessment={"suitability": {"keloids": "yes"}}', "-o", self.project)
        folder = self.dir / "a" / "record"
        run("export", self.project, "--record", folder)
        width, height, n, rows = read_png(folder / "photo-1.png")
        self.assertGreater(width, 2 * height * 0.5)
        pdf = (folder / "record.pdf").read_bytes()
        self.assertEqual(pdf[:5], b"%PDF-")
        # The picture is in it as a JPEG, with the stamp in its pixels.
        self.assertIn(b"/DCTDecode", pdf)
        self.assertGreaterEqual(len(re.findall(rb"/Type /Page\b", pdf)), 2)
        run("export", self.project, code=2)
        run("export", self.project, "--record", self.project / "no", code=1)
        run("export", self.project, "--record", folder, "--age", "fresh:9", code=2)

    def test_portraits(self):
        portraits = SHARED / "portraits"
        if not portraits.is_dir():
            self.skipTest("the real portraits are not here")
        marks = {"p02_shaved_front_1950.jpg": {"pupil_right": [796, 680], "pupil_left": [1158, 665],
                                               "vertex": [1016, 101]},
                 "p07_shaved_dark_rgba_526.png": {"pupil_right": [219, 187],
                                                  "pupil_left": [317, 190]}}
        self.landmarks.write_text(json.dumps(marks))
        for name in marks:
            self.photo = portraits / name
            self.new()
            self.assertGreater(len(self.dots()), 500)
            run("render", self.project, "--show", "split", "-o", self.dir / "p.jpg")


unittest.main(argv=[sys.argv[0], "-v"])
