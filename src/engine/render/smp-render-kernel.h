/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

#include "photo/smp-photo-light.h"
#include "render/smp-splat.h"
#include "stipple/smp-dots.h"

G_BEGIN_DECLS

/* A pixel darker than this share of the skin's brightness is all hair, and one brighter than the
 * other is all skin; between, a mixture. Our choice. */
#define SMP_HAIR_DARK 0.25f
#define SMP_HAIR_LIGHT 0.65f
/* Pixels that are composited or left alone together. */
#define SMP_BLOCK 16
/* Pixels around a tile's planes that may be written and are not read. */
#define SMP_TILE_PAD 16
/* Largest side of a tile, a multiple of SMP_BLOCK: a row's blocks fit into 32 bits. */
#define SMP_TILE_MAX 512

/* A part of the picture that one thread works on. Places in output px of the whole photo. */
typedef struct
{
  int x0; /* a multiple of SMP_BLOCK, like the width */
  int y0;
  int width;
  int height;
  gsize stride;     /* of the planes, floats */
  gsize plane;      /* from one plane to the next, floats */
  float *keep;      /* three planes: the share of its light that a pixel keeps */
  guint32 *touched; /* for each row a bit for each block that a dot reaches */
} SmpTile;

/* A part of a row that is composited. */
typedef struct
{
  const guint8 *before;
  guint8 *after;
  int n; /* pixels, a multiple of SMP_BLOCK */
  int x; /* of the first, output px of the whole photo */
  int y;
  float *keep; /* the first pixel's in the first of three planes; set back to 1 */
  gsize plane;
  guint32 touched;          /* a bit for each block that a dot reaches; the others are copied */
  const SmpPhotoOver *over; /* (nullable): one for each block */
  const float *decode;      /* sRGB, 256 values */
  /* Writes past the caches: for pictures that do not fit into them, @after being on 16 bytes. */
  gboolean stream;
} SmpRow;

/* Noise that is given back to the pixels of a row that light is taken from. */
typedef struct
{
  /* The row's first pixel's; variance about 1. Planes lie SMP_GRAIN_PLANE apart. */
  const float *noise;
  const float *sigma; /* one for each block: deviation of the photo's grain there, codes */
  float deviation;    /* of the noise */
  float own;          /* share of it that a channel has alone, as in SmpPhotoGrain */
} SmpRowGrain;

/* A row of a lattice of independent normal numbers, averaged along it: each pixel the weighted sum
 * of some of them. Each channel's is @common times one that all share and @own times one of its
 * own. */
typedef struct
{
  int first;             /* column of the lattice */
  int n;                 /* columns of it, at most SMP_GRAIN_COLUMNS */
  int row;               /* of the lattice */
  const gint32 *columns; /* for each pixel the first of the lattice's columns */
  const float *shares;   /* for each pixel the weights of @n_shares columns */
  int n_shares;
  gboolean is_even; /* pixels lie on the lattice's columns, one by one, and have the same weights */
  int width;        /* pixels */
  float common;
  float own;
  float *line; /* three planes */
} SmpGrainLine;

/* At most one for each pixel of the widest tile, and some beside them for their weights. */
#define SMP_GRAIN_COLUMNS (SMP_TILE_MAX + 16)
/* Floats from one plane of such lines to the next: there is room for some more pixels. */
#define SMP_GRAIN_PLANE (SMP_TILE_MAX + 16)

/* The noise of a row: the weighted sum of @n lines. */
typedef struct
{
  const float *const *lines;
  const float *weights;
  int n;
  int width;
  float *noise; /* three planes, with the same room */
} SmpGrainRow;

/* What all dots of a picture share. */
typedef struct
{
  double scale;               /* output px per photo px */
  const SmpPhotoLight *light; /* (nullable): of the photo, for its softness */
  float softest;              /* the most of that softness, px of the full-size photo */
} SmpDotsInPicture;

/* A window and the tiles of the picture that it touches. */
typedef struct
{
  int x; /* of the window, output px of the whole photo */
  int y;
  int width;
  int height;
  int width_shift; /* a tile is so many powers of 2 wide and high */
  int height_shift;
  int first_column; /* of the picture's tiles, that the window touches */
  int first_row;
  int columns; /* tiles that it touches */
  int rows;
} SmpTileGrid;

/* A row of opaque pixels as the mean of others: of each pixel four floats. Rows have room for a
 * few more pixels at their end, which are read. */
typedef struct
{
  const float *const *rows;
  const float *weights;
  int n; /* of rows */
  int width;
  float steps; /* 0 to 1 in so many steps, which @encode turns to codes */
  const guint8 *encode;
  guint8 *to;
} SmpRowMean;

/* So many pixels more. */
#define SMP_ROW_ROOM 4

/* The mean of rows of light: of each opaque pixel four numbers of 65535ths, the last of which means
 * nothing. Rows have room for SMP_LIGHT_ROOM pixels more, which may be read and written. */
typedef struct
{
  const guint16 *const *rows;
  const guint16 *weights; /* of 65536ths */
  int n;                  /* of rows */
  int width;
  guint16 *to;
} SmpLightRows;

/* Light to codes: below each of the ends, in so many pieces of a power of 2, each a straight line.
 * In 256ths of a code, with the half to round by. */
#define SMP_LIGHT_RANGES 3
#define SMP_LIGHT_PIECES 64
#define SMP_LIGHT_ENDS                                                                             \
  {                                                                                                \
    2048, 16384, 65536                                                                             \
  }
#define SMP_LIGHT_SHIFTS                                                                           \
  {                                                                                                \
    5, 8, 10                                                                                       \
  }
/* Light is told apart in so many steps. */
#define SMP_LIGHT_STEPS 16384

typedef struct
{
  guint16 begin[SMP_LIGHT_RANGES][SMP_LIGHT_PIECES];
  guint16 rise[SMP_LIGHT_RANGES][SMP_LIGHT_PIECES];
  guint8 codes[SMP_LIGHT_STEPS]; /* what comes of it in the middle of each step */
} SmpLightCodes;

/* A row of pixels, each the mean of @n pixels of a row of light. */
typedef struct
{
  const guint16 *light;
  const gint32 *first;    /* for each pixel: the first of @light that it is the mean of */
  const guint16 *weights; /* of 65536ths: those of all the first ones, of all the second ones … */
  gsize stride;           /* from those of the first to those of the second */
  int n;
  int width; /* of the row; @first and @weights hold SMP_LIGHT_ROOM more, of no weight */
  const SmpLightCodes *encode;
  guint8 *to;
} SmpLightColumns;

#define SMP_LIGHT_ROOM 32
/* From one pixel to the next, the first of those that they are the mean of moves by so much at the
 * most, and those of eight neighbours lie among sixteen. */
#define SMP_LIGHT_MOVE 2

/**
 * SmpRenderKernel:
 *
 * The loops over dots and pixels, compiled for one instruction set each. All give the same bytes:
 * they do the same operations on floats, in the same order, four, eight or sixteen at once.
 */
typedef struct
{
  const char *name;

  /* The tiles that dots can reach, in which their splats' boxes lie: for each the number of the
   * first, row by row, and (rows << 16) + columns of them, 0 where it reaches none. There is room
   * for a multiple of SMP_SPLATS. */
  void (*reach) (const SmpDotsInPicture *picture,
                 const SmpTileGrid *grid,
                 const SmpDot *dots,
                 gsize n,
                 guint32 *first,
                 guint32 *size);
  /* Makes splats of SMP_SPLATS dots; everything but the shares of light, k. */
  void (*splats_of) (const SmpDotsInPicture *picture, const SmpDot *const *dots, SmpSplat *splats);
  /* The same, of dots as the picture shows them. */
  void (*prepare) (const SmpSplatShapes *shapes, SmpSplat *splats);
  /* Lets a dot take its share of light from the tile's planes. Not for large hard dots. */
  void (*splat) (const SmpTile *tile, const SmpSplat *splat);
  /* @n pixels as they are; @stream: past the caches, @to being on 16 bytes */
  void (*copy) (const guint8 *from, guint8 *to, int n, gboolean stream);
  void (*composite) (const SmpRow *row);
  /* The same with the photo's grain given back. */
  void (*composite_grained) (const SmpRow *row, const SmpRowGrain *grain);
  void (*grain_line) (const SmpGrainLine *line);
  void (*grain_row) (const SmpGrainRow *row);
  void (*mean_row) (const SmpRowMean *mean);
  /* The light of @n pixels, off by at most 0.05 code. */
  void (*decode_light) (const guint8 *px, int n, guint16 *light);
  void (*mean_of_rows) (const SmpLightRows *rows);
  void (*mean_of_columns) (const SmpLightColumns *columns);
} SmpRenderKernel;

#define SMP_RENDER_KERNELS 3

/* The kernels that this machine can run, the plainest first, the fastest last. */
gsize smp_render_kernels (const SmpRenderKernel *kernels[SMP_RENDER_KERNELS]);

extern const SmpRenderKernel smp_kernel_all_plain;
extern const SmpRenderKernel smp_kernel_all_avx2;
extern const SmpRenderKernel smp_kernel_all_avx512;

G_END_DECLS
