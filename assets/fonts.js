/* The fonts that the styles hold, there before the first line is set. By itself a browser unpacks each when
   it is first asked for, beside its other work: by then the page may be on the screen, and its lines move. */
for (const sheet of document.styleSheets) {
  let rules = [];
  try { rules = [...sheet.cssRules]; } catch { /* a page from a file may not read its styles: its fonts come a little later */ }
  for (const { style } of rules.filter((rule) => rule instanceof CSSFontFaceRule)) {
    const data = /base64,([^")]+)/.exec(style.getPropertyValue("src"))?.[1];
    if (!data) continue;
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const family = style.getPropertyValue("font-family").replace(/\\(?=\d)|["']/g, "").replace(/\\ /g, " ");
    document.fonts.add(new FontFace(family, bytes, { style: style.getPropertyValue("font-style") || "normal", weight: style.getPropertyValue("font-weight") || "normal" }));
  }
}
