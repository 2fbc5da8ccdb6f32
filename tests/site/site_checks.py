"""What is asked of a page in the browser. Each check returns its complaints, one string each."""

from importlib.resources import files

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]"

# The looks of texts and of links that were found legible, on whatever page: colour, size, and every
# background below them make the contrast, and the next page with the same look has the same.
LEGIBLE = set()

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 600_000, "uploadThroughput": 2e5}

# What follows a change of size or of state has followed after two frames.
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


NOTE_SHIFTS = """
    window.noted = {shift: 0, task: 0};
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
        if (!entry.hadRecentInput) window.noted.shift += entry.value;
    })).observe({type: 'layout-shift', buffered: true});
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
        window.noted.task = Math.max(window.noted.task, entry.duration);
    })).observe({type: 'longtask', buffered: true});
"""


class Visit:
    """A page in the browser: what it complained of, whom it asked, and what moved on the way.

    It is opened in a context of its own, where all that leads outside is held back. In a `context`
    that is given it is only noted: holding back would cost the browser its cache. A `slow`
    visit has a slow line and a slow processor, as DevTools emulates them.
    """

    def __init__(self, browser, url, *, width=1280, color_scheme="light", context=None, slow=False):
        self.errors = []
        self.outside = []
        self.asked = []
        self.home = url.split("/", 3)[:3]
        self.shares = context is not None
        self.context = context or browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=color_scheme,
            reduced_motion="reduce",
            bypass_csp=True,
        )
        self.page = self.context.new_page()
        if self.shares:
            self.page.on("request", self._note_outside)
        else:
            self.context.route("**/*", self._answer)
        if slow:
            devtools = self.context.new_cdp_session(self.page)
            devtools.send("Network.enable")
            devtools.send("Network.emulateNetworkConditions", SLOW)
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        self.page.add_init_script(NOTE_SHIFTS)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("requestfailed", self._note_failure)
        self.page.on("response", self._note_status)
        self.goto(url)

    def _answer(self, route):
        if route.request.url.split("/", 3)[:3] == self.home:
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _note_outside(self, request):
        if request.url.split("/", 3)[:3] != self.home and not request.url.startswith("blob:"):
            self.outside.append(request.url)

    def _listen(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def _note_failure(self, request):
        # Chromium cancels what a page that is being left was still loading.
        if request.failure != "net::ERR_ABORTED":
            self.errors.append(f"{request.failure}: {request.url}")

    def _note_status(self, response):
        if response.status >= 400:
            self.errors.append(f"{response.status}: {response.url}")

    def goto(self, url):
        """Open the address and wait until fonts are there."""
        self.page.goto(url, wait_until="load", timeout=60_000)
        self.settle()

    def settle(self):
        """Wait for fonts."""
        self.page.evaluate("() => document.fonts.ready.then(() => true)")

    def use_theme(self, theme):
        """Show the page in "light" or "dark"."""
        self.page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)

    def unfold(self, opened=True):
        """Open (or close) everything that is folded, and uncover what is to be predicted."""
        self.page.evaluate(
            """opened => {
                document.querySelectorAll('details').forEach(d => { d.open = opened });
                document.documentElement.classList.toggle('covers', !opened);
                document.documentElement.classList.toggle('uncovers', opened);
            }""",
            opened,
        )

    def close(self):
        """Leave."""
        (self.page if self.shares else self.context).close()


def axe_violations(page, within="html", of="all", sizes=True):
    """Return the accessibility rules that the page, or a part of it, breaks, and where.

    `of` is "all", "colours" for the rules whose outcome another theme may change, or "layout" for
    the rules that another width may change, which are all but those. Whether targets are large
    enough takes as long as all else; without `sizes` it is not asked.
    """
    page.evaluate(TWO_FRAMES)
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE} }} }}")
    # Code and formulas are most of a page. A rule on structure is asked of the text of the code
    # without its tokens, and of a box in the place of a formula's drawing; what is read out stays.
    # Contrast is asked of one text of each look: colour, size, and every background below it; and
    # of a look that was legible before, not again.
    # Without preload: axe would look for imported styles beside the page instead of beside the
    # style that imports them.
    asked = page.evaluate(
        """async ({tags, within, of, legible, sizes}) => {
            const ask = async (options, what = within) => {
                const asked = {...options, resultTypes: ['violations'], preload: false};
                const {violations} = await axe.run(what, asked);
                return violations.flatMap(rule => rule.nodes.map(node => `${rule.id} `
                    + `(${rule.help}): ${node.target.join(' ')}: ${node.failureSummary}`));
            };
            const root = document.querySelector(within), undo = [];
            const swap = (node, other) => {
                node.replaceWith(other);
                undo.push(() => other.replaceWith(node));
            };
            const restore = () => { while (undo.length) undo.pop()(); };

            const structure = async options => {
                for (const code of root.querySelectorAll('.highlight pre')) {
                    if (code.querySelector(':not(span), .verdict')) continue;
                    const parts = [...code.childNodes];
                    code.replaceChildren(code.textContent);
                    undo.push(() => code.replaceChildren(...parts));
                }
                const formulas = [...root.querySelectorAll('.katex-html')]
                    .filter(formula => !formula.closest('.katex-display'))
                    .map(formula => [formula, formula.getBoundingClientRect()]);
                for (const [formula, {width, height}] of formulas) {
                    const box = document.createElement('span');
                    box.ariaHidden = 'true';
                    const size = `width: ${width}px; height: ${height}px`;
                    box.style.cssText = `display: inline-block; ${size}`;
                    swap(formula, box);
                }
                const found = await ask(options);
                restore();
                return found;
            };

            const papers = new Map(), seen = new Set(legible);
            const paper = element => {
                if (!element) return '';
                if (!papers.has(element)) {
                    const style = getComputedStyle(element);
                    const own = [style.backgroundColor, style.backgroundImage, style.opacity];
                    papers.set(element, paper(element.parentElement) + own.join());
                }
                return papers.get(element);
            };
            const look = element => {
                const {color, fontSize, fontWeight} = getComputedStyle(element);
                const shown = element.checkVisibility({visibilityProperty: true});
                const off = element.closest(':disabled, [aria-disabled=true]') !== null;
                return [color, fontSize, fontWeight, shown, off, paper(element)].join();
            };
            const isNew = one => !seen.has(one) && Boolean(seen.add(one));
            const only = rule => ({runOnly: {type: 'rule', values: [rule]}});

            const links = async () => {
                const style = one => {
                    const {textDecorationLine, fontStyle, borderBottom} = getComputedStyle(one);
                    return [look(one), textDecorationLine, fontStyle, borderBottom].join();
                };
                const fresh = [...root.querySelectorAll('a[href]')].filter(link =>
                    isNew('link: ' + style(link) + style(link.parentElement)));
                return fresh.length ? ask(only('link-in-text-block'), {include: fresh}) : [];
            };

            const contrast = async () => {
                const texts = root => {
                    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), all = [];
                    while (walker.nextNode()) {
                        const {data, parentElement} = walker.currentNode;
                        // A style or a script that lost its text would change the page.
                        const said = data.trim() && !parentElement.matches('style, script');
                        if (said) all.push(walker.currentNode);
                    }
                    return all;
                };
                const says = (text, words) => {
                    const {data} = text;
                    text.data = words;
                    undo.push(() => { text.data = data; });
                };
                // A formula goes as a whole, or stays as it is but for its texts.
                const spare = [], formulas = new Set(legible);
                for (const formula of root.querySelectorAll('.katex')) {
                    const looks = texts(formula).map(text => look(text.parentElement));
                    if (looks.every(one => formulas.has(one))) spare.push(formula);
                    looks.forEach(one => formulas.add(one));
                }
                const looks = new Map(texts(root).map(text => [text, look(text.parentElement)]));
                if ([...looks.values()].every(one => seen.has(one))) return [];
                for (const formula of spare) swap(formula, document.createElement('span'));
                for (const [text, one] of looks) {
                    // Of a single letter axe says nothing.
                    says(text, isNew(one) ? text.data.trim().repeat(2) : '');
                }
                const found = await ask(only('color-contrast'));
                restore();
                return found;
            };

            const off = {enabled: false};
            const rules = {'color-contrast': off, 'link-in-text-block': off};
            if (!sizes) rules['target-size'] = off;
            // First: while texts are empty, nothing overflows, and the page takes note of that.
            const others = of === 'colours' ? []
                : await structure({runOnly: {type: 'tag', values: tags}, rules});
            const colours = of === 'layout' ? [] : [...await links(), ...await contrast()];
            return {colours, others, looks: [...seen]};
        }""",
        {
            "tags": AXE_TAGS,
            "within": within,
            "of": of,
            "legible": list(LEGIBLE),
            "sizes": sizes,
        },
    )
    if not asked["colours"]:
        LEGIBLE.update(asked["looks"])
    return asked["others"] + asked["colours"]


def math_problems(page):
    """Return the formulas that were not set, have a fault, or say nothing to a screen reader."""
    return page.evaluate(
        r"""() => [...document.querySelectorAll('.math')].flatMap(node => {
            const problems = [], math = node.querySelector('.katex-mathml > math');
            const drawn = node.querySelector('.katex-html');
            if (!math || !drawn) problems.push('not set: ' + node.textContent);
            if (node.querySelector('.katex-error')) problems.push('error: ' + node.textContent);
            if (math && !math.querySelector('annotation')?.textContent.trim()) {
                problems.push('without its TeX: ' + math.textContent);
            }
            if (drawn && !drawn.textContent.replaceAll('\u200b', '').trim()) {
                problems.push('nothing is drawn: ' + node.textContent);
            }
            return problems;
        })"""
    )


def image_problems(page):
    """Return the images of the text that did not load or that do not say what they show."""
    return page.evaluate(
        r"""() => [...document.querySelectorAll('main img')].flatMap(image => {
            const problems = [];
            const alt = (image.getAttribute('alt') ?? '').trim();
            if (!image.complete || !image.naturalWidth) problems.push('not loaded: ' + image.src);
            if (!alt) problems.push('no alt text: ' + image.src);
            if (/\.(png|jpe?g|svg|gif|webp)$/i.test(alt)) problems.push('alt is a file: ' + alt);
            return problems;
        })"""
    )


def overflow_problems(page):
    """Return what makes the page scroll sideways."""
    return page.evaluate(
        """() => {
            const room = document.documentElement.clientWidth;
            const width = document.documentElement.scrollWidth;
            if (width <= room) return [];
            const wide = [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > room + 1)
                .map(e => `${e.tagName}.${e.className}`);
            return [`${width} wide on a screen of ${room}: ` + wide.slice(0, 5).join(', ')];
        }"""
    )


def keyboard_problems(page):
    """Press Tab through the page; return what it never reaches, and what shows no focus there."""
    page.evaluate(TWO_FRAMES)
    stops = page.evaluate(
        """selector => {
            const look = element => ['', '::before', '::after'].map(part => {
                const style = getComputedStyle(element, part || null);
                return [style.outlineStyle === 'none' ? '' : style.outline, style.boxShadow,
                        style.borderColor, style.backgroundColor, style.textDecoration].join();
            }).join();
            const name = element => {
                const text = element.ariaLabel || element.textContent.trim() || element.id;
                return `${element.tagName.toLowerCase()} "${text.slice(0, 60)}"`;
            };
            document.activeElement?.blur();
            const stops = [...document.querySelectorAll(selector)].filter(element =>
                element.tabIndex >= 0 && !element.disabled
                && element.checkVisibility({visibilityProperty: true}));
            const before = new Map(stops.map(element => [element, look(element)]));
            const unseen = [];
            window.tour = {name, before, unseen};
            document.addEventListener('focusin', ({target}) => {
                if (before.has(target) && look(target) === before.get(target)) unseen.push(target);
                before.delete(target);
            });
            // The buttons of a player are stops as well, but none that a page can see.
            const players = document.querySelectorAll('audio[controls], video[controls]');
            return stops.length + 8 * players.length;
        }""",
        FOCUSABLE,
    )
    keys = page.context.new_cdp_session(page)
    tab = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    # A few more, for stops that come into being on the way.
    for pressed in range(stops + 20):
        keys.send("Input.dispatchKeyEvent", tab)
        if pressed % 10 == 9 and not page.evaluate("() => window.tour.before.size"):
            break
    keys.detach()
    return page.evaluate(
        """() => {
            const {name, before, unseen} = window.tour;
            return [...[...before.keys()].map(element => 'Tab never reaches ' + name(element)),
                    ...unseen.map(element => 'focus does not show on ' + name(element))];
        }"""
    )
