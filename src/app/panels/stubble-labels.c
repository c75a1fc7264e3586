/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-labels.h"

#include <glib/gi18n.h>

#include "base/smp-constants.h"

const char *
stubble_label_zone_kind (SmpZoneKind kind)
{
  return smp_zone_kind_describe (kind);
}

const char *
stubble_label_edge (SmpEdge edge)
{
  static const char *const labels[SMP_N_EDGES]
      = { N_ ("Hairline"), N_ ("Blend into hair"), N_ ("Hard") };

  g_return_val_if_fail ((guint)edge < SMP_N_EDGES, "");
  return _ (labels[edge]);
}

const char *
stubble_label_template (SmpTemplate t)
{
  static const char *const labels[SMP_N_TEMPLATES]
      = { N_ ("Natural"),      N_ ("Broken"),         N_ ("Defined"),
          N_ ("Edge"),         N_ ("Receded"),        N_ ("Rounded"),
          N_ ("Widow’s Peak"), N_ ("Female, Closed"), N_ ("Female, Rounded") };

  g_return_val_if_fail ((guint)t < SMP_N_TEMPLATES, "");
  return _ (labels[t]);
}

char *
stubble_label_area (double area_cm2, double uncertainty)
{
  /* Translators: an area and how uncertain it is. */
  if (area_cm2 < 20)
    return g_strdup_printf (_ ("%.1f ± %.1f cm²"), area_cm2, uncertainty * area_cm2);
  return g_strdup_printf (_ ("%.0f ± %.0f cm²"), area_cm2, uncertainty * area_cm2);
}

char *
stubble_label_sources (const char *keys)
{
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const SmpSource *source = smp_source_by_key (words[i]);
      g_autofree char *name = source != NULL ? smp_source_describe (source) : g_strdup (words[i]);
      g_autofree char *shown = g_markup_escape_text (name, -1);
      g_autofree char *page = source != NULL ? g_markup_escape_text (source->address, -1) : NULL;

      if (text->len > 0)
        g_string_append (text, ", ");
      if (page != NULL && g_str_has_prefix (page, "http"))
        g_string_append_printf (text, "<a href=\"%s\">%s</a>", page, shown);
      else
        g_string_append (text, shown);
    }
  return g_strdup_printf (_ ("Sources: %s"), text->str);
}
