/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

/* For translators alone, and never compiled: what stands in data/palettes, which xgettext does not
 * read. tests/tools/check-translations.sh looks that it is all here. */
static const char *const palette_words[] = {
  N_ ("Carbon and brown"),
  N_ ("Carbon black in dilutions of 1:N as the trade names them, and the same with a share of "
      "brown. Which word goes with which dilution is our choice."),
  N_ ("Dark skin and dark hair"),
  N_ ("Little water, neutral. Sources use near undiluted pigment for black hair and dark skin; the "
      "steps are our choice."),
  N_ ("Undiluted"),
  N_ ("Deep black"),
  N_ ("Charcoal"),
  N_ ("Medium skin and brown to black hair"),
  N_ ("Carbon with a little brown; the steps are our choice."),
  N_ ("Dark"),
  N_ ("Dark grey brown"),
  N_ ("Grey brown"),
  N_ ("Soft grey brown"),
  N_ ("Light grey brown"),
  N_ ("Light skin and blonde, red or grey hair"),
  N_ ("Twenty parts of water and more, as sources name for light hair; the steps are our choice. "
      "Very light pigment fades soonest."),
  N_ ("Dark blonde"),
  N_ ("Red brown"),
};
