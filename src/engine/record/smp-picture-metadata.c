/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <lcms2.h>
#include <string.h>

#include "record/smp-picture-private.h"

/* Characters of a title that are kept, so that the packet fits into one segment of a JPEG. */
#define MAX_TITLE 1000

GBytes *
smp_picture_dup_srgb_profile (void)
{
  /* 1 January 2026, as six numbers of 16 bits (ICC.1:2010, 7.2.8), for the clock's time that lcms
   * puts there: the same picture is to give the same bytes. */
  static const guint8 date[12] = { 0x07, 0xea, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0 };
  cmsHPROFILE profile = cmsCreate_sRGBProfile ();
  cmsUInt32Number size = 0;
  guint8 *data;

  cmsSaveProfileToMem (profile, NULL, &size);
  data = g_malloc (size);
  cmsSaveProfileToMem (profile, data, &size);
  cmsCloseProfile (profile);
  memcpy (data + 24, date, sizeof date);
  return g_bytes_new_take (data, size);
}

char *
smp_picture_dup_xmp (const SmpPictureInfo *info)
{
  /* IPTC NewsCodes "digitalsourcetype". A simulation is a photo with computed marks in it, made by
   * no trained model: "compositeSynthetic", not "compositeWithTrainedAlgorithmicMedia". */
  const char *source = info->simulated ? "compositeSynthetic" : "digitalCapture";
  g_autofree char *short_title = NULL;
  g_autofree char *title = NULL;

  if (info->title != NULL && *info->title != '\0')
    {
      g_autofree char *valid = g_utf8_make_valid (info->title, -1);

      short_title = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_TITLE));
      for (char *p = short_title; *p != '\0'; p++)
        {
          if (g_ascii_iscntrl (*p))
            *p = ' '; /* XML 1.0 knows no control characters */
        }
    }
  title = short_title == NULL
              ? g_strdup ("")
              : g_markup_printf_escaped ("   <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s"
                                         "</rdf:li></rdf:Alt></dc:title>\n",
                                         short_title);
  return g_strdup_printf (
      "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "  <rdf:Description rdf:about=\"\"\n"
      "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
      "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
      "    xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">\n"
      "%s"
      "   <xmp:CreatorTool>Stubble %s</xmp:CreatorTool>\n"
      "   <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/%s"
      "</Iptc4xmpExt:DigitalSourceType>\n"
      "  </rdf:Description>\n"
      " </rdf:RDF>\n"
      "</x:xmpmeta>\n"
      "<?xpacket end=\"r\"?>",
      title, PACKAGE_VERSION, source);
}
