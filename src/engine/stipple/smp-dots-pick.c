/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "base/smp-parallel.h"
#include "model/smp-plan.h"
#include "stipple/smp-density-range.h"
#include "stipple/smp-dot-memory.h"
#include "stipple/smp-dots-private.h"
#include "stipple/smp-pick-list.h"
#include "surface/smp-surface.h"

#include <glib/gi18n-lib.h>

/* One field's part of the work: a stretch of the atlas's cells. */
typedef struct
{
  const SmpPlacing *placing;
  const SmpField *field;
  guint field_number;
  GArray *others;                    /* of pointers to keep-out and earlier zones over this one */
  double ranks;                      /* points that are present where the share is 1 */
  double shares[SMP_LIMIT_SESSIONS]; /* of the sessions up to this one */
  guint n_sessions;
  int part_shift;
  int range[4];       /* cells: columns from, to, rows from, to */
  SmpPickList *lists; /* by worker */
} Picking;

static int
floor_div (int a, int b)
{
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/* From the two numbers of an atlas point, in one of the tiles, to cells of a map. */
typedef struct
{
  const SmpDensityMap *map;
  double unit;   /* mm of the two numbers */
  SmpPoint tile; /* mm of the tile's corner from where the shears begin */
  double x;      /* cells: of where the shears begin */
  double y;
  double cosine;
  double sine;
} Chart;

static Chart
chart_of (const SmpPlacing *placing, const SmpDensityMap *map, int row, int column)
{
  const SmpLaying *laying = &placing->laying;
  double period = placing->atlas->period_mm, per_cell = 1 / map->cell_mm;

  return (Chart){
    .map = map,
    .unit = period / 65536.0,
    .tile = smp_point (column * period - laying->shift.x, row * period - laying->shift.y),
    .x = -map->origin.x * per_cell - 0.5,
    .y = -map->origin.y * per_cell - 0.5,
    .cosine = laying->cosine * per_cell,
    .sine = laying->sine * per_cell,
  };
}

/* Between which cells of a map a point lies. */
typedef struct
{
  double tx;
  double ty;
  gssize at; /* the cell above and before it; −1 outside the map */
} Spot;

static inline Spot
chart_find (const Chart *self, const SmpAtlasPoint *point)
{
  /* As smp_laying_from_atlas(). */
  double b = self->tile.y + self->unit * point->y;
  double a = self->tile.x + self->unit * point->x + smp_shear (b);
  double x, y;
  int ix, iy;

  b += smp_shear (a);
  x = self->x + self->cosine * a + self->sine * b;
  y = self->y - self->sine * a + self->cosine * b;
  if (!(x >= 0 && y >= 0 && x < self->map->width - 1 && y < self->map->height - 1))
    return (Spot){ 0, 0, -1 };
  ix = (int)x;
  iy = (int)y;
  return (Spot){ x - ix, y - iy, (gssize)iy * self->map->width + ix };
}

/* The map's cells there, bilinear. */
static inline double
spot_sample (const Spot *self, const SmpDensityMap *map, const guint16 *cells)
{
  double above, below;

  if (self->at < 0)
    return 0;
  cells += self->at;
  above = cells[0] + (cells[1] - cells[0]) * self->tx;
  cells += map->width;
  below = cells[0] + (cells[1] - cells[0]) * self->tx;
  return (above + (below - above) * self->ty) * (1.0 / SMP_SHARE_ONE);
}

static double
chart_sample (const Chart *self, const guint16 *cells, const SmpAtlasPoint *point)
{
  Spot spot = chart_find (self, point);

  return spot_sample (&spot, self->map, cells);
}

static double
ranks_of (const SmpPlacing *placing, const SmpDensityMap *map)
{
  return map->density / placing->atlas->density_max * placing->atlas->n_points;
}

/* What is left of the field's limit where other zones lie too: less where something is kept free,
 * 0 where an earlier zone has the point. */
static double
limit_left (const Picking *self, const SmpAtlasPoint *point, int row, int column, double limit)
{
  double free_share = 1;

  for (guint i = 0; i < self->others->len; i++)
    {
      const SmpField *other = g_array_index (self->others, const SmpField *, i);
      Chart chart;

      if (!other->keeps_out)
        continue;
      chart = chart_of (self->placing, other->map, row, column);
      free_share *= 1 - chart_sample (&chart, other->map->share, point);
    }
  for (guint i = 0; i < self->others->len; i++)
    {
      const SmpField *other = g_array_index (self->others, const SmpField *, i);
      Chart chart;

      if (other->keeps_out)
        continue;
      chart = chart_of (self->placing, other->map, row, column);
      if (point->rank < chart_sample (&chart, other->map->limit, point)
                            * ranks_of (self->placing, other->map) * free_share)
        return 0;
    }
  return limit * free_share;
}

static inline void
add_pick (const Picking *self, guint32 rank, gint32 tile, guint session, SmpPickList *list)
{
  smp_pick_list_add (list, (int)(rank >> self->part_shift),
                     (SmpPick){
                         .tile = tile,
                         .index = rank & ((1u << SMP_PICK_INDEX_BITS) - 1),
                         .field = self->field_number & (SMP_PICK_FIELDS - 1),
                         .session = session & 7,
                     });
}

static inline guint
session_of (const Picking *self, guint32 rank, double limit)
{
  guint session = 0;

  /* No branch, for nobody can guess it. */
  for (guint i = 0; i + 1 < self->n_sessions; i++)
    session += rank >= self->shares[i] * limit;
  return session;
}

/* So many points are found first and looked up then, while memory fetches what they need. */
#define AT_ONCE 64

/* A cell of the atlas in one of its tiles. */
typedef struct
{
  Chart chart;
  int row;
  int column;
  const SmpAtlasPoint *point; /* the first that was not looked at */
  const SmpAtlasPoint *last;  /* of all, by rank; and behind it */
} Cell;

/* Looks at those of the cell's points whose rank is below one, each for itself. */
static void
pick_points (const Picking *self, Cell *cell, double end, SmpPickList *list)
{
  const SmpDensityMap *map = cell->chart.map;
  gint32 tile = smp_tile (cell->row, cell->column);

  while (cell->point < cell->last && cell->point->rank < end)
    {
      Spot spots[AT_ONCE];
      int n = 0;

      for (; n < AT_ONCE && cell->point + n < cell->last && cell->point[n].rank < end; n++)
        {
          spots[n] = chart_find (&cell->chart, &cell->point[n]);
          __builtin_prefetch (map->limit + MAX (spots[n].at, 0));
          __builtin_prefetch (map->limit + MAX (spots[n].at, 0) + map->width);
        }
      for (int i = 0; i < n; i++, cell->point++)
        {
          guint32 rank = cell->point->rank;
          double limit = spot_sample (&spots[i], map, map->limit) * self->ranks;

          if (rank < limit && self->others->len > 0)
            limit = limit_left (self, cell->point, cell->row, cell->column, limit);
          if (rank < limit)
            add_pick (self, rank, tile, session_of (self, rank, limit), list);
        }
    }
}

/* Between which limits the field lies everywhere in the cell decides most of its points: only those
 * with ranks in between must be looked up. Nowhere is it denser than asked for, though a head's map
 * may be a little narrower than the scalp. */
static void
pick_cell (const Picking *self, Cell *cell, SmpDensityRange range, SmpPickList *list)
{
  double most = range.most * (1.0 / SMP_SHARE_ONE) * self->ranks;
  /* Other zones may take any. */
  double least = self->others->len > 0 ? 0 : range.least * (1.0 / SMP_SHARE_ONE) * self->ranks;
  gint32 tile = smp_tile (cell->row, cell->column);

  for (guint session = 0; session < self->n_sessions; session++)
    {
      double share = session + 1 < self->n_sessions ? MIN (self->shares[session], 1.0) : 1;
      double sure = MIN (share * least, self->ranks);

      for (; cell->point < cell->last && cell->point->rank < sure; cell->point++)
        add_pick (self, cell->point->rank, tile, session, list);
      pick_points (self, cell, MIN (share * most, self->ranks), list);
    }
}

/* A box around where a cell of the atlas lies on the surface's map, mm. */
static SmpRect
box_of_cell (const Picking *self, int cx, int cy)
{
  const SmpFollicleAtlas *atlas = self->placing->atlas;
  double side = atlas->period_mm / atlas->n_cells, half = side * 0.75;
  SmpPoint uv
      = smp_laying_from_atlas (&self->placing->laying, (cx + 0.5) * side, (cy + 0.5) * side);

  return (SmpRect){ uv.x - half, uv.y - half, 2 * half, 2 * half };
}

static void
pick_row (gsize item, int worker, gpointer data)
{
  const Picking *self = data;
  const SmpFollicleAtlas *atlas = self->placing->atlas;
  int n = (int)atlas->n_cells, cy = self->range[2] + (int)item, row = floor_div (cy, n);

  for (int cx = self->range[0]; cx < self->range[1];)
    {
      int column = floor_div (cx, n), next = MIN ((column + 1) * n, self->range[1]);
      Cell cell = { .chart = chart_of (self->placing, self->field->map, row, column),
                    .row = row,
                    .column = column };

      for (; cx < next; cx++)
        {
          SmpRect box = box_of_cell (self, cx, cy);
          SmpDensityRange range = smp_density_range_in (self->field->map, &box);
          const guint *start = atlas->cell_start + (cy - row * n) * n + (cx - column * n);

          cell.point = atlas->cell_points + start[0];
          cell.last = atlas->cell_points + start[1];
          if (range.most > 0)
            pick_cell (self, &cell, range, &self->lists[worker]);
        }
    }
}

/* The box of the atlas that the map covers, in cells of the atlas. */
static void
atlas_cells (const SmpPlacing *placing, const SmpDensityMap *map, int range[4])
{
  double w = map->width * map->cell_mm, h = map->height * map->cell_mm;
  double cells_per_mm = placing->atlas->n_cells / placing->atlas->period_mm;
  /* The shears bow the sides of the box. */
  double bow = SMP_SHEAR * (w * w + h * h) / 4 + 1;
  SmpRect box = SMP_RECT_EMPTY;

  for (int corner = 0; corner < 4; corner++)
    smp_rect_include (&box, smp_laying_to_atlas (&placing->laying,
                                                 smp_point (map->origin.x + (corner & 1 ? w : 0),
                                                            map->origin.y + (corner & 2 ? h : 0))));
  range[0] = (int)floor ((box.x - bow) * cells_per_mm);
  range[1] = (int)floor ((box.x + box.width + bow) * cells_per_mm) + 1;
  range[2] = (int)floor ((box.y - bow) * cells_per_mm);
  range[3] = (int)floor ((box.y + box.height + bow) * cells_per_mm) + 1;
}

static gboolean
overlap (const SmpDensityMap *a, const SmpDensityMap *b)
{
  return a->surface == b->surface && b->share != NULL
         && a->origin.x < b->origin.x + b->width * b->cell_mm
         && b->origin.x < a->origin.x + a->width * a->cell_mm
         && a->origin.y < b->origin.y + b->height * b->cell_mm
         && b->origin.y < a->origin.y + a->height * a->cell_mm;
}

static gboolean
pick_field (const SmpPlacing *placing,
            guint number,
            SmpPickList *lists,
            GCancellable *cancellable,
            GError **error)
{
  const SmpField *field = &g_array_index (placing->fields, SmpField, number);
  const SmpPlan *plan = placing->plan;
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (SmpField *));
  Picking picking = {
    .placing = placing,
    .field = field,
    .field_number = number,
    .others = others,
    .lists = lists,
    .part_shift = smp_pick_part_shift (placing->atlas->n_points),
    .ranks = ranks_of (placing, field->map),
    .n_sessions = (guint)CLAMP (plan->n_sessions, 1, SMP_LIMIT_SESSIONS),
  };
  double sum = 0;

  for (guint i = 0; i < placing->fields->len; i++)
    {
      const SmpField *other = &g_array_index (placing->fields, SmpField, i);

      if (i != number && (other->keeps_out || i < number) && overlap (field->map, other->map))
        g_array_append_val (others, other);
    }
  for (guint i = 0; i < picking.n_sessions; i++)
    picking.shares[i] = sum += plan->sessions[i].share;
  atlas_cells (placing, field->map, picking.range);
  return smp_parallel_for ((gsize)(picking.range[3] - picking.range[2]), placing->n_threads,
                           pick_row, &picking, cancellable, error);
}

static void
too_many (GError **error)
{
  g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
               _ ("The plan has more than %d dots. Check the photo’s scale and the size of the "
                  "zones."),
               SMP_LIMIT_DOTS);
}

static gboolean
pick_all (const SmpPlacing *self,
          SmpPickList *lists,
          int n_lists,
          GCancellable *cancellable,
          GError **error)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const SmpField *field = &g_array_index (self->fields, SmpField, i);
      gsize n = 0;

      if (field->keeps_out || field->map->share == NULL || !(field->map->density > 0))
        continue;
      /* Before room is made for them. */
      if (smp_density_map_effective_area (field->map) * field->map->density > 2.0 * SMP_LIMIT_DOTS)
        {
          too_many (error);
          return FALSE;
        }
      if (!pick_field (self, i, lists, cancellable, error))
        return FALSE;
      for (int l = 0; l < n_lists; l++)
        n += smp_pick_list_length (&lists[l]);
      if (n > SMP_LIMIT_DOTS)
        {
          too_many (error);
          return FALSE;
        }
    }
  return TRUE;
}

/* Whether some of the points may be hidden from the photo. */
static gboolean
may_hide (const SmpPlacing *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_array_index (self->fields, SmpField, i).map->surface->klass->atlas_scale != NULL)
      return TRUE;
  return FALSE;
}

gboolean
smp_dots_pick (const SmpPlacing *self,
               SmpDotSet *set,
               SmpPick **picks,
               gsize *n,
               GCancellable *cancellable,
               GError **error)
{
  int n_lists = smp_parallel_threads (self->n_threads);
  g_autofree SmpPickList *lists = g_new0 (SmpPickList, n_lists);
  gboolean done = pick_all (self, lists, n_lists, cancellable, error);

  *n = 0;
  *picks = NULL;
  for (int l = 0; l < n_lists; l++)
    *n += smp_pick_list_length (&lists[l]);
  if (done)
    {
      set->room = *n;
      set->dots = smp_dot_memory_new (set->room, !may_hide (self));
      *picks = smp_pick_lists_sort (lists, n_lists, self->atlas->n_points, self->n_threads,
                                    (SmpPick *)(gpointer)set->dots);
    }
  for (int l = 0; l < n_lists; l++)
    smp_pick_list_clear (&lists[l]);
  return done;
}
