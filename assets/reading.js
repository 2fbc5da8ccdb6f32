/* Where one is, links to copy, and what a link leads to, shown in place. */

/* The contents at the right say which section is being read: the last whose heading has passed the upper
   third of the window; after a jump, the one that was jumped to. */
addEventListener("DOMContentLoaded", () => {
  const nav = document.querySelector("#page-contents");
  if (!nav) return;
  const links = [...nav.querySelectorAll("a[href^='#']")];
  const places = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let jumped = null;

  const here = () => {
    const tops = places.map((place) => place?.getBoundingClientRect().top ?? Infinity);
    const line = innerHeight / 3;
    if (jumped !== null && tops[jumped] > -1 && tops[jumped] < innerHeight) return jumped;
    jumped = null;
    // At the end of the page nothing can rise any further: the line goes down with what is left to scroll.
    const left = document.documentElement.scrollHeight - innerHeight - scrollY;
    const reach = left < innerHeight ? innerHeight - (left / innerHeight) * (innerHeight - line) : line;
    return tops.findLastIndex((top) => top <= reach);
  };

  const show = () => {
    const at = here();
    links.forEach((link, index) => {
      link.classList.toggle("active", index === at);
      if (index === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    for (const item of nav.querySelectorAll(".toc-entry")) item.classList.toggle("active", at >= 0 && item.contains(links[at]));
  };

  let waiting = false;
  const soon = () => {
    if (!waiting) requestAnimationFrame(() => { waiting = false; show(); });
    waiting = true;
  };
  const jump = () => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const within = place ? places.findLastIndex((section) => section && (section === place || section.contains(place))) : -1;
    jumped = within < 0 ? null : within;
    soon();
  };
  // Whoever turns the wheel or a page has left the place that was jumped to.
  for (const kind of ["wheel", "touchmove", "keydown"]) addEventListener(kind, () => { jumped = null; }, { passive: true });
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  addEventListener("hashchange", jump);
  nav.addEventListener("click", () => setTimeout(jump));
  jump();
});

/* A click on the sign behind a heading copies its address, and goes there. */
addEventListener("DOMContentLoaded", () => {
  const said = document.createElement("div");
  said.className = "copied";
  said.setAttribute("role", "status");
  document.body.append(said);
  addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.headerlink");
    if (!link || !navigator.clipboard) return;
    try { await navigator.clipboard.writeText(link.href); } catch { return; }
    said.textContent = "Link copied";
    setTimeout(() => { said.textContent = ""; }, 2000);
  });
});

/* Terms, references and equations can be read where they are named: at the pointer or the focus, until
   Escape or until both have left. */
addEventListener("DOMContentLoaded", () => {
  const root = new URL(document.documentElement.dataset.content_root ?? "./", document.baseURI);
  const card = document.createElement("div");
  card.className = "hover-card";
  card.id = "hover-card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.body.append(card);
  let at = null, timer, terms;

  const load = () => (terms ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL("_static/terms.js", root).href;
    script.onload = () => done(window.BookTerms);
    script.onerror = failed;
    document.head.append(script);
  }));

  const paragraph = (html) => {
    const made = document.createElement("p");
    made.innerHTML = html;
    return made;
  };

  /* What a link leads to, as nodes; null for links that are no business of a card. */
  const content = async (link) => {
    const place = decodeURIComponent(link.hash.slice(1));
    const same = link.pathname === location.pathname;
    if (place.startsWith("term-")) {
      if (same) return null;
      const said = (await load())[place];
      return said ? [paragraph(said)] : null;
    }
    if (link.dataset.reference) {
      const made = document.createElement("p");
      made.textContent = link.dataset.reference;
      return [made];
    }
    if (!place.startsWith("equation-")) return null;
    let equation = same && document.getElementById(place);
    if (!same && location.protocol !== "file:") {
      const answer = await fetch(link.href);
      equation = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(place);
    }
    if (!equation) return null;
    const copy = document.importNode(equation, true);
    for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id");
    copy.querySelectorAll("a, [tabindex]").forEach((one) => one.setAttribute("tabindex", "-1"));
    copy.querySelector(".headerlink")?.remove();
    return [copy];
  };

  const hide = () => {
    clearTimeout(timer);
    at?.removeAttribute("aria-describedby");
    at = null;
    card.hidden = true;
  };

  const show = async (link) => {
    if (at === link) return;
    let nodes = null;
    try { nodes = await content(link); } catch { /* a page that cannot be asked shows no card */ }
    if (!nodes || !link.matches(":hover, :focus")) return;
    hide();
    at = link;
    card.replaceChildren(...nodes);
    card.hidden = false;
    const box = link.getClientRects()[0], room = card.getBoundingClientRect();
    const above = box.top > room.height + 12;
    card.style.left = `${scrollX + Math.max(8, Math.min(box.left, document.documentElement.clientWidth - room.width - 8))}px`;
    card.style.top = `${scrollY + (above ? box.top - room.height - 4 : box.bottom + 4)}px`;
    link.setAttribute("aria-describedby", card.id);
  };

  // The title would be a second, slower card for whoever has a mouse, and none for all others.
  for (const link of document.querySelectorAll("article a.reference.internal[title][href*='references.html#']")) {
    link.dataset.reference = link.title;
    link.removeAttribute("title");
  }

  const linkOf = (event) => event.target.closest?.("article a.reference.internal[href*='#']");
  const soon = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
  addEventListener("pointerover", (event) => {
    const link = event.pointerType === "touch" ? null : linkOf(event);
    if (link) soon(() => show(link), 250);
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (at && document.activeElement !== at) soon(hide, 250);
  });
  addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link?.matches(":focus-visible")) soon(() => show(link), 250);
    else if (at) hide();
  });
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("click", hide);
});
