/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "golden-scenes.h"

static const char *const of_round[]
    = { "one dot is a tenth of a pixel further right", "one dot is a twentieth wider",
        "one dot of 0.3 px is not there", NULL };
static const char *const of_ellipses[]
    = { "one dot is turned by a tenth of a radian", "one dot is a tenth flatter",
        "the last dot is not there", NULL };
static const char *const of_zones[]
    = { "the seed is another", "the hairline is half a millimetre less soft",
        "the stroke is not there", "the keep-out has lost a node", NULL };
static const char *const of_small[] = { "the scale is a thousandth smaller", NULL };
static const char *const of_close[] = { "the window is a pixel further right", NULL };
static const char *const of_split[] = { "the line stands elsewhere", NULL };
static const char *const of_template[]
    = { "two more dots per cm²", "dots are a fiftieth wider",  "the seed is another",
        "the shade is the next", "one node is a pixel higher", NULL };

static const char *const of_ages[]
    = { "it is a little later, or larger", "the first session is a little stronger",
        "the pigment lies a little deeper", NULL };
static const char *const of_years[]
    = { "it fades a little faster", "the pigment lies a little deeper", NULL };

static const char *const of_grain[]
    = { "grain is a little stronger", "channels have a little more alone", "it is a little sharper",
        NULL };

const GoldenScene golden_scenes[] = {
  { "round", of_round, golden_draw_round },
  { "ellipses", of_ellipses, golden_draw_ellipses },
  { "zones", of_zones, golden_draw_zones },
  { "small", of_small, golden_draw_small },
  { "close", of_close, golden_draw_close },
  { "split", of_split, golden_draw_split },
  { "natural", of_template, golden_draw_natural },
  { "edge", of_template, golden_draw_edge },
  { "receded", of_template, golden_draw_receded },
  { "rounded", of_template, golden_draw_rounded },
  { "fresh", of_ages, golden_draw_fresh },
  { "week", of_ages, golden_draw_week },
  { "sessions", of_ages, golden_draw_sessions },
  { "years", of_years, golden_draw_years },
  { "grain", of_grain, golden_draw_grain },
  { "grain-close", of_grain, golden_draw_grain_close },
  { NULL, NULL, NULL },
};
