/* What comes out stays covered until the reader has made a prediction. It keeps its place all the while, so that
   nothing moves; on paper, and without this script, it is in sight. */
(() => {
  const KEY = "book.predictions";
  const { classList } = document.documentElement;
  const remember = (never) => {
    try { never ? localStorage.setItem(KEY, "never") : localStorage.removeItem(KEY); } catch { /* kept for this page alone */ }
  };
  // Before the page is drawn.
  let never = false;
  try { never = localStorage.getItem(KEY) === "never"; } catch { /* a browser that keeps nothing */ }
  classList.add(never ? "uncovers" : "covers");

  const answers = (box) => {
    const cells = [];
    for (let at = box.nextElementSibling; at?.matches(".cell"); at = at.nextElementSibling) cells.push(at);
    return cells;
  };
  const show = (box, shown) => {
    for (const cell of answers(box)) cell.classList.toggle("covered", !shown);
    const button = box.querySelector(".prediction__reveal");
    button.textContent = shown ? "Cover it again" : "Show what comes out";
    button.ariaExpanded = String(shown);
  };
  const say = () => {
    const text = classList.contains("covers") ? "Never cover it" : "Cover what comes out until I ask";
    for (const button of document.querySelectorAll(".prediction__always")) button.textContent = text;
  };
  // A link that leads to what is covered uncovers it.
  const jump = () => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const cell = place && place.closest(".covered");
    const boxes = [...document.querySelectorAll(".prediction")];
    if (cell) show(boxes.find((box) => answers(box).includes(cell)), true);
  };
  addEventListener("DOMContentLoaded", () => { say(); jump(); });
  addEventListener("hashchange", jump);
  addEventListener("click", ({ target }) => {
    const box = target.closest?.(".prediction");
    if (target.matches?.(".prediction__reveal")) show(box, target.ariaExpanded !== "true");
    if (target.matches?.(".prediction__always")) {
      remember(classList.contains("covers"));
      for (const name of ["covers", "uncovers"]) classList.toggle(name);
      say();
    }
  });
})();
