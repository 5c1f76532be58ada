"""The editors' side: one page for an article with all its parts, what readers say, info pages, accounts."""

from django.contrib import admin

from errors.admin import accounts, articles, pages, readers, records

__all__ = ["accounts", "articles", "pages", "readers", "records"]

admin.site.empty_value_display = "–"
