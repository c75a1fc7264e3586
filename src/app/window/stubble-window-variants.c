/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "base/smp-limits.h"
#include "dialogs/stubble-variants-dialog.h"
#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "window/stubble-window-private.h"

/* "Variant B" … after the letters of the alphabet by number. */
static char *
new_name (const SmpConsultation *consultation)
{
  guint n = consultation->variants->len;

  return n < 26 ? g_strdup_printf (_ ("Variant %c"), 'A' + (int)n)
                : g_strdup_printf (_ ("Variant %u"), n + 1);
}

static void
on_variant (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  const char *id = g_variant_get_string (parameter, NULL);

  if (smp_consultation_get_variant (stubble_document_get_consultation (self->document), id) != NULL)
    stubble_document_set_variant (self->document, id);
}

/* A copy of the one that is worked on: most differ in little. */
static void
on_variant_new (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  const SmpConsultation *consultation = stubble_document_get_consultation (self->document);
  g_autofree char *id = smp_consultation_new_variant_id (consultation);
  g_autofree char *name = new_name (consultation);
  g_autoptr (SmpVariant) variant
      = smp_variant_new (id, name, stubble_document_get_plan (self->document));
  g_autoptr (SmpConsultation) edited = smp_consultation_with_variant (consultation, variant);

  stubble_document_commit (self->document, edited, _ ("Add Variant"), NULL);
  stubble_document_set_variant (self->document, id);
}

static void
on_variant_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  const SmpVariant *variant = stubble_document_get_variant (self->document);
  g_autofree char *text = g_strdup_printf (_ ("Removed “%s”"), variant->name);
  g_autoptr (SmpConsultation) edited = smp_consultation_without_variant (
      stubble_document_get_consultation (self->document), variant->id);

  stubble_document_commit (self->document, edited, _ ("Remove Variant"), NULL);
  stubble_window_toast_undo (self, text);
}

static void
on_variants (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;

  stubble_variants_dialog_present (GTK_WINDOW (self), self->document,
                                   stubble_canvas_get_age (self->canvas),
                                   stubble_canvas_get_match_grain (self->canvas));
}

void
_stubble_window_init_variants (StubbleWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "variant", .activate = on_variant, .parameter_type = "s", .state = "''" },
    { .name = "variant-new", .activate = on_variant_new },
    { .name = "variant-remove", .activate = on_variant_remove },
    { .name = "variants", .activate = on_variants },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
_stubble_window_update_variants (StubbleWindow *self)
{
  gboolean open = self->document != NULL && self->loading == NULL;
  guint n = open ? stubble_document_get_consultation (self->document)->variants->len : 0;
  const struct
  {
    const char *name;
    gboolean enabled;
  } actions[] = {
    { "variant", open },
    { "variant-new", open && n < SMP_LIMIT_VARIANTS },
    { "variant-remove", n > 1 },
    { "variants", open },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    _stubble_window_enable (self, actions[i].name, actions[i].enabled);
  _stubble_window_show_state (
      self, "variant",
      g_variant_new_string (open ? stubble_document_get_variant (self->document)->id : ""));
}
