/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-pattern-group.h"

#include <glib/gi18n.h>

#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-hairline-template.h"
#include "model/smp-pattern.h"
#include "panels/stubble-labels.h"

/* Grades of BASP's specific types: none, 1 to 3. */
#define N_GRADES 4

typedef struct
{
  StubbleDocument *document; /* owned */
  GtkWidget *scale;          /* the scales from the first known one on */
  GtkWidget *stage;
  GtkWidget *front;  /* BASP's F */
  GtkWidget *vertex; /* BASP's V */
  GtkWidget *hairline;
  GtkWidget *what; /* the row with the button */
} Pattern;

static guint
chosen (GtkWidget *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (row));
}

static SmpPattern
pattern_of (Pattern *self)
{
  SmpPattern pattern = { .scale = (SmpHairLossScale)(chosen (self->scale) + 1) };
  const char *stage = smp_hair_loss_get_stage (pattern.scale, chosen (self->stage));

  g_strlcpy (pattern.stage, stage != NULL ? stage : "", sizeof pattern.stage);
  if (pattern.scale != SMP_HAIR_LOSS_BASP)
    return pattern;
  if (chosen (self->front) > 0)
    g_snprintf (pattern.stage + strlen (pattern.stage),
                sizeof pattern.stage - strlen (pattern.stage), "F%u", chosen (self->front));
  if (chosen (self->vertex) > 0)
    g_snprintf (pattern.stage + strlen (pattern.stage),
                sizeof pattern.stage - strlen (pattern.stage), "V%u", chosen (self->vertex));
  return pattern;
}

static void
describe (Pattern *self)
{
  SmpPattern pattern = pattern_of (self);
  g_autofree char *what = smp_hair_loss_describe (pattern.scale, pattern.stage);
  gboolean is_basp = pattern.scale == SMP_HAIR_LOSS_BASP;

  gtk_widget_set_visible (self->front, is_basp);
  gtk_widget_set_visible (self->vertex, is_basp);
  /* Where the hairline is kept none is drawn. */
  gtk_widget_set_sensitive (self->hairline, pattern.scale == SMP_HAIR_LOSS_NORWOOD || is_basp);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->what), what != NULL ? what : "");
}

static void
fill_stages (Pattern *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  SmpHairLossScale scale = (SmpHairLossScale)(chosen (self->scale) + 1);
  const char *stage;

  for (guint i = 0; (stage = smp_hair_loss_get_stage (scale, i)) != NULL; i++)
    gtk_string_list_append (words, stage);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->stage), G_LIST_MODEL (words));
}

static void
on_scale (GtkWidget *row, GParamSpec *pspec, Pattern *self)
{
  fill_stages (self);
  describe (self);
}

static void
on_stage (GtkWidget *row, GParamSpec *pspec, Pattern *self)
{
  describe (self);
}

static void
on_propose (GtkButton *button, Pattern *self)
{
  SmpPattern pattern = pattern_of (self);
  g_autofree char *name = smp_pattern_to_string (&pattern);

  gtk_widget_activate_action (GTK_WIDGET (button), "win.pattern", "(ss)", name,
                              smp_template_to_string ((SmpTemplate)chosen (self->hairline)));
}

static GtkWidget *
add_choice (AdwExpanderRow *expander,
            const char *title,
            const char *name,
            const char *const *words,
            GCallback changed,
            Pattern *self)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  if (changed != NULL)
    g_signal_connect (row, "notify::selected", changed, self);
  adw_expander_row_add_row (expander, row);
  return row;
}

/* What the assessment says, if it says anything. */
static void
take_assessment (Pattern *self)
{
  const SmpConsultation *consultation = stubble_document_get_consultation (self->document);
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);
  g_autofree char *basic = NULL;
  const char *stage;

  if (assessment.scale == SMP_HAIR_LOSS_UNKNOWN)
    return;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->scale), (guint)assessment.scale - 1);
  fill_stages (self);
  basic = g_strdup (assessment.stage);
  if (assessment.scale == SMP_HAIR_LOSS_BASP)
    {
      const char *front = strchr (basic, 'F'), *vertex = strchr (basic, 'V');

      if (front != NULL)
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->front), (guint)(front[1] - '0'));
      if (vertex != NULL)
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->vertex), (guint)(vertex[1] - '0'));
      basic[strcspn (basic, "FV")] = '\0';
    }
  for (guint i = 0; (stage = smp_hair_loss_get_stage (assessment.scale, i)) != NULL; i++)
    if (g_str_equal (stage, basic))
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->stage), i);
}

static void
pattern_free (gpointer data)
{
  Pattern *self = data;

  g_object_unref (self->document);
  g_free (self);
}

GtkWidget *
stubble_pattern_group_new (StubbleDocument *document)
{
  const char *const scales[] = { _ ("Norwood"), _ ("Ludwig"), _ ("Sinclair"), _ ("BASP"), NULL };
  const char *const grades[N_GRADES + 1] = { _ ("None"), "1", "2", "3", NULL };
  const char *templates[SMP_N_TEMPLATES + 1] = { NULL };
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row = adw_expander_row_new ();
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (row);
  GtkWidget *button = gtk_button_new_with_label (_ ("Propose Zones"));
  Pattern *self = g_new0 (Pattern, 1);

  self->document = g_object_ref (document);
  for (int t = 0; t < SMP_N_TEMPLATES; t++)
    templates[t] = stubble_label_template ((SmpTemplate)t);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("By Classification"));
  adw_expander_row_set_subtitle (expander, _ ("Norwood, Ludwig, Sinclair or BASP"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("By Classification"), -1);
  self->scale = add_choice (expander, C_ ("hair loss", "Scale"), _ ("Scale of hair loss"), scales,
                            G_CALLBACK (on_scale), self);
  self->stage = add_choice (expander, _ ("Stage"), _ ("Stage of hair loss"), NULL,
                            G_CALLBACK (on_stage), self);
  self->front = add_choice (expander, _ ("Front, Type F"), _ ("Front of the scalp, type F"), grades,
                            G_CALLBACK (on_stage), self);
  self->vertex = add_choice (expander, _ ("Crown, Type V"), _ ("Crown, type V"), grades,
                             G_CALLBACK (on_stage), self);
  self->hairline
      = add_choice (expander, _ ("Hairline"), _ ("Hairline that is wanted"), templates, NULL, self);
  self->what = adw_action_row_new ();
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->what),
                               _ ("Takes the place of scalp and part zones"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self->what), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->what), 0);
  adw_expander_row_add_row (expander, self->what);
  /* Below the words: with large text there is no room beside them. */
  gtk_widget_set_margin_top (button, 9);
  gtk_widget_set_margin_bottom (button, 9);
  gtk_widget_set_margin_start (button, 12);
  gtk_widget_set_margin_end (button, 12);
  adw_expander_row_add_row (expander, g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE,
                                                    "focusable", FALSE, "child", button, NULL));
  g_signal_connect (button, "clicked", G_CALLBACK (on_propose), self);
  adw_preferences_group_add (group, row);
  g_object_set_data_full (G_OBJECT (group), "pattern", self, pattern_free);
  fill_stages (self);
  take_assessment (self);
  describe (self);
  return GTK_WIDGET (group);
}
