/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-constants.h"

#include <string.h>

const SmpConstant smp_constants[SMP_N_CONSTANTS] = {
#define SMP_CONSTANT(section, name, value, unit, confidence, sources, what)                        \
  { #section, #name, value, unit, (SmpConfidence)confidence, sources, what },
#include "base/smp-constants.def"
#undef SMP_CONSTANT
};

const SmpSource *
smp_source_by_key (const char *key)
{
  for (gsize i = 0; i < smp_n_sources; i++)
    if (strcmp (smp_sources[i].key, key) == 0)
      return &smp_sources[i];
  return NULL;
}

/* From @from to the first of @ends. */
static char *
up_to (const char *from, const char *ends)
{
  return g_strndup (from, strcspn (from, ends));
}

char *
smp_source_describe (const SmpSource *self)
{
  const char *host = strstr (self->address, "://"), *doi = strstr (self->address, "doi.org/");
  const char *pmc = strstr (self->address, "/PMC");
  g_autofree char *name = NULL;

  if (g_str_has_prefix (self->address, "github:"))
    {
      name = up_to (self->address + strlen ("github:"), " ");
      return g_strdup_printf ("GitHub %s", name);
    }
  if (doi != NULL)
    return g_strdup_printf ("doi:%s", doi + strlen ("doi.org/"));
  if (pmc != NULL)
    {
      name = up_to (pmc + 1, "/?");
      return g_strdup_printf ("PubMed Central %s", name);
    }
  host = host != NULL ? host + 3 : self->address;
  if (g_str_has_prefix (host, "www."))
    host += 4;
  return up_to (host, "/");
}

char *
smp_sources_describe (const char *keys)
{
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const SmpSource *source = smp_source_by_key (words[i]);
      char *name = source != NULL ? smp_source_describe (source) : NULL;

      if (name == NULL)
        continue;
      g_free (words[i]);
      words[i] = name;
    }
  return g_strjoinv (", ", words);
}

static const char *
confidence_word (SmpConfidence confidence)
{
  switch (confidence)
    {
    case SMP_CONFIDENCE_MEASURED:
      return "measured";
    case SMP_CONFIDENCE_AGREED:
      return "sources agree";
    case SMP_CONFIDENCE_SINGLE:
      return "one source";
    case SMP_CONFIDENCE_DERIVED:
      return "derived";
    case SMP_CONFIDENCE_OUR_CHOICE:
    default:
      return "our choice";
    }
}

static const char introduction[]
    = "# The numbers of the domain, and where they come from\n"
      "\n"
      "Made from `src/engine/base/smp-constants.def` by `tools/make-constants`; do not edit.\n"
      "\n"
      "*Measured*: a primary measurement or peer-reviewed. *Sources agree*: two or more\n"
      "independent sources. *One source*: a practitioner, vendor or forum. *Derived*: arithmetic "
      "on\n"
      "numbers with a source. *Our choice*: no source has a number; those named say what it lies\n"
      "between or why it is needed. Pictures of later years are illustrative.\n";

char *
smp_constants_to_markdown (void)
{
  GString *out = g_string_new (introduction);
  const char *section = "";

  for (gsize i = 0; i < SMP_N_CONSTANTS; i++)
    {
      const SmpConstant *k = &smp_constants[i];
      char value[G_ASCII_DTOSTR_BUF_SIZE];

      if (strcmp (k->section, section) != 0)
        {
          section = k->section;
          g_string_append_printf (out,
                                  "\n## %s\n"
                                  "| name | value | unit | confidence | sources | what |\n"
                                  "|---|---|---|---|---|---|\n",
                                  section);
        }
      g_string_append_printf (out, "| %s | %s | %s | %s | %s | %s |\n", k->name,
                              g_ascii_formatd (value, sizeof value, "%.6g", k->value), k->unit,
                              confidence_word (k->confidence), k->sources, k->what);
    }
  g_string_append (out, "\n## Sources\n");
  for (gsize i = 0; i < smp_n_sources; i++)
    g_string_append_printf (out, "- **%s**: %s\n", smp_sources[i].key, smp_sources[i].address);
  return g_string_free (out, FALSE);
}
