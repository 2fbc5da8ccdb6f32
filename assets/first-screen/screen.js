/* The slider of the preface: which strength is framed, and what is said of it. */
(() => {
  const screen = document.querySelector(".first-screen"), knob = screen.querySelector("input");
  const rows = [...screen.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("td, thead th:not([scope=row])")]);
  const [strengths, fitted, fresh] = rows.map((row) => row.map((cell) => cell.textContent));
  const best = fresh.map(parseFloat).indexOf(Math.max(...fresh.map(parseFloat)));
  const show = () => {
    const at = Number(knob.value);
    screen.style.setProperty("--at", at);
    rows.flat().forEach((cell) => cell.classList.toggle("now", rows.some((row) => row[at] === cell)));
    const why = at === best ? "The strokes appear, and most new digits are right." : at > best ? "Too much: now it forgets even what it was shown."
      : at === 0 ? "All learned by heart. The weights are noise, and most new digits are wrong. Turn λ up." : "Less noise, and more new digits right.";
    screen.querySelector(".first-screen__said").textContent = `λ = ${strengths[at]}: ${fitted[at]} of the ${screen.dataset.rows} right, ${fresh[at]} of new digits. ${why}`;
    knob.setAttribute("aria-valuetext", `λ = ${strengths[at]}`);
  };
  knob.addEventListener("input", show);
  show();
})();
