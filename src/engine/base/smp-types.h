/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Forward declarations, so that headers rarely need one another. */
typedef struct _SmpOutline SmpOutline;
typedef struct _SmpPolygon SmpPolygon;
typedef struct _SmpPigment SmpPigment;
typedef struct _SmpPalette SmpPalette;
typedef struct _SmpLandmarks SmpLandmarks;
typedef struct _SmpPhoto SmpPhoto;
typedef struct _SmpZone SmpZone;
typedef struct _SmpPlan SmpPlan;
typedef struct _SmpVariant SmpVariant;
typedef struct _SmpConsultation SmpConsultation;
typedef struct _SmpHistory SmpHistory;
typedef struct _SmpImage SmpImage;
typedef struct _SmpPyramid SmpPyramid;
typedef struct _SmpPhotoLight SmpPhotoLight;
typedef struct _SmpPhotoGrain SmpPhotoGrain;
typedef struct _SmpSurface SmpSurface;
typedef struct _SmpFollicleAtlas SmpFollicleAtlas;
typedef struct _SmpDensityMap SmpDensityMap;
typedef struct _SmpDotSet SmpDotSet;
typedef struct _SmpLook SmpLook;

G_END_DECLS
