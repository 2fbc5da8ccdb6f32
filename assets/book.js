/* Folded solutions open when a link leads to them; on paper they stand at the end. */
(() => {
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement?.closest("details")) {
      if (at.matches("details")) at.open = true;
    }
  };
  addEventListener("hashchange", reveal);
  addEventListener("DOMContentLoaded", reveal);

  /* On paper all is unfolded, in the light colours, and the solutions stand at the end. */
  let undo = [];
  const solutionsToTheEnd = (article) => {
    const solutions = [...article.querySelectorAll("details.solution")];
    const page = article.querySelector(":scope > section");
    if (!solutions.length || !page) return;
    const end = document.createElement("section");
    end.className = "solutions";
    end.append(Object.assign(document.createElement("h2"), { textContent: "Solutions" }));
    page.append(end);
    undo.push(() => end.remove());
    for (const solution of solutions) {
      const place = document.createComment("solution");
      solution.replaceWith(place);
      end.append(solution);
      undo.push(() => place.replaceWith(solution));
    }
  };
  const lightColours = () => {
    const { dataset } = document.documentElement;
    const theme = dataset.theme;
    if (theme !== "dark") return;
    dataset.theme = "light";
    undo.push(() => (dataset.theme = theme));
  };
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("main details:not([open])")) {
      details.open = true;
      undo.push(() => (details.open = false));
    }
    document.querySelectorAll(".bd-article").forEach(solutionsToTheEnd);
    lightColours();
  });
  addEventListener("afterprint", () => {
    while (undo.length) undo.pop()();
  });
})();

/* A place that has moved to another page is looked up there; only a reader of an old address loads the list. */
addEventListener("DOMContentLoaded", () => {
  const place = decodeURIComponent(location.hash.slice(1));
  if (!place || document.getElementById(place)) return;
  const root = new URL(document.documentElement.dataset.content_root ?? "./", location.href);
  const list = document.createElement("script");
  list.src = new URL("_static/moved.js", root).href;
  list.onload = () => {
    const name = location.pathname.slice(root.pathname.length).replace(/(\.html)?$/, "");
    const [page, there = ""] = window.MOVED[name]?.[place]?.split("#") ?? [];
    if (page) location.replace(new URL(`${page}.html#${there}`, root).href);
  };
  document.head.append(list);
});

/* What scrolls sideways can be reached and scrolled by keyboard; what does not is no stop of the Tab key. */
addEventListener("load", () => {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  const wide = ".bd-article :is(pre, .formula, .pst-scrollable-table-container, .cell_output, .cell_output > :is(.output, figure))";
  document.querySelectorAll(wide).forEach((element) => observer.observe(element));
});

/* What goes on behind the right edge says so until it is scrolled to its end. */
addEventListener("load", () => {
  const look = (wide) => {
    const says = wide.matches("pre") ? wide.parentElement : wide;
    says?.classList.toggle("goes-on", wide.scrollLeft + wide.clientWidth < wide.scrollWidth - 1);
  };
  const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => look(target)));
  const wide = ".bd-article :is(.highlight > pre, .pst-scrollable-table-container, .cell_output:has(> img), .cell_output > :is(.output, figure):has(> img))";
  for (const one of document.querySelectorAll(wide)) {
    observer.observe(one);
    one.addEventListener("scroll", () => look(one), { passive: true });
  }
});
