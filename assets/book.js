/* Folded solutions open when a link leads to them and when the page is printed. */
(() => {
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement?.closest("details")) {
      if (at.matches("details")) at.open = true;
    }
  };
  addEventListener("hashchange", reveal);
  addEventListener("DOMContentLoaded", reveal);

  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("main details:not([open])")];
    unfolded.forEach((details) => (details.open = true));
  });
  addEventListener("afterprint", () => unfolded.forEach((details) => (details.open = false)));
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
addEventListener("load", async () => {
  await window.MathJax?.startup?.promise;
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  const wide = ".bd-article :is(pre, .math, mjx-container[display], .pst-scrollable-table-container, .cell_output > .output)";
  document.querySelectorAll(wide).forEach((element) => observer.observe(element));
});
