/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-assessment-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "compat/stubble-group.h"
#include "dialogs/stubble-assessment-pages.h"
#include "dialogs/stubble-dialog.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "panels/stubble-labels.h"

#define N_FITZPATRICK 7 /* not asked, and six types */

typedef struct
{
  GtkWindow *window;
  StubbleDocument *document;
  GtkWidget *sex;
  GtkWidget *scale;
  GtkWidget *stage;
  GtkWidget *meaning;
  GtkWidget *fitzpatrick;
  GtkWidget *factors[SMP_N_FACTORS];
  GtkWidget *fading;
  GtkWidget *answers[SMP_N_SUITABILITY];
  GtkWidget *clinician;
  SmpHairLossScale staged; /* whose stages are in the list */
  gboolean is_updating;
} Dialog;

static SmpAssessment
now (const Dialog *self)
{
  return smp_assessment_from_json (stubble_document_get_consultation (self->document)->assessment);
}

static void
fill_stages (Dialog *self, SmpHairLossScale scale)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  const char *stage;

  if (self->staged == scale && adw_combo_row_get_model (ADW_COMBO_ROW (self->stage)) != NULL)
    return;
  self->staged = scale;
  gtk_string_list_append (words, _ ("Not assessed"));
  for (guint i = 0; (stage = smp_hair_loss_get_stage (scale, i)) != NULL; i++)
    gtk_string_list_append (words, stage);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->stage), G_LIST_MODEL (words));
}

static guint
stage_number (const SmpAssessment *assessment)
{
  const char *stage;

  for (guint i = 0; (stage = smp_hair_loss_get_stage (assessment->scale, i)) != NULL; i++)
    if (g_strcmp0 (stage, assessment->stage) == 0)
      return i + 1;
  return 0;
}

/* What a stage means, and what a clinician must see first. */
static void
describe (Dialog *self, const SmpAssessment *assessment)
{
  g_autofree char *loss = smp_hair_loss_describe (assessment->scale, assessment->stage);
  g_autofree char *fading = g_strdup_printf (
      _ ("%.0f %% of the strength a year: illustrative, as nobody has published how fast it fades"),
      100 * smp_assessment_fading (assessment));
  guint n_yes = 0;

  for (int i = 0; i < SMP_N_SUITABILITY; i++)
    n_yes += assessment->suitability[i] == SMP_ANSWER_YES;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->meaning),
                               loss != NULL ? loss : _ ("Not assessed"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->fading), fading);
  gtk_widget_set_visible (self->clinician, n_yes > 0);
}

static void
update (Dialog *self)
{
  SmpAssessment assessment = now (self);

  self->is_updating = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->sex), assessment.sex);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->scale), assessment.scale);
  fill_stages (self, assessment.scale);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->stage), stage_number (&assessment));
  gtk_widget_set_sensitive (self->stage, assessment.scale != SMP_HAIR_LOSS_UNKNOWN);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->fitzpatrick), (guint)assessment.fitzpatrick);
  for (int i = 0; i < SMP_N_FACTORS; i++)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->factors[i]), assessment.factors[i]);
  for (int i = 0; i < SMP_N_SUITABILITY; i++)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->answers[i]), assessment.suitability[i]);
  describe (self, &assessment);
  self->is_updating = FALSE;
}

static void
on_selected (AdwComboRow *row, GParamSpec *pspec, Dialog *self)
{
  SmpAssessment assessment = now (self);
  guint n = adw_combo_row_get_selected (row);
  const char *label = _ ("Change Assessment");

  if (self->is_updating || n == GTK_INVALID_LIST_POSITION)
    return;
  if (GTK_WIDGET (row) == self->sex)
    assessment.sex = (SmpSex)n;
  else if (GTK_WIDGET (row) == self->scale)
    {
      assessment.scale = (SmpHairLossScale)n;
      assessment.stage[0] = '\0';
      label = _ ("Change Classification");
    }
  else if (GTK_WIDGET (row) == self->stage)
    {
      const char *stage = n > 0 ? smp_hair_loss_get_stage (assessment.scale, n - 1) : "";

      g_strlcpy (assessment.stage, stage != NULL ? stage : "", sizeof assessment.stage);
      label = _ ("Change Classification");
    }
  else if (GTK_WIDGET (row) == self->fitzpatrick)
    assessment.fitzpatrick = (int)n;
  for (int i = 0; i < SMP_N_FACTORS; i++)
    if (GTK_WIDGET (row) == self->factors[i])
      assessment.factors[i] = n;
  for (int i = 0; i < SMP_N_SUITABILITY; i++)
    if (GTK_WIDGET (row) == self->answers[i])
      {
        assessment.suitability[i] = (SmpAnswer)n;
        label = _ ("Answer Suitability");
      }
  stubble_document_commit_assessment (self->document, &assessment, label);
}

static GtkWidget *
add_choice (
    Dialog *self, AdwPreferencesGroup *group, const char *title, const char *const *words, gsize n)
{
  GtkWidget *row = stubble_choice_row_new (title, words, n);

  g_signal_connect (row, "notify::selected", G_CALLBACK (on_selected), self);
  adw_preferences_group_add (group, row);
  return row;
}

static GtkWidget *
add_factor (Dialog *self, AdwPreferencesGroup *group, SmpFactor factor)
{
  const char *words[SMP_FACTOR_LEVELS + 1] = { smp_factor_level_describe (factor, 0) };
  guint n = 1;

  for (; n <= SMP_FACTOR_LEVELS && smp_factor_level_to_string (factor, n) != NULL; n++)
    words[n] = smp_factor_level_describe (factor, n);
  return add_choice (self, group, smp_factor_describe (factor), words, n);
}

static AdwPreferencesGroup *
add_group (GtkWidget *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = stubble_group_new (title, description);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
  return group;
}

static GtkWidget *
note_row (AdwPreferencesGroup *group, const char *title, const char *icon)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (icon != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  adw_preferences_group_add (group, row);
  return row;
}

static GtkWidget *
client_page (Dialog *self)
{
  const char *sexes[SMP_SEX_OTHER + 1];
  const char *scales[]
      = { _ ("Not assessed"), _ ("Norwood"), _ ("Ludwig"), _ ("Sinclair"), _ ("BASP") };
  const char *types[N_FITZPATRICK] = {
    _ ("Not asked"),
    _ ("I: always burns, never tans"),
    _ ("II: burns easily, tans little"),
    _ ("III: burns at times, tans slowly"),
    _ ("IV: burns little, tans well"),
    _ ("V: hardly burns, tans deeply"),
    _ ("VI: never burns"),
  };
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group;

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("Client"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "avatar-default-symbolic");
  for (int i = 0; i <= SMP_SEX_OTHER; i++)
    sexes[i] = smp_sex_describe ((SmpSex)i);
  group = add_group (page, _ ("Hair Loss"),
                     _ ("What you see, by a published scale. It is not a diagnosis."));
  self->sex = add_choice (self, group, _ ("Sex"), sexes, G_N_ELEMENTS (sexes));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->sex),
                               _ ("Usual sizes of head and eyes, and so the scale, go by it"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->sex), 0);
  self->scale = add_choice (self, group, C_ ("hair loss", "Scale"), scales, G_N_ELEMENTS (scales));
  self->stage = add_choice (self, group, _ ("Stage"), NULL, 0);
  self->meaning = note_row (group, _ ("What It Means"), NULL);
  group = add_group (page, _ ("Skin"),
                     _ ("The Fitzpatrick type is about sun, and is asked: no photo tells it."));
  self->fitzpatrick = add_choice (self, group, _ ("Fitzpatrick Type"), types, G_N_ELEMENTS (types));
  group = add_group (page, _ ("What Speeds Up Fading"), NULL);
  for (SmpFactor f = 0; f < SMP_N_FACTORS; f++)
    self->factors[f] = add_factor (self, group, f);
  self->fading = note_row (group, _ ("Fading That Follows"), NULL);
  return page;
}

static GtkWidget *
suitability_page (Dialog *self)
{
  const char *answers[] = { _ ("Not asked"), _ ("No"), _ ("Yes") };
  const SmpSuitabilityItem *items = smp_suitability_items ();
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group;

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("Suitability"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "object-select-symbolic");
  group = add_group (page, _ ("Suitability"),
                     _ ("Yes means: a clinician should see the client first. The answers are kept "
                        "with the consultation; nothing is diagnosed."));
  self->clinician = note_row (group, _ ("See a clinician first"), "dialog-warning-symbolic");
  gtk_widget_add_css_class (self->clinician, "warning-title");
  for (int i = 0; i < SMP_N_SUITABILITY; i++)
    {
      const char *question = _ (items[i].question);
      g_autofree char *title = g_markup_escape_text (question, -1);
      g_autofree char *sources = stubble_label_sources (items[i].source);
      GtkWidget *row = add_choice (self, group, question, answers, G_N_ELEMENTS (answers));

      /* Sources are links, which such a row takes as they are unless it is told. */
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), TRUE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sources);
      self->answers[i] = row;
    }
  return page;
}

static void
dialog_free (Dialog *self)
{
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_object_unref (self->document);
  g_free (self);
}

void
stubble_assessment_dialog_present (GtkWindow *parent, StubbleDocument *document)
{
  Dialog *self = g_new0 (Dialog, 1);
  GtkWidget *window = adw_preferences_window_new ();

  self->window = GTK_WINDOW (window);
  self->document = g_object_ref (document);
  g_object_set_data_full (G_OBJECT (window), "dialog", self, (GDestroyNotify)dialog_free);
  gtk_window_set_title (self->window, _ ("Assessment"));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                              ADW_PREFERENCES_PAGE (client_page (self)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                              ADW_PREFERENCES_PAGE (suitability_page (self)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                              ADW_PREFERENCES_PAGE (stubble_advice_page_new (
                                  SMP_ADVICE_EXPECTATION, "dialog-information-symbolic")));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                              ADW_PREFERENCES_PAGE (stubble_advice_page_new (
                                  SMP_ADVICE_AFTERCARE, "emblem-favorite-symbolic")));
  g_signal_connect_swapped (document, "changed", G_CALLBACK (update), self);
  update (self);
  stubble_dialog_open (self->window, parent, 720, 680);
}
