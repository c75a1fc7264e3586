/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "dialogs/stubble-presets-dialog.h"
#include "model/smp-plan.h"
#include "stubble-presets.h"
#include "window/stubble-window-private.h"

static void
on_preset (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  const SmpPreset *preset = stubble_presets_find (g_variant_get_string (parameter, NULL));
  g_autoptr (SmpPlan) plan = NULL;
  g_autofree char *text = NULL;

  if (preset == NULL)
    return;
  plan = smp_preset_apply (preset, stubble_document_get_plan (self->document));
  stubble_document_commit_plan (self->document, plan, _ ("Apply Preset"), NULL);
  text = g_strdup_printf (_ ("Applied “%s”"), preset->name);
  stubble_window_toast_undo (self, text);
}

static void
on_presets (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;

  stubble_presets_dialog_present (GTK_WINDOW (self), self->document);
}

void
_stubble_window_init_presets (StubbleWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "preset", .activate = on_preset, .parameter_type = "s" },
    { .name = "presets", .activate = on_presets },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_menu_prepend_section (self->presets_menu, NULL, stubble_presets_get_menu ());
}
