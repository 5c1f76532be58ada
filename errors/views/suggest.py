"""POST /search/suggest: the articles nearest to words that are being typed. By POST, so that no log holds the words."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from errors.ratelimit import limited
from errors.sameorigin import same_origin_only
from errors.suggesting import nearest

SHORTEST, LONGEST = 3, 100


@same_origin_only
@require_POST
@limited("suggest", "SUGGEST_RATE_PER_MINUTE", 60)
@never_cache
def suggest(request: HttpRequest) -> JsonResponse:
    """The words stand in `q`: one line, a few words. A longer text is a paste, and is for /match."""
    typed = request.POST.get("q", "").strip()
    if not SHORTEST <= len(typed) <= LONGEST or not typed.isprintable():
        return JsonResponse({"error": f"Send one line of {SHORTEST} to {LONGEST} characters in q."}, status=400)
    articles = [{"title": article.title, "tool": article.tool.name, "url": article.path} for article in nearest(typed)]
    return JsonResponse({"articles": articles})
