/* The box in which a reader types, on every page: what it needs is loaded when it is first used.
   Results are links in a list; the arrow keys walk along them. */
(() => {
  const SCRIPTS = ["search/engine.js", "search/sections.js", "search/rank.js"];
  const root = () => new URL(document.documentElement.dataset.content_root ?? "./", document.baseURI);
  let loading;

  const script = (name) => new Promise((done, failed) => {
    const made = document.createElement("script");
    made.src = new URL(`_static/${name}`, root()).href;
    made.onload = done;
    made.onerror = failed;
    document.head.append(made);
  });

  const load = () => {
    loading ??= SCRIPTS.reduce((before, name) => before.then(() => script(name)), Promise.resolve())
      .then(() => new window.BookSearch.BookSearch(window.BookSections).fill());
    return loading;
  };

  const make = (tag, kind, text = "") => {
    const made = document.createElement(tag);
    made.className = kind;
    made.textContent = text;
    return made;
  };

  const entry = ({ section, terms }) => {
    const link = make("a", "book-search__link");
    link.href = new URL(`${section.page}.html${section.kind === "page" ? "" : `#${section.place}`}`, root()).href;
    const path = section.kind === "page" ? [] : [section.pageTitle, ...section.path];
    if (section.kind === "exercise") path.splice(path.length - 1, 1, "Exercise");
    const line = make("span", "book-search__line");
    for (const [text, found] of window.BookSearch.line(section.text, terms)) line.append(found ? make("mark", "", text) : text);
    link.append(make("span", "book-search__title", section.title));
    if (path.length) link.append(make("span", "book-search__path", path.join(" › ")));
    link.append(line);
    const item = document.createElement("li");
    item.append(link);
    return item;
  };

  /* What an address that leads nowhere may have meant: the words of its last parts. */
  const wordsOf = ({ pathname, hash }) => decodeURIComponent(`${pathname.split("/").at(-1).replace(/\.\w+$/, "")} ${hash}`)
    .replace(/[-_#+]+/g, " ").trim();

  const furnish = (box) => {
    const form = box.querySelector("form"), input = box.querySelector("input");
    const said = box.querySelector(".book-search__said"), list = box.querySelector(".book-search__found");
    // What stands in a dialog is short; a page has room.
    const room = Number(box.dataset.room);
    let asked = 0;

    const show = async () => {
      const question = input.value.trim();
      const turn = (asked += 1);
      if (!question) {
        list.replaceChildren();
        said.textContent = "";
        return;
      }
      let search;
      try {
        if (!window.BookSearch) said.textContent = "Loading …";
        search = await load();
      } catch {
        loading = undefined;
        said.textContent = "The search could not be loaded.";
        return;
      }
      if (turn !== asked) return;
      const found = search.find(input.value);
      // Three of a page are enough where there is little room.
      const of = new Map();
      const shown = found.filter(({ section: { page } }) => of.set(page, (of.get(page) ?? 0) + 1).get(page) <= (room > 10 ? room : 3)).slice(0, room);
      list.replaceChildren(...shown.map(entry));
      said.textContent = found.length ? `${shown.length < found.length ? `The best ${shown.length} of ${found.length} places` : found.length === 1 ? "One place" : `${found.length} places`}` : `Nothing about “${question}”. Fewer or other words may help.`;
    };

    const walk = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [input, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      if (!step || at < 0 || (at === 0 && step < 0)) return;
      event.preventDefault();
      stops[Math.min(at + step, stops.length - 1)].focus();
    };

    input.addEventListener(box.dataset.focus ? "keydown" : "focus", () => load().catch(() => { loading = undefined; }), { once: true });
    input.addEventListener("input", show);
    box.addEventListener("keydown", walk);
    // A place on the same page would stay hidden behind the dialog.
    list.addEventListener("click", (event) => event.target.closest("a") && box.closest("dialog")?.close());
    if (box.closest("dialog")) return;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      history.replaceState(null, "", `?${new URLSearchParams({ q: input.value })}`);
      show();
    });
    input.value = new URLSearchParams(location.search).get("q") ?? (box.dataset.asksAddress ? wordsOf(location) : "");
    show();
    if (box.dataset.focus) input.focus();
  };

  addEventListener("DOMContentLoaded", () => document.querySelectorAll(".book-search").forEach(furnish));
})();
