"""Every page of the site in every state, as somebody comes to it: for whatever looks at all of them.

`furnish` puts into the database what the pages show. PUBLIC and DESK hold a function for each page, which opens it in
somebody's window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client, override_settings
from playwright.sync_api import BrowserContext, Page, expect

from errors import answering, reviewing
from errors.loading import LIBRARY, load
from errors.models import Article, Feedback, FileConflict, User
from tests.screenshots.scenes import SCENES

PASTES = Path(__file__).parent / "pastes"
LONG, SHORT = "docker/unauthorized-authentication-required", "go/missing-go-sum-entry"
SHOWN = [
    LONG,
    SHORT,
    "docker/manifest-unknown",
    "docker/port-is-already-allocated",
    "docker/pull-access-denied-repository-does-not-exist",
    "git/src-refspec-does-not-match-any",
    "typescript/2322-type-not-assignable",
]
"""The articles without which a page below would be another."""

MATCH = (PASTES / "docker/manifest-unknown/pull-missing-tag.txt").read_text()
SEVERAL = """$ docker compose up -d
Error response from daemon: manifest for registry.acme.dev/shop/api:1.8.2 not found: manifest unknown: manifest unknown
$ docker run -d -p 8080:80 --name web nginx
docker: Error response from daemon: Bind for 0.0.0.0:8080 failed: port is already allocated
$ git push origin mian
error: src refspec mian does not match any
error: failed to push some refs to 'https://git.acme.dev/shop/api.git'
"""
MAYBE = "the manifest for my image is unknown"
NONE = "$ ./press --start\nquux frobnicator exploded: flux 42\n"
NEAR = "manifest of the press: tag not pushed, port jammed"
SECRET = f"$ export TOKEN=ghp_{'x' * 36}\n$ docker login -u deploy -p hunter2hunter2 registry.acme.dev\n{MATCH}"
NOTE = "Our registry needs the VPN.\nAsk Dana for the certificate."
BLUE_SCREEN = next(scene for scene in SCENES if scene.name == "blue screen")


@dataclass(frozen=True)
class Window:
    """Somebody's browser window, and the address of the site."""

    browser: BrowserContext
    site: str

    def open(self, path: str) -> Page:
        page = self.browser.new_page()
        page.goto(self.site + path)
        return page

    def paste(self, text: str) -> Page:
        """The answer to a paste."""
        page = self.open("/")
        page.locator("textarea[name=paste]").fill(text)
        page.get_by_role("button", name="Find the fix").click()
        page.wait_for_url("**/match")
        return page

    def in_place(self, page: Page, button: str) -> Page:
        """The page after a form on it was sent and its outcome stands there."""
        page.get_by_role("button", name=button, exact=True).first.click()
        page.locator(".outcome").first.wait_for()
        return page


Opener = Callable[[Window], Page]


def furnish(slugs: list[str] | None = None) -> None:
    """Load the library, or some articles of it, and add what editors and readers left on the desk."""
    for path in [LIBRARY] if slugs is None else [LIBRARY / f"{slug}.md" for slug in slugs]:
        load(path)
    for line in (NONE, NONE, "sprocket 7 of press-2 is upside down", "gearbox 3 lost a tooth"):
        answering.answer(line)
    alice, bob, _ = (_editor(*each) for each in (("alice", "writer"), ("bob", "reviewer"), ("dana", "administrator")))
    article = _article(LONG)
    Feedback.objects.create(article=article, helpful=True, visitor="v1")
    Feedback.objects.create(
        article=article,
        helpful=False,
        reason="unclear",
        section="Causes",
        comment="Which tag do you mean?",
        visitor="v2",
    )
    document = reviewing.working_document(article)
    document.why += "\n\nA registry that is asked without a token answers with the address of the one who gives them."
    document.meaning = document.meaning.replace("registry", "image registry", 1)
    live = article.live.number if article.live else 0
    draft = reviewing.save_draft(article, document, by=alice, base=live, seen_live=live, submit=True)
    reviewing.send_back(
        article, draft.number, by=bob, comments={"Causes": "How does one tell the first from the second?"}
    )
    draft = reviewing.save_draft(article, document, by=alice, base=draft.number, seen_live=live, submit=True)
    FileConflict.objects.create(article=article, text=draft.text, digest="d")


def _editor(name: str, role: str) -> User:
    user = User.objects.create_user(name, is_staff=True, first_name=name.title())
    user.groups.add(Group.objects.get(name=role))
    return user


def _article(slug: str) -> Article:
    tool, _, name = slug.partition("/")
    return Article.objects.get(tool__slug=tool, name=name)


def sign_in(window: Window, name: str) -> None:
    client = Client()
    client.force_login(User.objects.get(username=name))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    window.browser.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": window.site}])


def _at(path: str) -> Opener:
    return lambda window: window.open(path)


def _pasted(text: str) -> Opener:
    return lambda window: window.paste(text)


def _home_with_a_problem(window: Window) -> Page:
    page = window.open("/")
    page.locator("input[type=file]").set_input_files(
        {"name": "build.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04" + bytes(2_000_000)}
    )
    expect(page.get_by_role("alert")).to_be_visible()
    return page


def _home_with_suggestions(window: Window) -> Page:
    page = window.open("/")
    page.locator("textarea").press_sequentially("docker manifest")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    return page


def _answer_unfolded(window: Window) -> Page:
    page = window.paste(SEVERAL)
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    return page


def _answer_to_a_picture(window: Window) -> Page:
    screen = window.browser.new_page()
    screen.set_content(BLUE_SCREEN.page(MATCH))
    picture = screen.locator("body").screenshot()
    screen.close()
    page = window.open("/")
    page.locator("input[type=file]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": picture})
    page.wait_for_url("**/match")
    return page


def _answer_said_to_be_wrong(window: Window) -> Page:
    page = window.paste(MATCH)
    page.get_by_text("Wrong match?").click()
    return window.in_place(page, "Tell the editors")


def _saved(window: Window, slugs: tuple[str, ...] = (SHORT, LONG)) -> Page:
    for slug in slugs:
        page = window.open(f"/{slug}/")
        page.get_by_text("Save this fix").click()
        page.get_by_label("A note to yourself").fill(NOTE)
        window.in_place(page, "Save").close()
    return window.open("/saved/")


def _answer_with_a_note(window: Window) -> Page:
    _saved(window, ("docker/manifest-unknown",)).close()
    return window.paste(MATCH)


def _asked(window: Window, text: str = NONE) -> Page:
    page = window.in_place(window.paste(text), "Tell the editors")
    page.goto(page.locator(".outcome code").inner_text().strip())
    return page


def _article_with_values(window: Window) -> Page:
    page = window.open("/docker/manifest-unknown/#image=acme%2Fapi&tag=1.8")
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    return page


def _thanks(window: Window) -> Page:
    """What a reader without JavaScript sees after “yes”."""
    page = window.open(f"/{SHORT}/")
    page.evaluate("() => HTMLFormElement.prototype.submit.call(document.querySelector('.feedback form'))")
    page.wait_for_url("**/feedback/")
    return page


def _forbidden(window: Window) -> Page:
    """A form that a page of another site sends."""
    page = window.browser.new_page()
    page.set_content(f"<form method=post action='{window.site}/match'><button>Send</button></form>")
    page.get_by_role("button").click()
    page.wait_for_url("**/match")
    return page


def _too_many(window: Window) -> Page:
    with override_settings(MATCH_RATE_PER_MINUTE=0):
        return window.paste(MATCH)


def _broken(window: Window) -> Page:
    with mock.patch("errors.views.info.render", side_effect=RuntimeError("for the picture of the page")):
        return window.open("/about/how-we-review/")


PUBLIC: dict[str, Opener] = {
    "home": _at("/"),
    "home with a problem": _home_with_a_problem,
    "home with suggestions": _home_with_suggestions,
    "answer": _pasted(MATCH),
    "answer, several errors": _pasted(SEVERAL),
    "answer, unfolded": _answer_unfolded,
    "answer, maybe": _pasted(MAYBE),
    "answer, none": _pasted(NONE),
    "answer, only near": _pasted(NEAR),
    "answer, nothing pasted": _pasted(""),
    "answer, secrets": _pasted(SECRET),
    "answer to a picture": _answer_to_a_picture,
    "answer said to be wrong": _answer_said_to_be_wrong,
    "answer with a note": _answer_with_a_note,
    "article, long": _at(f"/{LONG}/"),
    "article, short": _at(f"/{SHORT}/"),
    "article with values": _article_with_values,
    "tool with groups": _at("/docker/"),
    "tool without groups": _at("/go/"),
    "codes": _at("/e/"),
    "search": _at("/search"),
    "search, found": _at("/search?q=manifest"),
    "search, of one tool": _at("/search?q=manifest&tool=docker"),
    "search, paged": _at("/search?q=error&page=2"),
    "search, misspelt": _at("/search?q=manifset"),
    "search, nothing": _at("/search?q=xyzzy"),
    "saved, empty": _at("/saved/"),
    "saved": _saved,
    "asked": _asked,
    "thanks": _thanks,
    "about": _at("/about/how-we-review/"),
    "api": _at("/api/"),
    "403": _forbidden,
    "404": _at("/no/such-page/"),
    "429": _too_many,
    "500": _broken,
}


def _of_article(page: str) -> Opener:
    return lambda window: window.open(f"/admin/errors/article/{_article(LONG).pk}/{page}")


def _writing(window: Window) -> Page:
    page = _of_article("change/")(window)
    page.frame_locator("#preview").locator("h1").wait_for()
    return page


def _conflict(window: Window) -> Page:
    return window.open(f"/admin/conflicts/{FileConflict.objects.get().pk}/")


DESK: dict[str, Opener] = {
    "desk": _at("/admin/"),
    "articles": _at("/admin/errors/article/"),
    "writing": _writing,
    "writing, new": _at("/admin/errors/article/add/"),
    "review": _of_article("review/"),
    "history, compared": _of_article("history/?old=1&new=2"),
    "version": _of_article("versions/1/"),
    "about the article": _of_article("about/"),
    "gaps": _at("/admin/gaps/"),
    "feedback": _at("/admin/feedback/"),
    "figures": _at("/admin/figures/"),
    "files": _at("/admin/files/"),
    "conflict": _conflict,
    "account": _at("/admin/account/"),
    "people": _at("/admin/errors/user/"),
    "person": lambda window: window.open(f"/admin/errors/user/{User.objects.get(username='alice').pk}/change/"),
    "audit log": _at("/admin/errors/auditentry/"),
    "articles, searched": _at("/admin/errors/article/?q=image&due=me"),
    "tools": _at("/admin/errors/tool/"),
    "tool": lambda window: window.open(f"/admin/errors/tool/{_article(LONG).tool.pk}/change/"),
    "tool, new": _at("/admin/errors/tool/add/"),
    "redirects": _at("/admin/errors/redirect/"),
    "redirect, new": _at("/admin/errors/redirect/add/"),
    "info pages": _at("/admin/errors/infopage/"),
    "info page, new": _at("/admin/errors/infopage/add/"),
    "all feedback": _at("/admin/errors/feedback/"),
    "searches": _at("/admin/errors/search/"),
    "group": lambda window: window.open(f"/admin/auth/group/{Group.objects.get(name='writer').pk}/change/"),
    "password": _at("/admin/password_change/"),
}
"""As an administrator sees them; the first of them, not signed in, is the sign-in page."""
