"""What an article costs its reader: at most 30 kB compressed, in all."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import TestCase

from errors import articlefile, articlestore

BUDGET = 30_000
LIBRARY = Path(settings.BASE_DIR) / "errors" / "library"
ASSET = re.compile(r'(?:href|src)="/static/([^"]+)"')


def compressed(data: bytes) -> int:
    return len(gzip.compress(data, compresslevel=6))


class ArticleWeightTestCase(TestCase):
    def test_it_keeps_the_longest_article_under_the_budget(self) -> None:
        articles = [path for path in LIBRARY.glob("*/*.md") if path.parent.name != "about"]
        longest = max(articles, key=lambda path: path.stat().st_size)
        slug = f"{longest.parent.name}/{longest.stem}"
        articlestore.store(slug, articlefile.parse(longest.read_text()))
        page = self.client.get(f"/{slug}/").content
        assets = [finders.find(name) for name in ASSET.findall(page.decode())]
        self.assertNotIn(None, assets)
        weights = [compressed(page), *(compressed(Path(str(asset)).read_bytes()) for asset in assets)]
        self.assertLess(sum(weights), BUDGET, weights)
