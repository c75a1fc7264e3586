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
  /* Where a build that is not installed has its translations. Without one of the program's own, the
   * toolkit neither translates nor mirrors anything. */
  const char *folder = g_getenv ("STUBBLE_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Stubble"));
  application = stubble_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
