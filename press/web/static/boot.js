/* Runs before the page is painted: the reader's choice of light or dark, or that of the system; whether code is shown; whether the page stands in a frame. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.toggleAttribute("data-framed", self !== top && !document.referrer.startsWith(`${location.origin}/`)); /* shown by another site */
  let mode = "auto";
  try {
    mode = localStorage.getItem("mode") || mode;
    root.dataset.code = localStorage.getItem("code") || "off";
  } catch { /* storage may be forbidden */ }
  if (!["auto", "light", "dark"].includes(mode)) mode = "auto";
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.mode = mode;
  document.fonts.forEach((font) => font.display === "block" && font.load()); /* in the style itself: there before the first line is laid */
  root.dataset.theme = mode === "auto" ? (dark ? "dark" : "light") : mode;
})();
