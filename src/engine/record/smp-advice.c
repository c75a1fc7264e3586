/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "record/smp-advice.h"

#include <glib/gi18n-lib.h>

/* Nothing that sources call safe without exception, free of chemicals, or sealed by a top coat:
 * such claims are single and contested. Days are those on which sources agree; a practitioner's own
 * instructions come first. */
static const SmpAdvice advice[] = {
  { SMP_ADVICE_EXPECTATION, "no-promise",
    N_ ("The picture is a simulation, not a promise: skin heals differently from person to "
        "person."),
    "ELKA" },
  { SMP_ADVICE_EXPECTATION, "cosmetic",
    N_ ("Pigment imitates shaved hair. It makes no hair grow and stops no hair loss."), "HJADE" },
  { SMP_ADVICE_EXPECTATION, "sessions",
    N_ ("Several sessions are needed, usually two to four, a week or more apart."),
    "SHC SMPAUS INK2SCALP" },
  { SMP_ADVICE_EXPECTATION, "fresh",
    N_ ("Right after a session dots are darker and larger and the skin is red; both settle within "
        "days to two weeks."),
    "SKALPTEC SCALPGURU PRECISE" },
  { SMP_ADVICE_EXPECTATION, "judge-later",
    N_ ("The result is judged four to six weeks after the last session."), "TPMATCH" },
  { SMP_ADVICE_EXPECTATION, "touch-ups",
    N_ ("Pigment fades. Touch-ups are usual after two to six years, sooner with much sun."),
    "INK2SCALP-F GEROW-PIG RADIANCE" },
  { SMP_ADVICE_EXPECTATION, "shaved",
    N_ ("Over a whole scalp it looks right only with hair kept almost shaved."), "REJUV-SMP" },
  { SMP_ADVICE_EXPECTATION, "grey-hair",
    N_ ("Hair may turn grey and be lost further; a touch-up may then need a lighter shade."),
    "HIS-GREY" },
  { SMP_ADVICE_EXPECTATION, "scars",
    N_ ("Scars take pigment unevenly and need more sessions; their texture stays."),
    "AMERSCALP SCALPAMP" },
  { SMP_ADVICE_EXPECTATION, "reactions",
    N_ ("Passing redness and swelling are common; infection and allergy can happen. A patch test "
        "is "
        "available and is no guarantee."),
    "DHURAT DOCSBAY HAWAII" },
  { SMP_ADVICE_AFTERCARE, "keep-dry",
    N_ ("Days 1 to 4: keep the scalp dry, do not touch or shave it."), "MYTRANS" },
  { SMP_ADVICE_AFTERCARE, "no-sweat",
    N_ ("Days 5 to 7: no heavy sweating and no shampoo on the treated skin."), "MYTRANS" },
  { SMP_ADVICE_AFTERCARE, "scabs",
    N_ ("Days 8 to 14: leave scabs alone; a thin moisturiser is enough."), "MYTRANS" },
  { SMP_ADVICE_AFTERCARE, "no-razor", N_ ("No razor for ten days."), "JAIMIE" },
  { SMP_ADVICE_AFTERCARE, "no-sun", N_ ("About 30 days: no strong sun, sunbeds, pools or steam."),
    "NEWAGE SCALPHUB" },
  { SMP_ADVICE_AFTERCARE, "sunscreen",
    N_ ("Afterwards: sunscreen whenever the scalp is in the sun; it slows fading."),
    "NEWAGE INTLHAIR" },
  { SMP_ADVICE_AFTERCARE, "clinician",
    N_ ("See a clinician for spreading redness, pus, fever or a rash."), "YOURBEST TATTMAN" },
};

const SmpAdvice *
smp_advice (gsize *n)
{
  *n = G_N_ELEMENTS (advice);
  return advice;
}

const char *
smp_advice_heading (SmpAdviceKind kind)
{
  return kind == SMP_ADVICE_AFTERCARE ? _ ("Aftercare") : _ ("What to expect");
}
