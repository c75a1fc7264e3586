/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "document/stubble-document-io.h"
#include "document/stubble-recovery.h"
#include "model/smp-hairline-template.h"
#include "model/smp-pattern.h"
#include "present/stubble-present.h"
#include "record/smp-picture.h"
#include "window/stubble-history-button.h"
#include "window/stubble-job-bar.h"
#include "window/stubble-views-strip.h"
#include "window/stubble-warnings.h"
#include "window/stubble-window.h"

G_BEGIN_DECLS

/* What waits for the unsaved changes to be saved or discarded. */
typedef enum
{
  STUBBLE_THEN_NOTHING,
  STUBBLE_THEN_OPEN,
  STUBBLE_THEN_CLOSE,
} StubbleThen;

struct _StubbleWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *title;
  StubbleWarnings *warnings;
  StubbleHistoryButton *history;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkStack *panels;
  GtkBox *steps;
  GtkBox *show_buttons;
  GtkButton *undo_button;
  GtkButton *redo_button;
  GtkButton *open_photo_button;
  GtkButton *sample_button;
  GtkButton *zoom_button;
  GtkLabel *hint;
  GtkOverlay *canvas_overlay;
  GtkProgressBar *progress_bar;
  GtkPicture *preview;
  GtkBox *editor; /* the steps, the panel and the view, as stubble-window-layout.c orders them */
  GtkScrolledWindow *steps_scrolled;
  GtkWidget *steps_separator;
  GtkRevealer *panel_revealer;
  GtkBox *panel_box;
  GtkWidget *panel_separator;
  GtkWidget *view;
  AdwStatusPage *loading_page;
  AdwPreferencesGroup *recent_group;
  AdwPreferencesGroup *recovered_group;
  GMenu *recent_menu;
  GMenu *view_menu;
  GMenu *presets_menu;
  GtkBox *content;
  GtkBox *strip_box;

  /* Borrowed references */
  StubbleJobBar *job_bar;
  StubbleCanvas *canvas;
  StubbleCanvas *beside;       /* the second one, seen while two photos are */
  StubbleCanvas *last_touched; /* of both */
  StubbleViewsStrip *strip;
  GtkButton *angle_button;   /* over the canvas */
  GtkWidget *fade;           /* the slider over the canvas */
  GtkWidget *disk_bar;       /* "changed on disk" */
  StubblePresent *present;   /* (nullable): the client's window */
  GPtrArray *recent_rows;    /* owned array of borrowed rows */
  GPtrArray *recovered_rows; /* likewise */

  /* Owned references */
  StubbleDocument *document; /* (nullable) */
  AdwToast *undo_toast;      /* (nullable), weak: about the last edit */
  AdwToast *notice_toast;    /* (nullable), weak: what the last fit of the head moved */
  StubbleRecovery *recovery; /* (nullable): of the document's unsaved work */
  StubbleOpening *loading;   /* (nullable): of the file that is being opened */
  GFile *loading_file;       /* (nullable) */
  StubbleOpening *following; /* (nullable): of the document's photo, which is not all there yet */
  StubbleDocument *previous; /* (nullable): the one before, until it is */
  GCancellable *exporting;   /* (nullable): a picture or record is named, waits or is written */
  GMenu *recent_files;
  GSettings *settings;         /* (nullable): the program is not installed */
  GFileMonitor *monitor;       /* (nullable): of the document's file */
  GCancellable *reloading;     /* (nullable) */
  GFile *pending;              /* (nullable): to open after the question */
  SmpPattern *pending_pattern; /* (nullable): whose zones are proposed instead of the template */
  char *asked;                 /* (nullable): the hint while the top of the head was asked for */
  char *retaken;               /* (nullable): id of the photo that a retake replaces */
  char *failure;               /* (nullable): the renderer's last sentence */

  /* State */
  StubbleThen then;
  guint awake; /* keeps the screen on, or 0 */
  guint progress_tick;
  guint disk_check;     /* timer: the file may have changed */
  guint guide;          /* idle: enough landmarks for the template that waits */
  guint tell_opening;   /* timer: the rest of the photo takes long */
  guint fill;           /* idle: panels are still to be made */
  guint follow_size;    /* idle: the parts are laid out for another size */
  int pending_template; /* to be placed once the pupils are, or -1 */
  guint proposals;      /* how many there were */
  int n_adding;         /* photos that are being added */
  gboolean is_saving;
  int laid_width, laid_height; /* of the editor, as its parts were laid out for */
  gboolean is_tall;            /* the panel lies below the picture */
  gboolean is_crowded;         /* no room for the panel and the strip at once */
  gboolean is_narrow;          /* the panel hides by itself */
};

/* stubble-window.c */
void _stubble_window_update (StubbleWindow *self);
/* A message that takes the place of the one before, and goes when what it tells of is undone. */
void _stubble_window_toast_notice (StubbleWindow *self, const char *text);
/* Makes the panel of a step, if there is none yet. */
void _stubble_window_need_panel (StubbleWindow *self, const char *step);

/* stubble-window-layout.c */
void _stubble_window_init_layout (StubbleWindow *self);
/* In a wide window toasts lie at its lower edge as the picture's bars do: over them, not on them.
 */
void _stubble_window_place_toasts (StubbleWindow *self);
/* The window has got another size. */
void _stubble_window_follow_size (StubbleWindow *self);
/* The panels are other ones. */
void _stubble_window_fit_panels (StubbleWindow *self);

/* stubble-window-opening.c */
void _stubble_window_load (StubbleWindow *self, GFile *file);
void _stubble_window_stop_loading (StubbleWindow *self);
/* The document is another one: shows how far its photo is. */
void _stubble_window_follow_opening (StubbleWindow *self);
void _stubble_window_stop_following (StubbleWindow *self);
/* Something else was told meanwhile: shows again how far the photo is, if it is on its way. */
void _stubble_window_tell_following (StubbleWindow *self);

/* stubble-window-file.c */
void _stubble_window_save (StubbleWindow *self, gboolean as);
void _stubble_window_choose (StubbleWindow *self, int files);
GFile *_stubble_window_find_sample (void);
/* TRUE if it may go on at once; else a question stands and goes on by itself. */
gboolean _stubble_window_ask_unsaved (StubbleWindow *self, StubbleThen then);

/* stubble-window-recovery.c */
/* Fills the start page's list of work that was never saved. */
void _stubble_window_update_recovered (StubbleWindow *self);
/* After loading: what comes from a recovery copy is unsaved work again. TRUE if it was one. */
gboolean _stubble_window_adopt_copy (StubbleDocument *document, GFile *file);
/* Asks which to go on with if there is unsaved work on the consultation just opened. */
void _stubble_window_offer_copy (StubbleWindow *self);

/* stubble-window-export.c */
/* Writes the picture as the window stands now, once all of its photo is there; progress and a
 * button to cancel are shown. */
void _stubble_window_export_to (StubbleWindow *self,
                                SmpPictureContent content,
                                gboolean stamp,
                                GFile *file);
/* Asks for the file first. */
void _stubble_window_export (StubbleWindow *self,
                             SmpPictureContent content,
                             gboolean jpeg,
                             gboolean stamp);

/* From here on the window exports, one file at a time; until _stubble_window_end_export() there is
 * self->exporting, and the program does not end. */
void _stubble_window_begin_export (StubbleWindow *self);
/* The file is written, or will not be: the bar goes, and what it told before comes back. */
void _stubble_window_end_export (StubbleWindow *self);

/* stubble-window-actions.c */
void _stubble_window_init_actions (StubbleWindow *self);
void _stubble_window_update_actions (StubbleWindow *self);
void _stubble_window_enable (StubbleWindow *self, const char *action, gboolean enabled);
/* What the action's state is seen as; unlike _stubble_window_set_state() nothing else happens.
 * @state may be floating. */
void _stubble_window_show_state (StubbleWindow *self, const char *action, GVariant *state);
void _stubble_window_set_state (StubbleWindow *self, const char *action, const char *state);

/* stubble-window-zone.c */
void _stubble_window_init_zone (StubbleWindow *self);
/* Whether the photo shows a hairline and has a midline. */
gboolean _stubble_window_can_make_symmetric (StubbleWindow *self);

/* stubble-window-proposal.c */
/* For what a proposal was asked, while it waits for the head and its contour. */
typedef struct
{
  StubbleWindow *window;
  StubbleDocument *document;
  char *photo_id;
  char *variant_id;
  guint number;
} StubbleProposal;

void _stubble_proposal_init (StubbleProposal *self, StubbleWindow *window);
void _stubble_proposal_clear (StubbleProposal *self);
/* Whether there is no later one, the window is open, and the same document, photo and variant are
 * still shown. */
gboolean _stubble_proposal_is_wanted (const StubbleProposal *self);

/* Whether what is proposed is laid on the head: in a photo that shows it from elsewhere than the
 * front. */
gboolean _stubble_proposal_is_on_head (const SmpPhoto *photo);
/* Whether head or landmarks tell where a hairline goes. */
gboolean _stubble_proposal_has_place (const SmpPhoto *photo);

/* stubble-window-hairline.c */
void _stubble_window_place_template (StubbleWindow *self, SmpTemplate t);
/* One that was drawn. */
void _stubble_window_propose_hairline (StubbleWindow *self, SmpOutline *hairline);
/* stubble-window-pattern.c */
void
_stubble_window_propose_pattern (StubbleWindow *self, const SmpPattern *pattern, SmpTemplate t);

/* stubble-window-guide.c */
/* The tool for landmarks, and then the template, or the zones of @pattern (nullable). */
void _stubble_window_begin_guide (StubbleWindow *self, const SmpPattern *pattern, SmpTemplate t);
/* Places what waited for landmarks, if they are there now; else forgets it. */
void _stubble_window_end_guide (StubbleWindow *self);
void _stubble_window_forget_guide (StubbleWindow *self);
/* Nothing waits for landmarks any more, and none is asked for. */
void _stubble_window_leave_landmarks (StubbleWindow *self);
/* A template that waits for landmarks is placed once the pupils and the top of the head are there;
 * @hint (nullable) is what is asked for now. */
void _stubble_window_follow_guide (StubbleWindow *self, const char *hint);
/* stubble-window-stroke.c */
void _stubble_window_on_stroke (StubbleCanvas *canvas, StubbleWindow *self);
void _stubble_window_on_ruler (StubbleCanvas *canvas, StubbleWindow *self);

/* stubble-window-views.c */
void _stubble_window_init_views (StubbleWindow *self);
void _stubble_window_set_views_document (StubbleWindow *self);
void _stubble_window_update_views (StubbleWindow *self);
/* The strip of photos; a narrow window hides it while the side panel is open. */
void _stubble_window_show_strip (StubbleWindow *self, gboolean show);
void _stubble_window_add_photo (StubbleWindow *self, GFile *file);
/* Puts the file in the place of the photo that is worked on. */
void _stubble_window_retake (StubbleWindow *self, GFile *file);
/* The canvas with the photo that is worked on. */
StubbleCanvas *_stubble_window_active_canvas (StubbleWindow *self);

/* stubble-window-compare.c */
void _stubble_window_init_compare (StubbleWindow *self);
/* stubble-window-record.c */
/* Asks where to, and writes the record of the visit as a PDF; it reads the photos itself, and waits
 * for none. A button to cancel is shown. */
void _stubble_window_record (StubbleWindow *self);
void _stubble_window_record_to (StubbleWindow *self, GFile *file);

/* stubble-window-variants.c */
void _stubble_window_init_variants (StubbleWindow *self);
void _stubble_window_update_variants (StubbleWindow *self);
/* stubble-window-presets.c */
void _stubble_window_init_presets (StubbleWindow *self);

/* stubble-window-recent.c */
void _stubble_window_init_recent (StubbleWindow *self);
/* Unless the user wants no list; with a picture of the document unless none are wanted. */
void _stubble_window_add_recent (StubbleWindow *self, GFile *file, StubbleDocument *document);

/* stubble-window-disk.c */
void _stubble_window_init_disk (StubbleWindow *self);
/* Watches the file that the document has now. */
void _stubble_window_watch (StubbleWindow *self);
void _stubble_window_unwatch (StubbleWindow *self);

/* stubble-window-head.c */
void _stubble_window_init_head (StubbleWindow *self);

/* stubble-window-turn.c */
void _stubble_window_init_turn (StubbleWindow *self);

/* stubble-window-present.c */
void _stubble_window_init_present (StubbleWindow *self);
/* Closes the client's window, if there is one. */
void _stubble_window_leave_present (StubbleWindow *self);

/* stubble-window-quick.c */
void _stubble_window_init_quick (StubbleWindow *self);

/* stubble-window-dnd.c */
void _stubble_window_init_dnd (StubbleWindow *self);

G_END_DECLS
