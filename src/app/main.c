/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "stubble-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (StubbleApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Stubble"));
  application = stubble_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
