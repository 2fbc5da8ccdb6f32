// One pass over all figures that have not been set up yet: safe to run again, in any host.
for (const figure of document.querySelectorAll(".slider-figure")) {
  const data = figure.querySelector("script");
  // JupyterLab strips scripts from the outputs of a notebook that it does not trust yet.
  if (figure.show || !data) continue;
  const { values, readout, moves } = JSON.parse(data.textContent);
  const input = figure.querySelector("input");
  const parts = figure.querySelectorAll("[data-moves]");
  figure.show = () => {
    const i = input.valueAsNumber;
    moves.forEach(([attribute, pieces, frames], j) => {
      const frame = frames[i];
      if (attribute === "tints")
        [...parts[j].children].forEach((tint, level) =>
          tint.setAttribute("d", pieces.filter((_, l) => +frame[l] === level + 1).join("")));
      else
        parts[j].setAttribute(attribute, pieces.map((piece, l) => piece + (frame[l] ?? "")).join(""));
    });
    figure.querySelector("b").textContent = values[i];
    figure.querySelector("output").textContent = readout[i];
    input.setAttribute("aria-valuetext", readout[i] ? values[i] + ": " + readout[i] : values[i]);
  };
  input.addEventListener("input", figure.show);
  // The page around the figure must not take the arrow keys for itself.
  input.addEventListener("keydown", (event) => event.stopPropagation());
  input.disabled = false;
  figure.show();
}
