"""What programs look for at fixed addresses: /robots.txt, /llms.txt, /opensearch.xml."""

from __future__ import annotations

from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from errors.address import site_address
from errors.caching import public_page
from errors.keptpages import kept_list
from errors.models import Article, Tool

TEXT = "text/plain; charset=utf-8"


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", {"address": site_address(request)}, content_type=TEXT)


@require_safe
@public_page
@kept_list
def llms(request: HttpRequest) -> HttpResponse:
    published = Count("articles", filter=Q(articles__status=Article.Status.PUBLISHED))
    tools = Tool.objects.annotate(article_count=published).filter(article_count__gt=0).order_by(Lower("name"))
    return render(request, "llms.txt", {"address": site_address(request), "tools": tools}, content_type=TEXT)


@require_safe
@public_page
def opensearch(request: HttpRequest) -> HttpResponse:
    kind = "application/opensearchdescription+xml"
    return render(request, "opensearch.xml", {"address": site_address(request)}, content_type=kind)
