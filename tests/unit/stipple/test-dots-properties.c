/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/smp-hash.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-density-map.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface-plane.h"

/* What must hold of the dots of any plan, tried on random plans. A plan that fails is made smaller
 * as long as it fails, and then told. */

#define CASES 36
#define MAX_ZONES 3
#define MAX_NODES 12
#define MM_PER_PX 0.1

typedef struct
{
  SmpZoneKind kind;
  double x; /* mm */
  double y;
  double size;
  double radius[MAX_NODES]; /* of the nodes, in sizes */
  int n_nodes;
  gboolean crossing; /* nodes go twice around */
  gboolean soft;     /* hairline and blend edges instead of hard ones */
  double density;
  double feather;
  double amplitude;
  double cluster;
  int strokes;
} ZoneCase;

typedef struct
{
  guint64 seed;
  int n_zones;
  ZoneCase zones[MAX_ZONES];
  int n_sessions;
} Case;

typedef char *(*Property) (const Case *c); /* (transfer full) (nullable): what is wrong */

static double
dice (guint64 number, guint64 *counter)
{
  return smp_hash_unit (smp_hash_u64 (77, number, (*counter)++));
}

static Case
random_case (guint64 number)
{
  guint64 n = 0;
  Case c = { .seed = 1 + (guint64)(dice (number, &n) * 1e9),
             .n_zones = 1 + (int)(dice (number, &n) * MAX_ZONES),
             .n_sessions = 1 + (int)(dice (number, &n) * 4) };

  for (int z = 0; z < c.n_zones; z++)
    {
      ZoneCase *zone = &c.zones[z];

      zone->kind = z > 0 && dice (number, &n) < 0.25
                       ? SMP_ZONE_KEEP_OUT
                       : (SmpZoneKind)(dice (number, &n) * SMP_ZONE_KEEP_OUT);
      zone->x = 60 * dice (number, &n) - 10;
      zone->y = 60 * dice (number, &n) - 10;
      zone->size = 5 + 30 * dice (number, &n);
      zone->n_nodes = 3 + (int)(dice (number, &n) * (MAX_NODES - 3));
      for (int i = 0; i < MAX_NODES; i++)
        zone->radius[i] = 0.4 + 0.6 * dice (number, &n);
      zone->crossing = dice (number, &n) < 0.2;
      zone->soft = dice (number, &n) < 0.5;
      zone->density = 300 * dice (number, &n) * dice (number, &n) + 5;
      zone->feather = 20 * dice (number, &n) * dice (number, &n);
      zone->amplitude = dice (number, &n) < 0.5 ? 3 * dice (number, &n) : 0;
      zone->cluster = dice (number, &n) < 0.2 ? dice (number, &n) : 0;
      zone->strokes = (int)(3 * dice (number, &n));
    }
  return c;
}

static SmpZone *
make_zone (const ZoneCase *c, int number)
{
  g_autofree char *id = g_strdup_printf ("zone-%d", number);
  SmpZone *zone = smp_zone_new (id, c->kind, "photo-1");
  SmpNode nodes[MAX_NODES];
  g_autoptr (SmpOutline) outline = NULL;

  for (int i = 0; i < c->n_nodes; i++)
    {
      double angle = (c->crossing ? 4 : 2) * G_PI * i / c->n_nodes;
      double r = c->size * c->radius[i] / MM_PER_PX;
      SmpEdge edge = !c->soft ? SMP_EDGE_HARD : i % 2 == 0 ? SMP_EDGE_HAIRLINE : SMP_EDGE_BLEND;

      nodes[i] = (SmpNode){
        { c->x / MM_PER_PX + r * cos (angle), c->y / MM_PER_PX + r * sin (angle) }, i % 3 == 0, edge
      };
    }
  outline = smp_outline_new (nodes, (gsize)c->n_nodes, TRUE);
  smp_zone_set_outline (zone, outline);
  zone->density = c->density;
  zone->feather[SMP_EDGE_HAIRLINE] = zone->feather[SMP_EDGE_BLEND] = c->feather;
  zone->irregularity_amplitude = c->amplitude;
  zone->variation.cluster = c->cluster;
  for (int i = 0; i < c->strokes; i++)
    {
      SmpPoint line[2] = { { c->x / MM_PER_PX, (c->y + i) / MM_PER_PX },
                           { (c->x + 8) / MM_PER_PX, (c->y - 3) / MM_PER_PX } };
      SmpStroke stroke
          = { .remove = i % 2 == 0, .radius = 2 + i, .amount = 0.8, .n_points = 2, .points = line };

      smp_zone_add_stroke (zone, &stroke);
    }
  return zone;
}

static SmpPlan *
make_plan (const Case *c)
{
  SmpPlan *plan = smp_plan_new (c->seed);

  plan->n_sessions = (gsize)c->n_sessions;
  g_free (plan->sessions);
  plan->sessions = g_new0 (SmpSession, (gsize)c->n_sessions);
  for (int i = 0; i < c->n_sessions; i++)
    plan->sessions[i].share = 1.0 / c->n_sessions;
  for (int i = 0; i < c->n_zones; i++)
    g_ptr_array_add (plan->zones, make_zone (&c->zones[i], i));
  return plan;
}

static SmpDotSet *
place_plan (const SmpPlan *plan, int threads, const SmpDotSet *last)
{
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0);
  g_autoptr (GError) error = NULL;
  SmpDotSet *dots = smp_dots_place_again (last, plan, "photo-1", surface, threads, NULL, &error);

  g_assert_no_error (error);
  return dots;
}

static SmpDotSet *
place_with (const Case *c, int threads)
{
  g_autoptr (SmpPlan) plan = make_plan (c);

  return place_plan (plan, threads, NULL);
}

static SmpDotSet *
place (const Case *c)
{
  return place_with (c, 1);
}

/* Everything but the zone's number and, unless asked, the session. */
static gboolean
same_dot (const SmpDot *a, const SmpDot *b, gboolean session)
{
  SmpDot p = *a, q = *b;

  p.zone = q.zone = 0;
  if (!session)
    p.session = q.session = 0;
  return memcmp (&p, &q, sizeof p) == 0;
}

static int
order (const SmpDot *a, const SmpDot *b)
{
  if (a->index != b->index)
    return a->index < b->index ? -1 : 1;
  return a->tile < b->tile ? -1 : a->tile > b->tile;
}

/* The first dot of @zone (−1 for all) in @a that @b lacks, or NULL. */
static const SmpDot *
first_missing (const SmpDotSet *a, const SmpDotSet *b, int zone, gboolean session)
{
  gsize k = 0;

  for (gsize i = 0; i < a->n_dots; i++)
    {
      const SmpDot *dot = &a->dots[i];
      gboolean found = FALSE;

      if (zone >= 0 && dot->zone != zone)
        continue;
      while (k < b->n_dots && order (&b->dots[k], dot) < 0)
        k++;
      for (gsize j = k; j < b->n_dots && order (&b->dots[j], dot) == 0 && !found; j++)
        found = same_dot (&b->dots[j], dot, session);
      if (!found)
        return dot;
    }
  return NULL;
}

static char *
tell_missing (const SmpDot *dot, const char *what)
{
  return dot == NULL
             ? NULL
             : g_strdup_printf ("%s: dot %u of tile %d at %.2f, %.2f mm is gone or changed", what,
                                dot->index, dot->tile, (double)dot->u_mm, (double)dot->v_mm);
}

static char *
more_density_moves_none (const Case *c)
{
  g_autoptr (SmpDotSet) before = place (c);
  g_autoptr (SmpDotSet) after = NULL;
  Case more = *c;

  if (c->zones[0].kind == SMP_ZONE_KEEP_OUT)
    return NULL;
  more.zones[0].density = MIN (c->zones[0].density * 1.6, 300);
  after = place (&more);
  /* Where zones overlap the first may take points over, with its own look. */
  return tell_missing (first_missing (before, after, 0, FALSE), "density");
}

static char *
sessions_only_share_out (const Case *c)
{
  Case one = *c;
  g_autoptr (SmpDotSet) many = place (c);
  g_autoptr (SmpDotSet) single = NULL;
  guint last = 0;

  one.n_sessions = 1;
  single = place (&one);
  if (many->n_dots != single->n_dots)
    return g_strdup ("sessions change how many dots there are");
  for (gsize i = 0; i < many->n_dots; i++)
    last = MAX (last, many->dots[i].session);
  if (last >= (guint)c->n_sessions)
    return g_strdup ("a dot is of a session that there is not");
  return tell_missing (first_missing (many, single, -1, FALSE), "sessions");
}

static char *
far_edits_do_not_matter (const Case *c)
{
  g_autoptr (SmpDotSet) before = place (c);
  Case edited = *c;

  /* The last zone goes a metre away and changes; what was before it stays. */
  if (c->n_zones < 2 || c->zones[c->n_zones - 1].kind == SMP_ZONE_KEEP_OUT)
    return NULL;
  edited.zones[c->n_zones - 1].x += 1000;
  edited.zones[c->n_zones - 1].density = 111;
  {
    g_autoptr (SmpDotSet) after = place (&edited);

    for (int z = 0; z + 1 < c->n_zones; z++)
      {
        const SmpDot *dot = first_missing (before, after, z, TRUE);

        if (dot == NULL)
          dot = first_missing (after, before, z, TRUE);
        if (dot != NULL)
          return tell_missing (dot, "an edit far away");
      }
  }
  return NULL;
}

static char *
threads_do_not_matter (const Case *c)
{
  g_autoptr (SmpDotSet) one = place (c);
  g_autoptr (SmpDotSet) many = place_with (c, 3);

  if (many->n_dots != one->n_dots
      || memcmp (many->dots, one->dots, one->n_dots * sizeof (SmpDot)) != 0)
    return g_strdup ("three threads give other dots than one");
  return NULL;
}

static void
move_node (SmpZone *zone)
{
  g_autofree SmpNode *nodes
      = g_memdup2 (zone->outline->nodes, zone->outline->n_nodes * sizeof (SmpNode));
  g_autoptr (SmpOutline) outline = NULL;

  nodes[1].point.x += 30;
  nodes[1].point.y -= 20;
  outline = smp_outline_new (nodes, zone->outline->n_nodes, TRUE);
  smp_zone_set_outline (zone, outline);
}

/* Changes one thing of a zone. */
static void
edit_zone (SmpZone *zone, int what)
{
  SmpPoint line[2] = { { 100, 100 }, { 300, 250 } };
  SmpStroke stroke = { .remove = TRUE, .radius = 5, .amount = 1, .n_points = 2, .points = line };

  switch (what)
    {
    case 0:
      zone->density = 77;
      break;
    case 1:
      smp_zone_add_stroke (zone, &stroke);
      break;
    case 2:
      zone->feather[SMP_EDGE_BLEND] += 1;
      break;
    case 3:
      zone->far_share = 0.6;
      break;
    case 4:
      zone->irregularity_amplitude += 1;
      break;
    case 5:
      zone->macro_amplitude = 4;
      break;
    case 6:
      zone->variation.diameter = 0.29;
      break;
    case 7:
      zone->variation.strength = 0.21;
      break;
    case 8:
      zone->variation.elongation = 0.33;
      break;
    case 9:
      zone->variation.cluster = 0.4;
      break;
    case 10:
      zone->dot_diameter *= 1.25;
      break;
    default:
      move_node (zone);
      break;
    }
}
#define EDITS 12

static gboolean
same_dots (const SmpDotSet *a, const SmpDotSet *b)
{
  return a->n_dots == b->n_dots && memcmp (a->dots, b->dots, a->n_dots * sizeof (SmpDot)) == 0;
}

/* What is known of an earlier plan never shows in the dots of a later one: after one edit, after
 * one upon another, and where zones get other numbers. */
static char *
memory_does_not_matter (const Case *c)
{
  g_autoptr (SmpPlan) plan = make_plan (c);
  g_autoptr (SmpDotSet) before = place_plan (plan, 1, NULL);
  g_autoptr (SmpPlan) chain = smp_plan_copy (plan);
  g_autoptr (SmpDotSet) last = smp_dot_set_ref (before);

  for (int what = 0; what < EDITS; what++)
    {
      guint number = (guint)what % plan->zones->len;
      g_autoptr (SmpZone) zone = smp_zone_copy (g_ptr_array_index (plan->zones, number));
      g_autoptr (SmpZone) further = smp_zone_copy (g_ptr_array_index (chain->zones, number));
      g_autoptr (SmpPlan) edited = NULL;
      g_autoptr (SmpPlan) more = NULL;
      g_autoptr (SmpDotSet) fresh = NULL;
      g_autoptr (SmpDotSet) again = NULL;
      g_autoptr (SmpDotSet) fresh_chain = NULL;
      SmpDotSet *next;

      edit_zone (zone, what);
      edited = smp_plan_with_zone (plan, zone);
      fresh = place_plan (edited, 1, NULL);
      again = place_plan (edited, 2, before);
      if (!same_dots (fresh, again))
        return g_strdup_printf ("dots from before edit %d change those of now", what);
      edit_zone (further, what);
      more = smp_plan_with_zone (chain, further);
      fresh_chain = place_plan (more, 1, NULL);
      next = place_plan (more, 2, last);
      smp_dot_set_unref (last);
      last = next;
      if (!same_dots (fresh_chain, last))
        return g_strdup_printf ("dots from before the edits up to %d change those of now", what);
      smp_plan_unref (chain);
      chain = g_steal_pointer (&more);
    }
  if (plan->zones->len > 1)
    {
      g_autoptr (SmpPlan) fewer = smp_plan_copy (plan);
      g_autoptr (SmpDotSet) fresh = NULL;
      g_autoptr (SmpDotSet) again = NULL;

      g_ptr_array_remove_index (fewer->zones, 0);
      fresh = place_plan (fewer, 1, NULL);
      again = place_plan (fewer, 2, before);
      if (!same_dots (fresh, again))
        return g_strdup ("dots from before a zone was removed change those of now");
    }
  return NULL;
}

/* As many as the density map asks for: within 1 %, and what a few dots at the edge make. */
static char *
counts_follow_the_map (const Case *c)
{
  Case one = *c;
  g_autoptr (SmpZone) zone = NULL;
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0);
  g_autoptr (SmpDensityMap) map = NULL;
  g_autoptr (SmpDotSet) dots = NULL;
  double expected;

  one.n_zones = 1;
  one.zones[0].cluster = 0;
  if (one.zones[0].kind == SMP_ZONE_KEEP_OUT)
    return NULL;
  zone = make_zone (&one.zones[0], 0);
  map = smp_density_map_new (zone, surface, c->seed, 1, NULL, NULL);
  dots = place (&one);
  expected = smp_density_map_effective_area (map) * zone->density;
  if (fabs ((double)dots->n_dots - expected) > 0.01 * expected + 1.5 * sqrt (expected) + 2)
    return g_strdup_printf ("%" G_GSIZE_FORMAT " dots instead of %.1f", dots->n_dots, expected);
  return NULL;
}

static char *
dots_are_sound (const Case *c)
{
  g_autoptr (SmpDotSet) dots = place (c);

  for (gsize i = 0; i < dots->n_dots; i++)
    {
      const SmpDot *dot = &dots->dots[i];
      const ZoneCase *zone = &c->zones[MIN ((int)dot->zone, c->n_zones - 1)];

      if (!isfinite (dot->x_px) || !isfinite (dot->y_px) || !(dot->diameter_mm > 0)
          || !(dot->strength > 0) || !(dot->axis_ratio > 0) || dot->axis_ratio > 1
          || !(fabsf (dot->angle_rad) <= 1.5708f) || !(dot->px_per_mm > 0))
        return g_strdup_printf ("dot %u is unsound", dot->index);
      if (hypot ((double)dot->u_mm - zone->x, (double)dot->v_mm - zone->y)
          > 1.6 * zone->size + zone->amplitude + 2)
        return g_strdup_printf ("dot %u is far outside its zone", dot->index);
      if (i > 0 && order (&dots->dots[i - 1], dot) > 0)
        return g_strdup ("dots are not sorted");
      if (i > 0 && order (&dots->dots[i - 1], dot) == 0 && dots->dots[i - 1].zone != dot->zone)
        return g_strdup_printf ("dot %u is in two zones", dot->index);
      if (i > 0 && order (&dots->dots[i - 1], dot) == 0 && !(zone->cluster > 0))
        return g_strdup_printf ("dot %u is there twice", dot->index);
    }
  return NULL;
}

/* Smaller plans that may fail in the same way. */
static gboolean
shrink (Case *c, int step)
{
  int zone = step / 9 % MAX_ZONES;
  ZoneCase *z = &c->zones[zone];

  if (step >= 9 * MAX_ZONES + 1)
    return FALSE;
  if (step == 9 * MAX_ZONES)
    c->n_sessions = 1;
  else if (zone >= c->n_zones)
    return TRUE;
  else
    switch (step % 9)
      {
      case 0:
        if (c->n_zones > 1)
          {
            memmove (z, z + 1, (gsize)(MAX_ZONES - 1 - zone) * sizeof *z);
            c->n_zones--;
          }
        break;
      case 1:
        z->strokes = 0;
        break;
      case 2:
        z->amplitude = 0;
        break;
      case 3:
        z->cluster = 0;
        break;
      case 4:
        z->crossing = FALSE;
        break;
      case 5:
        z->soft = FALSE;
        break;
      case 6:
        z->n_nodes = MAX (z->n_nodes / 2, 3);
        break;
      case 7:
        z->size = MAX (floor (z->size / 2), 2);
        break;
      default:
        z->density = MAX (floor (z->density / 2), 5);
        break;
      }
  return TRUE;
}

static char *
describe (const Case *c)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "seed %" G_GUINT64_FORMAT ", %d sessions", c->seed, c->n_sessions);
  for (int i = 0; i < c->n_zones; i++)
    {
      const ZoneCase *z = &c->zones[i];

      g_string_append_printf (
          text,
          "; %s at %g, %g of %g mm, %d nodes%s%s, density %g, feather %g, amplitude %g, "
          "clusters %g, %d strokes",
          smp_zone_kind_to_string (z->kind), z->x, z->y, z->size, z->n_nodes,
          z->crossing ? " crossing" : "", z->soft ? " soft" : "", z->density, z->feather,
          z->amplitude, z->cluster, z->strokes);
    }
  return g_string_free (text, FALSE);
}

/* The smallest case found that still fails, and what is wrong with it. */
static char *
smallest (Property property, Case *c, char *wrong)
{
  for (gboolean smaller = TRUE; smaller;)
    {
      Case tried = *c;

      smaller = FALSE;
      for (int step = 0; !smaller && shrink (&tried, step); step++)
        {
          char *now;

          if (memcmp (&tried, c, sizeof tried) == 0)
            continue;
          now = property (&tried);
          if (now != NULL)
            {
              g_free (wrong);
              wrong = now;
              *c = tried;
              smaller = TRUE;
            }
          tried = *c;
        }
    }
  return wrong;
}

static void
test_property (gconstpointer data)
{
  Property property = *(const Property *)data;

  for (guint64 i = 0; i < CASES; i++)
    {
      Case c = random_case (i);
      char *wrong = property (&c);

      if (wrong != NULL)
        {
          g_autofree char *what = smallest (property, &c, wrong);
          g_autofree char *text = describe (&c);

          g_test_message ("%s: %s", what, text);
          g_test_fail ();
          return;
        }
    }
}

/* The cases are worth trying: zones overlap, and most have dots. */
static void
test_cases (void)
{
  int with_dots = 0, with_keep_out = 0, crossing = 0;

  for (guint64 i = 0; i < CASES; i++)
    {
      Case c = random_case (i);
      g_autoptr (SmpDotSet) dots = place (&c);

      with_dots += dots->n_dots > 50;
      for (int z = 0; z < c.n_zones; z++)
        {
          with_keep_out += c.zones[z].kind == SMP_ZONE_KEEP_OUT;
          crossing += c.zones[z].crossing;
        }
    }
  g_assert_cmpint (with_dots, >, CASES * 3 / 4);
  g_assert_cmpint (with_keep_out, >, CASES / 10);
  g_assert_cmpint (crossing, >, CASES / 10);
}

/* A property that does not hold is found, and its case made small. */
static gboolean
is_dense (const Case *c)
{
  for (int i = 0; i < c->n_zones; i++)
    if (c->zones[i].density > 20)
      return TRUE;
  return FALSE;
}

static char *
no_zone_is_dense (const Case *c)
{
  return is_dense (c) ? g_strdup ("dense") : NULL;
}

static void
test_shrinking (void)
{
  guint64 i = 0;
  Case c = random_case (i);
  g_autofree char *what = NULL;

  while (!is_dense (&c) || c.n_zones < 2)
    c = random_case (++i);
  what = smallest (no_zone_is_dense, &c, g_strdup ("dense"));
  g_assert_cmpstr (what, ==, "dense");
  g_assert_cmpint (c.n_zones, ==, 1);
  g_assert_cmpint (c.n_sessions, ==, 1);
  g_assert_cmpint (c.zones[0].n_nodes, ==, 3);
  g_assert_cmpfloat (c.zones[0].density, <, 43);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    Property property;
  } properties[] = {
    { "/stipple/properties/more-density-moves-none", more_density_moves_none },
    { "/stipple/properties/sessions-only-share-out", sessions_only_share_out },
    { "/stipple/properties/far-edits-do-not-matter", far_edits_do_not_matter },
    { "/stipple/properties/threads-do-not-matter", threads_do_not_matter },
    { "/stipple/properties/memory-does-not-matter", memory_does_not_matter },
    { "/stipple/properties/counts-follow-the-map", counts_follow_the_map },
    { "/stipple/properties/dots-are-sound", dots_are_sound },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stipple/properties/cases", test_cases);
  g_test_add_func ("/stipple/properties/shrinking", test_shrinking);
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    g_test_add_data_func (properties[i].path, &properties[i].property, test_property);
  return g_test_run ();
}
