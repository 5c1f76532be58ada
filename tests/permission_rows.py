"""The table of who gets what in the admin: "METHOD address action" -> a letter for each role."""

from __future__ import annotations

# What somebody gets: Y it is done or shown, N forbidden (403), R refused with a reason, L the sign-in page, F no such
# page, M not with this method. One letter each for: a visitor, an account without a role, writer, reviewer,
# administrator. Two words: for one's own object, and for another's.
STAFF, NOBODY, ONLY_POST = "LLYYY", "LLNNN", "LLMMM"
REVIEWERS, ADMINISTRATORS = "LLNYY", "LLNNY"
TOLD = "LLRYY"
"""A writer is told that only a reviewer may do it."""

# Models with Django's own pages: who may view, add, change and delete.
MODELS = {
    "auth/group": (ADMINISTRATORS,) * 4,
    "errors/user": (ADMINISTRATORS,) * 4,
    "errors/tool": (STAFF, STAFF, STAFF, ADMINISTRATORS),
    "errors/redirect": (STAFF, REVIEWERS, REVIEWERS, ADMINISTRATORS),
    "errors/infopage": (STAFF, REVIEWERS, REVIEWERS, ADMINISTRATORS),
    "errors/feedback": (STAFF, NOBODY, NOBODY, ADMINISTRATORS),
    "errors/search": (STAFF, NOBODY, NOBODY, ADMINISTRATORS),
    "errors/auditentry": (STAFF, NOBODY, NOBODY, NOBODY),
}

ARTICLE = "errors/article/<int:pk>/"
ROWS: dict[str, str] = {
    "GET ": STAFF,
    "GET login/": "YYYYY",
    "POST login/": "YYYYY",
    "POST logout/": "YYYYY",
    "GET password_change/": STAFF,
    "POST password_change/": STAFF,
    "GET password_change/done/": STAFF,
    "GET autocomplete/": STAFF,
    "GET jsi18n/": STAFF,
    "GET r/<path:content_type_id>/<path:object_id>/": STAFF,
    "GET ^(?P<app_label>auth|errors)/$": STAFF,
    "GET (?P<url>.*)$": "LLFFF",
    "GET errors/user/<id>/password/": ADMINISTRATORS,
    "POST errors/user/<id>/password/": ADMINISTRATORS,
    # The desk
    "GET signed-in/": STAFF,
    "GET gaps/": STAFF,
    "GET gaps.csv": STAFF,
    "GET gaps/<int:pk>/dismiss/": ONLY_POST,
    "POST gaps/<int:pk>/dismiss/": STAFF,
    "GET gaps/<int:pk>/reopen/": ONLY_POST,
    "POST gaps/<int:pk>/reopen/": STAFF,
    "GET feedback/": STAFF,
    "GET feedback/<int:pk>/state/": ONLY_POST,
    "POST feedback/<int:pk>/state/": STAFF,
    "GET figures/": STAFF,
    "GET figures/<slug:name>.csv": STAFF,
    "GET conflicts/<int:pk>/": STAFF,
    "POST conflicts/<int:pk>/": STAFF,
    "GET files/": STAFF,
    "POST files/": STAFF,
    "GET files/export/": STAFF,
    "GET files/<int:pk>/": f"{STAFF} {NOBODY}",
    "GET files/<int:pk>/apply/": ONLY_POST,
    "POST files/<int:pk>/apply/": f"{STAFF} {NOBODY}",
    "POST files/<int:pk>/apply/ publish": f"LLRRY {NOBODY}",
    "GET account/": STAFF,
    "GET account/factor/begin/": ONLY_POST,
    "POST account/factor/begin/": STAFF,
    "GET account/factor/confirm/": ONLY_POST,
    "POST account/factor/confirm/": "LLRRR",  # without a key there is no code
    "GET account/factor/remove/": ONLY_POST,
    "POST account/factor/remove/": "LLRRR",
    "GET account/sessions/end-others/": ONLY_POST,
    "POST account/sessions/end-others/": STAFF,
    "GET account/sessions/<int:pk>/end/": ONLY_POST,
    "POST account/sessions/<int:pk>/end/": f"{STAFF} {ADMINISTRATORS}",
    "GET account/of/<int:pk>/": f"{ADMINISTRATORS} {ADMINISTRATORS}",
    "GET account/of/<int:pk>/reset-factor/": ONLY_POST,
    "POST account/of/<int:pk>/reset-factor/": f"LLNNR {ADMINISTRATORS}",
    # Articles
    "GET errors/article/": STAFF,
    "POST errors/article/ approve_selected": "LLNRR LLNYY",
    "POST errors/article/ archive_selected": "LLNYY LLNYY",
    "POST errors/article/ export_selected": f"{STAFF} {STAFF}",
    "GET errors/article/add/": STAFF,
    "POST errors/article/add/": STAFF,
    "POST errors/article/preview/": STAFF,
    "POST errors/article/try/": STAFF,
    "GET errors/article/try/": ONLY_POST,
    "GET errors/article/<path:object_id>/change/": f"{STAFF} {STAFF}",
    "POST errors/article/<path:object_id>/change/": f"{STAFF} {STAFF}",
    "GET errors/article/<path:object_id>/delete/": f"{NOBODY} {NOBODY}",
    "POST errors/article/<path:object_id>/delete/": f"{NOBODY} {NOBODY}",
    "GET errors/article/<path:object_id>/history/": f"{STAFF} {STAFF}",
    "GET errors/article/<path:object_id>/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}preview/": f"{STAFF} {STAFF}",
    f"POST {ARTICLE}preview/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}try/": ONLY_POST,
    f"POST {ARTICLE}try/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}review/": f"{STAFF} {STAFF}",
    f"POST {ARTICLE}review/ approve": "LLRRR LLRYY",
    f"POST {ARTICLE}review/ override": "LLRRY LLRYY",
    f"POST {ARTICLE}review/ back": f"{TOLD} {TOLD}",
    f"GET {ARTICLE}history/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}versions/<int:number>/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}versions/<int:number>/restore/": ONLY_POST,
    f"POST {ARTICLE}versions/<int:number>/restore/": f"{STAFF} {STAFF}",
    f"GET {ARTICLE}about/": f"{STAFF} {STAFF}",
    **{f"GET {ARTICLE}about/{step}/": ONLY_POST for step in ("care", "rename", "archive", "unarchive", "delete")},
    **{f"GET {ARTICLE}about/{step}/": ONLY_POST for step in ("recover", "renew", "discard")},
    f"POST {ARTICLE}about/care/": f"{STAFF} {STAFF}",
    f"POST {ARTICLE}about/rename/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/archive/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/unarchive/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/delete/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/delete/ unpublished": f"{STAFF} {TOLD}",
    f"POST {ARTICLE}about/recover/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/renew/": f"{TOLD} {TOLD}",
    f"POST {ARTICLE}about/discard/": f"{STAFF} {TOLD}",
}
for model, (view, add, change, delete) in MODELS.items():
    page = f"{model}/<path:object_id>/"
    ROWS |= {f"GET {model}/": view, f"GET {model}/add/": add, f"POST {model}/add/": add, f"GET {page}": STAFF}
    ROWS |= {f"GET {page}history/": view, f"GET {page}change/": view, f"POST {page}change/": change}
    ROWS |= {f"GET {page}delete/": delete, f"POST {page}delete/": delete}
    ROWS |= {f"POST {model}/ delete_selected": delete}
