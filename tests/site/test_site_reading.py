"""Finding one's way: the first screen, where one is, links to copy, cards, lost addresses."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import address as repository
import pytest
from conftest import DOCUMENTS, QuietHandler
from site_checks import TWO_FRAMES, axe_violations

HOME = repository.site(repository.repository())

L2 = "book/penalties/l2.html"

# The last heading above the upper third, worked out from the positions in the document.
EXPECTED = """() => {
    const links = [...document.querySelectorAll('#page-contents a')];
    const line = scrollY + innerHeight / 3;
    const above = links.filter(link =>
        document.getElementById(link.hash.slice(1)).getBoundingClientRect().top + scrollY <= line);
    return above.at(-1)?.hash ?? '';
}"""
SHOWN = """() => [...document.querySelectorAll('#page-contents a.active')].map(link => link.hash)"""


def test_the_contents_say_where_one_is_at_every_position(visit, address):
    opened = visit(f"{address}{L2}")
    wrong = opened.page.evaluate(
        f"""async () => {{
            const frames = {TWO_FRAMES}, expected = {EXPECTED}, shown = {SHOWN};
            const wrong = [], height = document.documentElement.scrollHeight;
            for (let y = 0; y < height - 2 * innerHeight; y += 433) {{
                scrollTo({{top: y, behavior: 'instant'}});
                await frames();
                const [want, have] = [expected(), shown()];
                if (have.join() !== want) wrong.push(`${{y}}: ${{have}} instead of ${{want}}`);
            }}
            return wrong;
        }}"""
    )
    assert wrong == []


def test_at_the_end_the_last_section_is_marked(visit, address):
    opened = visit(f"{address}{L2}")
    opened.page.evaluate("() => scrollTo({top: 1e9, behavior: 'instant'})")
    opened.page.evaluate(TWO_FRAMES)
    links = "() => [...document.querySelectorAll('#page-contents a')].at(-1).hash"
    assert opened.page.evaluate(SHOWN) == [opened.page.evaluate(links)]


@pytest.mark.parametrize("place", ["pitfalls", "take-away", "further-reading", "derivation"])
def test_after_a_jump_its_section_is_marked(visit, address, place):
    opened = visit(f"{address}{L2}")
    opened.page.evaluate("place => { location.hash = place }", place)
    opened.page.wait_for_function(f"() => ({SHOWN})().join() === '#{place}'")
    opened.goto(f"{address}{L2}#{place}")
    opened.page.wait_for_function(f"() => ({SHOWN})().join() === '#{place}'")


def test_the_first_screen_shows_what_it_is_and_how_to_begin(visit, address):
    opened = visit(f"{address}{DOCUMENTS[0]}.html", width=1440)
    ends = opened.page.evaluate(
        """() => ['.first-screen__weights', '.first-screen__knob', '.first-screen__said',
                  '.first-routes li:last-child', '.first-routes__start'].map(one =>
            document.querySelector(one).getBoundingClientRect().bottom)"""
    )
    assert max(ends) <= 900
    begin = opened.page.locator(".first-routes a").evaluate_all("all => all.map(a => a.href)")
    assert begin[0] == f"{address}{DOCUMENTS[1]}.html"
    assert len(begin) == 4


def test_the_first_slider_frames_a_strength_and_says_what_it_does(visit, address):
    opened = visit(f"{address}{DOCUMENTS[0]}.html")
    knob, said = opened.page.get_by_label("strength λ"), opened.page.locator(".first-screen__said")
    assert "35 % of new digits" in said.inner_text()
    knob.focus()
    lefts = []
    for _ in range(5):
        box = opened.page.locator(".first-screen__frame").bounding_box()
        lefts.append(box["x"])
        opened.page.keyboard.press("ArrowRight")
        opened.page.wait_for_timeout(50)
    assert lefts == sorted(set(lefts))
    assert "73 % of the 500 right" in said.inner_text()
    opened.page.keyboard.press("ArrowLeft")
    opened.page.keyboard.press("ArrowLeft")
    assert "81 % of new digits" in said.inner_text()
    assert opened.page.locator(".first-screen td.now").all_inner_texts() == ["95 %", "81 %"]
    # The knob is under the column that it frames.
    frame = opened.page.locator(".first-screen__frame").bounding_box()
    column = opened.page.locator(".first-screen td.now").first.bounding_box()
    assert abs(frame["x"] + frame["width"] / 2 - column["x"] - column["width"] / 2) < 8


def test_a_heading_gives_its_address(browser, address):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{L2}")
    page.locator("#pitfalls h2").hover()
    page.locator("#pitfalls h2 a.headerlink").click()
    page.get_by_text("Link copied").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{address}{L2}#pitfalls"
    assert page.url.endswith("#pitfalls")
    context.close()


CARDS = {
    "a.reference[href*='#term-']": r"[\w -]+: .+\.",
    "a.reference[data-reference]": r".+\d{4}.*\.",
    "a.reference[href^='#equation-']": r"(?s).*\S.*",
}


@pytest.mark.parametrize("kind", CARDS)
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_what_a_link_leads_to_is_shown_in_place(visit, site, address, kind, scheme):
    home = address if scheme == "http" else f"{site.as_uri()}/"
    opened = visit(f"{home}{L2}")
    link = opened.page.locator(f"article {kind}").first
    link.scroll_into_view_if_needed()
    link.hover()
    card = opened.page.get_by_role("tooltip")
    card.wait_for()
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    assert re.fullmatch(CARDS[kind], card.inner_text().strip())
    assert card.locator("[id]").count() == 0
    if scheme == "http":
        assert axe_violations(opened.page, within="#hover-card") == []
    opened.page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert opened.errors == []


def test_a_card_opens_by_keyboard_and_closes_with_the_focus(visit, address):
    opened = visit(f"{address}{L2}")
    opened.page.locator("article a.reference[data-reference]").first.focus()
    opened.page.keyboard.press("Shift+Tab")
    opened.page.keyboard.press("Tab")
    opened.page.get_by_role("tooltip").wait_for()
    opened.page.keyboard.press("Tab")
    opened.page.get_by_role("tooltip").wait_for(state="hidden")


class AsPublished(QuietHandler):
    """A server of the site in its folder, with the page for addresses that lead nowhere."""

    folder = urlsplit(HOME).path

    def translate_path(self, path):
        """Return the file behind an address within the folder."""
        return super().translate_path(path.removeprefix(self.folder.rstrip("/")))

    def send_error(self, code, message=None, explain=None):
        """Answer with the page."""
        page = Path(self.directory, "404.html").read_text("utf-8")
        body = self.known_as(page).encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def known_as(self, page):
        """Let the page take this server for the one that publishes."""
        return page.replace(f'"{urlsplit(HOME).netloc}"', f'"{self.headers["Host"]}"')


class AtHome(AsPublished):
    """The same at the root of any other server."""

    folder = "/"

    def known_as(self, page):
        """Leave the page as it is."""
        return page


@pytest.mark.parametrize("kind", [AsPublished, AtHome])
def test_a_lost_address_is_answered_with_a_search(visit, site, serve, kind):
    home = serve(site, kind).rstrip("/") + kind.folder
    opened = visit(f"{home}book/penalties/lasso-path.html")
    opened.page.locator("article .book-search li a").first.click()
    opened.page.wait_for_url(f"{home}book/penalties/l1-path.html")
    # Elsewhere the browser looks ahead into the folder of the published site before it is told.
    ahead = f"404: {serve_root(home)}{urlsplit(HOME).path.lstrip('/')}_static/"
    missed = [error for error in opened.errors if error.startswith("404:")]
    if kind is AtHome:
        missed = [error for error in missed if not error.startswith(ahead)]
    assert missed == [f"404: {home}book/penalties/lasso-path.html"]


def serve_root(home):
    """Return the root of the server that an address is on."""
    return "{0.scheme}://{0.netloc}/".format(urlsplit(home))


def test_the_page_for_lost_addresses_is_accessible(visit, address):
    opened = visit(f"{address}404.html")
    for theme in ("light", "dark"):
        opened.use_theme(theme)
        assert axe_violations(opened.page) == []
