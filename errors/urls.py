"""The public addresses. Whatever stands before <tool>/ must be in errors.models.tool.RESERVED_SLUGS."""

from django.urls import path

from errors.views import feed
from errors.views.answer import answer
from errors.views.api import api, openapi
from errors.views.article import article, as_json, as_picture, markdown
from errors.views.asked import ask, asked
from errors.views.code import code
from errors.views.codes import codes
from errors.views.discovery import llms, opensearch, robots
from errors.views.favicon import favicon
from errors.views.feedback import feedback
from errors.views.home import home
from errors.views.info import info
from errors.views.mcp import mcp
from errors.views.saved import change_saved, export_saved, forget_saved, saved
from errors.views.search import search, search_json
from errors.views.sitemap import sitemap, sitemap_index
from errors.views.suggest import suggest
from errors.views.tool import tool, tool_json
from errors.views.wrong_match import wrong_match

urlpatterns = [
    path("", home, name="home"),
    path("favicon.ico", favicon, name="favicon"),
    path("match", answer, name="match"),
    path("match/wrong", wrong_match, name="wrong-match"),
    path("asked/", ask, name="ask"),
    path("asked/<str:token>/", asked, name="asked"),
    path("search", search, name="search"),
    path("search/suggest", suggest, name="suggest"),
    path("search.json", search_json, name="search-json"),
    path("saved/", saved, name="saved"),
    path("saved/<int:pk>/", change_saved, name="change-saved"),
    path("saved/forget/", forget_saved, name="forget-saved"),
    path("saved/fixes.md", export_saved, {"kind": "md"}, name="saved-markdown"),
    path("saved/fixes.json", export_saved, {"kind": "json"}, name="saved-json"),
    path("feed/", feed.new, name="feed"),
    path("feed/reviewed/", feed.reviewed, name="feed-reviewed"),
    path("feed/<slug:tool_slug>/", feed.of_tool, name="feed-tool"),
    path("sitemap.xml", sitemap_index, name="sitemap-index"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("llms.txt", llms, name="llms"),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("api/", api, name="api"),
    path("api/openapi.json", openapi, name="openapi"),
    path("mcp", mcp, name="mcp"),
    path("e/", codes, name="codes"),
    path("e/<str:code>", code, name="code"),
    path("about/<slug:slug>/", info, name="info"),
    path("<slug:tool_slug>/", tool, name="tool"),
    path("<slug:tool_slug>.json", tool_json, name="tool-json"),
    path("<slug:tool_slug>/<slug:name>/", article, name="article"),
    path("<slug:tool_slug>/<slug:name>.md", markdown, name="article-markdown"),
    path("<slug:tool_slug>/<slug:name>.json", as_json, name="article-json"),
    path("<slug:tool_slug>/<slug:name>.png", as_picture, name="article-picture"),
    path("<slug:tool_slug>/<slug:name>/feedback/", feedback, name="feedback"),
]
