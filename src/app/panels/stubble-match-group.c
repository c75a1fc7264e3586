/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-match-group.h"

#include <glib/gi18n.h>

#include "colour/smp-skin-tone.h"
#include "compat/stubble-group.h"
#include "document/stubble-photo-wait.h"
#include "model/smp-consultation.h"
#include "model/smp-palette.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "panels/stubble-swatch.h"
#include "photo/smp-image.h"
#include "render/smp-shade-match.h"
#include "stubble-palettes.h"

#define N_PROPOSALS 4
/* Rings of a photo that has no landmarks yet, mm; our choice. */
#define RING_RADIUS_MM 5.0

typedef struct
{
  AdwPreferencesGroup *group;
  GtkWidget *spinner;
  GtkWidget *cancel; /* seen while the photo is waited for */
  GtkWidget *skin;
  GtkWidget *swatch;
  GtkWidget *rows[N_PROPOSALS];
  GtkWidget *row_swatches[N_PROPOSALS];
  SmpShadeMatch *match;  /* (nullable) */
  char *photo_id;        /* (nullable): of the match, and of what runs */
  GCancellable *running; /* (nullable): of the work, or of the wait for all of the photo */
  gboolean by_hair;
} Match;

/* Values only: the photo may be closed meanwhile. */
typedef struct
{
  SmpPyramid *pyramid;
  SmpPhoto *photo;
  GPtrArray *palettes;
  StubbleSamples samples;
  gboolean has_places;
  gboolean by_hair;
} Job;

static void
job_free (Job *self)
{
  smp_pyramid_unref (self->pyramid);
  smp_photo_unref (self->photo);
  g_ptr_array_unref (self->palettes);
  g_free (self);
}

static void
match_free (Match *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_pointer (&self->match, smp_shade_match_free);
  g_free (self->photo_id);
  g_free (self);
}

static Match *
get (StubblePanel *panel)
{
  return g_object_get_data (G_OBJECT (panel), "match");
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;
  SmpShadePlaces places = { NULL, NULL, NULL };
  g_autoptr (SmpShadeMatch) usual = NULL;
  SmpShadeMatch *match;
  GError *error = NULL;

  /* Until a person has dragged the ring, hair is looked for where the sides are. */
  if (self->by_hair && !self->has_places)
    {
      usual = smp_shade_match (self->pyramid->levels[0], self->photo, &places, NULL, 0, NULL);
      if (usual != NULL)
        {
          self->samples.skin = usual->skin.centre;
          self->samples.sides = usual->sides.centre;
          self->has_places = TRUE;
        }
    }
  if (self->has_places)
    {
      places.skin = &self->samples.skin;
      if (self->by_hair)
        places.hair = &self->samples.sides;
      else
        places.sides = &self->samples.sides;
    }
  match = smp_shade_match (self->pyramid->levels[0], self->photo, &places,
                           (const SmpPalette *const *)self->palettes->pdata, self->palettes->len,
                           &error);
  if (match != NULL)
    g_task_return_pointer (task, match, (GDestroyNotify)smp_shade_match_free);
  else
    g_task_return_error (task, error);
}

static void
to_rgb (const double linear[3], guint8 rgb[3])
{
  for (int c = 0; c < 3; c++)
    rgb[c] = (guint8)(255 * smp_srgb_encode (CLAMP (linear[c], 0.0, 1.0)) + 0.5);
}

static void
show_skin (Match *self)
{
  double ita = smp_skin_ita (self->match->skin.lab);
  g_autofree char *monk = smp_shade_describe_monk (self->match->skin.lab);
  g_autofree char *title
      = g_strdup_printf (_ ("Skin: %s"), smp_skin_class_describe (smp_skin_class (ita)));
  g_autofree char *text = g_strdup_printf (
      /* Translators: an angle, and "nearest Monk tone 5". */
      _ ("Typology angle %.0f°, %s; light and camera bias both"), ita, monk);
  guint8 rgb[6];

  to_rgb (self->match->skin.linear, rgb);
  to_rgb (self->match->target, rgb + 3);
  stubble_swatch_set (self->swatch, rgb, 2);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->skin), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->skin), text);
}

static void
show_proposal (GtkWidget *row, GtkWidget *swatch, const SmpShadeProposal *proposal)
{
  g_autofree char *title = g_markup_escape_text (smp_pigment_get_title (proposal->pigment), -1);
  g_autofree char *text = g_strdup_printf (
      /* Translators: a shade's likeness in words, density, diameter of the dots. */
      _ ("%s; %.0f dots/cm² of %.2f mm"), smp_shade_describe_difference (proposal->difference),
      proposal->density, proposal->diameter);
  g_autofree char *name
      = g_strdup_printf (_ ("Use %s: %s"), smp_pigment_get_title (proposal->pigment), text);
  guint8 rgb[6];

  to_rgb (proposal->first, rgb);
  to_rgb (proposal->linear, rgb + 3);
  stubble_swatch_set (swatch, rgb, 2);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static const char *
describe (const SmpShadeMatch *match)
{
  switch (match != NULL ? match->found : SMP_SIDES_HAIR)
    {
    case SMP_SIDES_SHADOWED:
      return _ ("The sides are so much darker than the forehead that light must fall on them "
                "differently. Drag the ring to another place.");
    case SMP_SIDES_BARE:
      if (!match->has_sides)
        return _ (
            "This place looks like bare skin: no hair is to be seen there. Drag the ring onto "
            "longer hair.");
      return _ ("The sides are as light as the forehead: there is no shaved hair to match. Drag "
                "the ring onto shaved hair.");
    case SMP_SIDES_HAIR:
    default:
      return _ ("Samples skin and hair in the photo, and proposes what blends in.");
    }
}

static void
show (Match *self)
{
  guint n = self->match != NULL ? self->match->proposals->len : 0;

  gtk_widget_set_visible (self->skin, self->match != NULL);
  if (self->match != NULL)
    show_skin (self);
  for (guint i = 0; i < N_PROPOSALS; i++)
    {
      gtk_widget_set_visible (self->rows[i], i < n);
      if (i < n)
        show_proposal (self->rows[i], self->row_swatches[i],
                       &g_array_index (self->match->proposals, SmpShadeProposal, i));
    }
  adw_preferences_group_set_description (self->group, describe (self->match));
}

/* Somewhere to drag from, where the photo has no landmarks to find skin by. */
static void
lay_out_rings (StubblePanel *panel)
{
  StubbleCanvas *canvas = stubble_panel_get_canvas (panel);
  const SmpPhoto *photo = stubble_document_get_photo (stubble_panel_get_document (panel));
  StubbleSamples samples = {
    .skin = smp_point (photo->width * 0.5, photo->height * 0.4),
    .sides = smp_point (photo->width * 0.3, photo->height * 0.4),
    .radius = RING_RADIUS_MM / photo->scale.mm_per_px,
  };

  stubble_canvas_set_samples (canvas, &samples);
}

/* There is nothing to wait for any more. */
static void
rest (Match *self)
{
  g_clear_object (&self->running);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  gtk_widget_set_visible (self->cancel, FALSE);
}

static void
stop (Match *self)
{
  if (self->running == NULL)
    return;
  g_cancellable_cancel (self->running);
  rest (self);
  show (self);
}

static void
on_matched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubblePanel) panel = data;
  Match *self = get (panel);
  GtkWidget *canvas;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  SmpShadeMatch *match = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || gtk_widget_get_root (GTK_WIDGET (panel)) == NULL)
    {
      g_clear_pointer (&match, smp_shade_match_free);
      return;
    }
  canvas = GTK_WIDGET (stubble_panel_get_canvas (panel));
  rest (self);
  g_clear_pointer (&self->match, smp_shade_match_free);
  self->match = match;
  show (self);
  if (match != NULL)
    {
      StubbleSamples samples = { .skin = match->skin.centre,
                                 .sides = match->sides.centre,
                                 .radius = match->skin.radius };

      stubble_canvas_set_samples (STUBBLE_CANVAS (canvas), &samples);
    }
  else
    {
      if (!job->has_places)
        lay_out_rings (panel);
      adw_preferences_group_set_description (self->group, error->message);
    }
  /* Another step may have been gone to. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self->group)))
    gtk_widget_activate_action (canvas, "win.tool", "s", "sample");
}

static void
run_job (StubblePanel *panel, const SmpPyramid *pyramid, gboolean has_places)
{
  Match *self = get (panel);
  GPtrArray *palettes = stubble_palettes_get ();
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = NULL;

  job->pyramid = smp_pyramid_ref (pyramid);
  job->photo = smp_photo_ref (stubble_document_get_photo (stubble_panel_get_document (panel)));
  job->palettes = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_palette_unref);
  for (guint i = 0; i < palettes->len; i++)
    g_ptr_array_add (job->palettes, smp_palette_ref (g_ptr_array_index (palettes, i)));
  job->samples = *stubble_canvas_get_samples (stubble_panel_get_canvas (panel));
  job->has_places = has_places;
  job->by_hair = self->by_hair;
  /* No source object: the thread might let go of it last, and widgets belong to this one. */
  task = g_task_new (NULL, self->running, on_matched, g_object_ref (panel));
  g_task_set_source_tag (task, run_job);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, run);
}

/* The panel is not held: it has the document, and a closed one is not to be read any more. */
typedef struct
{
  GWeakRef panel;
  gboolean has_places;
} Wait;

static void
on_photo (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Wait *wait = data;
  g_autoptr (StubblePanel) panel = g_weak_ref_get (&wait->panel);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpPyramid) pyramid = stubble_photo_wait_finish (result, &error);
  Match *self;

  g_weak_ref_clear (&wait->panel);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || panel == NULL
      || gtk_widget_get_root (GTK_WIDGET (panel)) == NULL)
    return;
  self = get (panel);
  if (pyramid != NULL)
    {
      gtk_widget_set_visible (self->cancel, FALSE);
      run_job (panel, pyramid, wait->has_places);
      return;
    }
  rest (self);
  adw_preferences_group_set_description (self->group, error->message);
}

/* The pixels of a photo that was just opened or switched to may still be on their way. */
static void
start (StubblePanel *panel, gboolean has_places)
{
  Match *self = get (panel);
  StubbleDocument *document = stubble_panel_get_document (panel);
  const SmpPhoto *photo = stubble_document_get_photo (document);
  gboolean is_whole = stubble_document_get_pyramid (document) != NULL;
  Wait *wait = g_new0 (Wait, 1);

  stop (self);
  self->running = g_cancellable_new ();
  g_free (self->photo_id);
  self->photo_id = g_strdup (photo->id);
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  gtk_widget_set_visible (self->cancel, !is_whole);
  if (!is_whole)
    adw_preferences_group_set_description (self->group, _ ("Waiting for the photo…"));
  g_weak_ref_init (&wait->panel, panel);
  wait->has_places = has_places;
  stubble_photo_wait_async (document, photo, self->running, on_photo, wait);
}

/* While nobody sees what it would end, it is for something else. */
static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  Match *self = get (data);

  if (!gtk_widget_get_mapped (self->cancel))
    return FALSE;
  stop (self);
  return TRUE;
}

static void
on_sides (AdwActionRow *row, StubblePanel *panel)
{
  get (panel)->by_hair = FALSE;
  start (panel, FALSE);
}

static void
on_hair (AdwActionRow *row, StubblePanel *panel)
{
  Match *self = get (panel);

  self->by_hair = TRUE;
  /* Longer hair is where a person says it is. */
  start (panel, stubble_canvas_get_samples (stubble_panel_get_canvas (panel))->radius > 0);
}

static void
on_samples (StubbleCanvas *canvas, StubblePanel *panel)
{
  start (panel, TRUE);
}

static void
on_use (AdwActionRow *row, StubblePanel *panel)
{
  Match *self = get (panel);
  StubbleDocument *document = stubble_panel_get_document (panel);
  g_autoptr (SmpConsultation) edited = NULL;

  for (guint i = 0; self->match != NULL && i < self->match->proposals->len; i++)
    if (i < N_PROPOSALS && GTK_WIDGET (row) == self->rows[i])
      {
        edited = smp_shade_match_apply (
            self->match, &g_array_index (self->match->proposals, SmpShadeProposal, i),
            stubble_document_get_consultation (document), stubble_document_get_variant (document));
        stubble_document_commit (document, edited, _ ("Match Shade"), NULL);
        return;
      }
}

/* Another photo is shown: what was found belongs to the one before, and so does what runs. */
static void
on_changed (StubbleDocument *document, StubblePanel *panel)
{
  Match *self = get (panel);
  const SmpPhoto *photo = stubble_document_get_photo (document);
  const StubbleSamples none = { 0 };

  if (photo != NULL && g_strcmp0 (photo->id, self->photo_id) == 0)
    return;
  stop (self);
  if (self->match == NULL)
    return;
  g_clear_pointer (&self->match, smp_shade_match_free);
  stubble_canvas_set_samples (stubble_panel_get_canvas (panel), &none);
  show (self);
}

static GtkWidget *
button_row (StubblePanel *panel,
            const char *title,
            const char *subtitle,
            const char *icon,
            GCallback activated)
{
  GtkWidget *row = stubble_panel_action_row (title, subtitle, icon, NULL, NULL);

  g_signal_connect (row, "activated", activated, panel);
  adw_preferences_group_add (get (panel)->group, row);
  return row;
}

/* In the header: a spinner, and a button while there is something to wait for. */
static GtkWidget *
suffix_new (StubblePanel *panel)
{
  Match *self = get (panel);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->spinner = gtk_spinner_new ();
  self->cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  gtk_widget_set_visible (self->cancel, FALSE);
  gtk_widget_set_valign (self->cancel, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (stop), self);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape, panel, NULL)));
  gtk_widget_add_controller (self->cancel, keys);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), self->cancel);
  return box;
}

void
stubble_match_group_add (StubblePanel *panel)
{
  Match *self = g_new0 (Match, 1);

  g_object_set_data_full (G_OBJECT (panel), "match", self, (GDestroyNotify)match_free);
  self->group = stubble_panel_add_group (panel, _ ("Match"), NULL);
  stubble_group_set_suffix (self->group, suffix_new (panel));
  button_row (panel, _ ("Match the Shaved Sides"), _ ("Their density, size and tone"),
              "color-select-symbolic", G_CALLBACK (on_sides));
  button_row (panel, _ ("Match Longer Hair"), _ ("As its stubble would look"),
              "color-select-symbolic", G_CALLBACK (on_hair));
  self->skin = adw_action_row_new ();
  self->swatch = stubble_swatch_new (44, 32);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->skin), self->swatch);
  adw_preferences_group_add (self->group, self->skin);
  for (int i = 0; i < N_PROPOSALS; i++)
    {
      self->rows[i] = button_row (panel, "", NULL, NULL, G_CALLBACK (on_use));
      self->row_swatches[i] = stubble_swatch_new (44, 32);
      adw_action_row_add_prefix (ADW_ACTION_ROW (self->rows[i]), self->row_swatches[i]);
    }
  show (self);
  g_signal_connect_object (stubble_panel_get_canvas (panel), "samples", G_CALLBACK (on_samples),
                           panel, 0);
  g_signal_connect_object (stubble_panel_get_document (panel), "changed", G_CALLBACK (on_changed),
                           panel, 0);
  g_signal_connect_object (stubble_panel_get_document (panel), "photo", G_CALLBACK (on_changed),
                           panel, 0);
}
