/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-constants.h"

/* By key. Only sources that a number or a text of the program rests on. */
const SmpSource smp_sources[] = {
  { "ABBOTT-YN", "https://www.stevenabbott.co.uk/practical-coatings/Yule-Nielsen.php" },
  { "AMERSCALP", "https://www.americascalp.com/scarring-fut-fue-hair-transplate/" },
  { "ANSUR", "github:coleharlow12/ANSURDataAnalysis (ANSUR_II_*_Public.csv)" },
  { "ARTUSI11", "https://doi.org/10.1111/j.1467-8659.2011.01971.x" },
  { "BAUMLER", "https://karger.com/books/book/174/chapter/5111478/"
               "Absorption-Distribution-Metabolism-and-Excretion" },
  { "BIOINS", "https://biologyinsights.com/where-is-the-hairline-located-an-anatomical-guide" },
  { "BIRNBAUM", "https://pmc.ncbi.nlm.nih.gov/articles/PMC6219221" },
  { "BN-KOR", "https://bionumbers.hms.harvard.edu/bionumber.aspx?id=106857" },
  { "BN-TUR", "https://bionumbers.hms.harvard.edu/bionumber.aspx?id=106859" },
  { "BOND06", "https://doi.org/10.1080/02786820500421521" },
  { "CAPRIA", "http://capriaesthetics.com/hair/hair-tricopigmentation/" },
  { "DERMITA", "github:AdamCorbinFAUPhD/derm_ita" },
  { "DHURAT", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5782438/" },
  { "DM-BLUE", "https://dermmicro.com/blogs/news/will-my-scalp-turn-blue-or-green" },
  { "DM-RED", "https://dermmicro.com/blogs/news/how-will-my-scalp-look-immediately-after-smp" },
  { "DM-RED5", "https://dermmicro.com/blogs/news/why-is-my-head-red-after-smp" },
  { "DOCSBAY", "https://docsbay.net/general-consent-and-procedure-permit" },
  { "DODGSON04", "https://online.documentine.com/pupillary-distance-near-and-far/1/"
                 "variation-and-extrema-of-human-interpupillary-distance.html" },
  { "DS24",
    "https://doctorstudio.co/2025.+SMP/2.4+Preventing+Pigment+Migration+(Blurred+Ink)+in+SMP" },
  { "DS31", "https://doctorstudio.co/2025.+SMP/3.1+SMP+Machines+and+Needle+Types" },
  { "DS32", "https://doctorstudio.co/2025.+SMP/3.2+Pigment+Formulations" },
  { "EAAPS", "https://e-aaps.org/journal/view.php?number=135" },
  { "ELKA", "https://www.elkasmp.com.au/why-three-sessions-needed-for-scalp-micropigmentation/" },
  { "ELKA-COL", "https://www.elkasmp.com.au/smp-hair-color-match-for-women/" },
  { "EMERGENT", "https://www.emergentmind.com/topics/individual-typology-angle-ita" },
  { "ENGEL08", "https://pred.uni-regensburg.de/id/eprint/31605" },
  { "FINDLAY70", "https://doi.org/10.1111/j.1365-2133.1970.tb15035.x" },
  { "FULLSCALP",
    "https://www.fullscalp.com/why-does-scalp-micropigmentation-take-3-separate-sessions/" },
  { "GA4", "https://masterymind.co.uk/subjects/service-industries/gatehouse-awards-ltd/vocational/"
           "ga-level-4-award-in-micropigmentation-for-the-scalp-core-content" },
  { "GABEL14", "https://www.ishrs-htforum.org/content/24/2/64.full.txt" },
  { "GBPHD", "https://gbphd.com/tools/tissue-absorption/index.html" },
  { "GEROW-N", "http://jonathangerow.com/faq/many-hairs-place-every-session/" },
  { "GEROW-PIG", "http://jonathangerow.com/faq/pigment-used-procedure-change-time/" },
  { "HAIRCOLOR-JP", "https://haircolor.asia/blog/chomatics/lab%e8%a1%a8%e8%89%b2%e7%b3%bb" },
  { "HAN06", "https://kumel.medlib.dsmc.or.kr/handle/2015.oak/34397" },
  { "HASHEMI15", "https://pmc.ncbi.nlm.nih.gov/articles/PMC4877715" },
  { "HAUTAI",
    "https://docs.saas.haut.ai/haut.ai/haut.ai-features/algorithms/face-metrics-3-0/ita" },
  { "HAWAII", "https://hawaiibrowstudio.com/client-consent-form" },
  { "HDNYC", "https://hairdoctornyc.com/how-does-scalp-micropigmentation-work" },
  { "HIS-2ND", "https://hishairclinic.co.uk/blog/smp-related-blogs/"
               "second-thoughts-what-to-expect-immediately-after-your-smp-procedure/" },
  { "HIS-BLUE", "https://hishairclinic.co.uk/blog/smp-related-blogs/"
                "why-do-some-scalp-micropigmentation-treatments-turn-blue/" },
  { "HIS-GREY", "https://hishairclinic.co.uk/blog/smp-related-blogs/"
                "what-happens-to-your-smp-treatment-if-your-hair-goes-grey/" },
  { "HJADE", "https://healthjade.com/scalp-micropigmentation" },
  { "INK2SCALP", "https://www.ink2scalp.com/post/how-long-should-i-expect-smp-to-take" },
  { "INK2SCALP-F", "https://www.ink2scalp.com/post/will-scalp-micropigmentation-fade" },
  { "INTLHAIR", "https://internationalhairlines.com/blog/scalp-micropigmentation-touch-ups/" },
  { "IOWA", "https://www.iowaibrowilashacademy.com/pmu-consent-form/" },
  { "IRAN14", "http://gjyk.ijournals.cn/gjyken/article/abstract/20140220" },
  { "JAIMIE", "https://jaimiejolly.com/smp-prep-and-aftercare" },
  { "JAMA16", "https://jamanetwork.com/journals/jamadermatology/fullarticle/2533638" },
  { "JOTFORM", "https://www.jotform.com/form-templates/preview/240631590778968/classic" },
  { "KAMOL", "https://uat.kamolhospital.com/blog/178/hairline-design-in-hair-transplant" },
  { "KASHI21", "https://omicsdi.org/dataset/biostudies-literature/S-EPMC8367035" },
  { "KUB54",
    "https://typeset.io/papers/new-contributions-to-the-optics-of-intensely-light-5aom8dgwjl" },
  { "KURD", "https://www.psychosocial.com/article/31943" },
  { "LI17", "http://openaccess.thecvf.com/content_cvpr_2017/html/"
            "Li_Specular_Highlight_Removal_CVPR_2017_paper.html" },
  { "LOOKNAT", "https://www.looknaturalatl.com/services/scar-camouflage/" },
  { "MAVEN", "https://www.mavenlashandbrow.com/copy-of-pre-appt" },
  { "META", "https://metamorphosisbrows.com/"
            "how-does-scalp-micropigmentation-work-and-who-benefits-from-it/" },
  { "MIKROHAIR", "https://www.mikrohair.com/mh-stability" },
  { "MOTHERS", "https://mothersandsonsbroadway.com/2022/08/06/"
               "what-is-scalp-micropigmentation-and-how-smp-birmingham-can-help/" },
  { "MYTRANS", "https://mytransformation.com.au/scalp-micropigmentation-aftercare" },
  { "NEWAGE", "https://newagespa.ca/aftercare/scalp-micropigmentation/" },
  { "NGUYEN22", "https://pmc.ncbi.nlm.nih.gov/articles/PMC9485964/" },
  { "NICOLAOU", "https://karen-nicolaou.com/2021/11/10/scalp-micropigmentation-pigment/" },
  { "OHIO", "https://www.ohiosmpstudio.com/post/"
            "scalp-micropigmentation-skin-complexion-harmony-columbus-oh/" },
  { "OLTULU18", "http://turkplastsurg.org/index.php/tprecd/article/view/2318" },
  { "OMLC", "https://omlc.org/news/jan98/skinoptics.html" },
  { "OPPO", "https://skintone.oppo-image.com/gallery" },
  { "PRECISE", "https://precisemicroscalps.com/blogs/news/"
               "how-long-is-a-scalp-red-after-a-scalp-micropigmentation-session" },
  { "PROHAIR", "https://www.prohairclinic.com/en/blog/"
               "comparison-of-hair-pigmentation-needles-with-other-small-objects-smaller-than-a-"
               "grain-of-salt" },
  { "PSKEY", "https://plasticsurgerykey.com/micropigmentation-and-microblading/" },
  { "RADIANCE",
    "https://radiancecosmedic.org/healthy-hair/how-long-does-hair-micropigmentation-last.html" },
  { "REDDIT-DUST", "https://redlib.deleted.directory/r/SMPchat/s/lvH43RmWvL" },
  { "REDDIT-TECH", "https://reddit.jaspervandalum.nl/r/SMPchat/comments/1n2v5nt/"
                   "what_to_look_for_in_good_smp_technique" },
  { "REGROW-AGG", "https://regrowhair.com/"
                  "should-scalp-micropigmentation-smp-be-used-to-create-an-aggressive-hairline" },
  { "REJUV", "https://rejuvenatehairtransplant.com/hair-transplant-planning-for-male/" },
  { "REJUV-SMP", "https://rejuvenatehairtransplant.com/scalp-micropigmentation/" },
  { "RUFER05", "https://pubmed.ncbi.nlm.nih.gov/15778595/" },
  { "SCALPAMP",
    "https://scalpamplifiedstudios.com/scalp-micropigmentation-for-hair-loss/scar-camouflage/" },
  { "SCALPDIR-AFTER", "https://www.scalpdirectory.com/how-will-i-look-after-the-smp-procedure/" },
  { "SCALPGURU", "https://www.scalpguru.com/smp/fading/" },
  { "SCALPHUB", "https://www.scalp-hub.com/scalp-micropigmentation-blog/"
                "taking-care-of-yourself-after-scalp-micropigmentation-procedure/" },
  { "SCALPINK", "http://coralspringspages.com/scalpink.pro-scalp-micropigmentation.html" },
  { "SCALPNATION",
    "https://scalpnation.co.uk/blogs/news/how-long-does-scalp-micropigmentation-last" },
  { "SCC", "https://library.scconline.org/v028n05/17" },
  { "SHAPIRO13",
    "https://docslib.org/doc/2613317/hairline-design-and-frontal-hairline-restoration" },
  { "SHC", "https://smphaircreations.com/what-we-offer/smp-process" },
  { "SKALPTEC", "https://www.skalptec.com/news/fading/" },
  { "SMPAUS", "https://www.smpaus.com.au/how-many-sessions-are-needed-for-smp/" },
  { "SMPBLENDS", "https://www.smpblends.com/pigments-and-technique" },
  { "SMPSTORE", "https://scalpmicropigmentation.store/blogs/news/"
                "what-size-needle-is-best-for-scalp-micropigmentation" },
  { "TAKIWAKI", "https://scilit.net/publications/a987c3a97ecf39dda733f3ca221f3494" },
  { "TAN16", "https://docslib.org/doc/9357590/"
             "naturally-occurring-hairlines-in-orientals-of-southeast-and-east" },
  { "TATTMAN", "https://www.tattman.com.au/post/healthy-tattoo-aftercare-and-healing" },
  { "TEAMMICRO-DOT", "https://www.teammicro.com/smp/dot-size/" },
  { "TEAMMICRO-HL", "https://www.teammicro.com/smp/hairline-styles/" },
  { "THENNADIL", "https://doi.org/10.1364/josaa.25.001480" },
  { "TPMATCH", "https://transplantmatch.com/guides/recovery/scalp-micropigmentation-smp" },
  { "TRAQUINA", "https://tressless.com/research/"
                "micropigmentation-as-an-adjuvant-in-cosmetic-surgery-of-the-scalp-4xk6" },
  { "TSUMURA99", "https://doi.org/10.1364/josaa.16.002169" },
  { "VAUGHN08", "http://dienekes.blogspot.com/2008/05/hair-color-measurement-and-variation.html" },
  { "WOLF", "https://www.hairlossresearch.com/hair_transplant_articles/bwolf_hairline.htm" },
  { "XIAO16", "https://doi.org/10.1111/srt.12295" },
  { "YOU16", "https://doi.org/10.1021/acs.est.6b01473" },
  { "YOURBEST", "https://yourbestselves.com/what-are-the-stages-of-a-tattoo-infection" },
};

const gsize smp_n_sources = G_N_ELEMENTS (smp_sources);
