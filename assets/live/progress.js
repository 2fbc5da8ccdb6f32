/* How many exercises of each page are done, in the side bar and on the map. */
import { all, book } from "./answers.js";

const root = new URL(document.documentElement.dataset.content_root ?? "./", location.href);
const LINKS = ".bd-sidebar-primary .bd-links a.reference, .bd-article .sd-card a.sd-stretched-link";

/* The page's name as the contents have it: "book/penalties/l2". */
const named = (link) => {
  const address = new URL(link.getAttribute("href"), location.href);
  return address.href.startsWith(root.href) ? address.pathname.slice(root.pathname.length).replace(/\.html$/, "") : "";
};

let pages;
export const show = async () => {
  pages ??= book();
  const exercises = await pages, kept = all();
  for (const link of document.querySelectorAll(LINKS)) {
    const names = exercises[named(link)];
    if (!names) continue;
    const done = names.filter((name) => kept[name]?.passed).length;
    const begun = names.some((name) => name in kept);
    const place = link.closest(".sd-card")?.querySelector(".sd-card-footer > p") ?? link;
    place.querySelector(".live-count")?.remove();
    if (!begun) continue;
    const count = document.createElement("span");
    count.className = done === names.length ? "live-count live-count-all" : "live-count";
    const more = document.createElement("span");
    more.className = "visually-hidden";
    more.textContent = " exercises done";
    count.append(`${done} of ${names.length}`, more);
    place.append(" ", count);
  }
};
addEventListener("answers", show);
