"""/: the paste box, then search, tools and what was reviewed last."""

from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from errors.caching import public_page
from errors.keptpages import kept_list
from errors.models import Article, Tool

RECENT = 8


@require_safe
@public_page
@kept_list
def home(request: HttpRequest) -> HttpResponse:
    published = Count("articles", filter=Q(articles__status=Article.Status.PUBLISHED))
    tools = list(Tool.objects.annotate(article_count=published).filter(article_count__gt=0).order_by(Lower("name")))
    recent = Article.objects.published().for_lists().filter(reviewed_on__isnull=False)
    ctx = {
        "tools": tools,
        "recent": recent.order_by("-reviewed_on", "-pk")[:RECENT],
        "article_count": sum(tool.article_count for tool in tools),
    }
    return render(request, "home.html", ctx)
