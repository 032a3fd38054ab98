/* Makes the figures of a page interactive in place, when they come near the view. Without it the drawings stay. */
(() => {
  "use strict";
  const here = document.currentScript.src;
  const library = here.replace(/press\.js([?#].*)?$/, "plotly.min.js");
  let loading = null;

  const load = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${address} could not be loaded`));
    document.head.append(script);
  });
  const loadLibrary = () => (loading ??= load(library).then(() => window.Plotly));

  /* The numbers of a figure are a script of their own, which calls this: a page read from the disk can load no JSON. */
  const numbers = new Map();
  window.pressFigure = (id, value) => numbers.set(id, value);
  const asked = new Map();
  const dataOf = async (figure) => {
    const { live, id } = figure.querySelector(".press-plot").dataset;
    if (!asked.has(id)) asked.set(id, load(live));
    await asked.get(id);
    return structuredClone(numbers.get(id));
  };

  const draw = async (figure) => {
    const place = figure.querySelector(".press-plot");
    const still = place.querySelector("picture");
    const [{ figure: { data, layout }, config }, Plotly] = await Promise.all([dataOf(figure), loadLibrary()]);
    const live = document.createElement("div");
    live.className = "press-live";
    live.setAttribute("role", "img");
    live.setAttribute("aria-label", still.querySelector("img").alt);
    place.style.minHeight = `${place.offsetHeight}px`;
    place.append(live);
    const size = { width: place.clientWidth, height: still.offsetHeight || layout.height };
    await Plotly.newPlot(live, data, { ...layout, ...size, autosize: false }, config);
    figure.classList.add("press-is-live");
    place.style.minHeight = "";
    let width = size.width;
    new ResizeObserver(() => {
      if (Math.abs(place.clientWidth - width) > 1 && place.clientWidth > 0) {
        width = place.clientWidth;
        Plotly.relayout(live, { width });
      }
    }).observe(place);
  };

  const table = async (figure, box) => {
    const { rows } = await dataOf(figure);
    if (!rows || box.querySelector("table")) return;
    const frame = document.createElement("div");
    frame.className = "press-scroll";
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", `Plotted rows: ${figure.querySelector(".press-title")?.innerText ?? figure.id}`);
    const grid = document.createElement("table");
    const head = grid.createTHead().insertRow();
    for (const name of rows.columns) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = name;
      head.append(cell);
    }
    const body = grid.createTBody();
    for (const row of rows.data) {
      const line = body.insertRow();
      for (const value of row) line.insertCell().textContent = value ?? "";
    }
    frame.append(grid);
    box.append(frame);
  };

  /* A page links the first sources of a figure and only names the others. */
  const links = async (figure, card) => {
    const { urls } = await dataOf(figure);
    card.querySelectorAll(".press-sources li").forEach((item, i) => {
      if (item.querySelector("a") || !/^https?:/.test(urls?.[i] ?? "")) return;
      const link = document.createElement("a");
      link.href = urls[i];
      link.rel = "noopener";
      link.append(...item.childNodes);
      item.append(link);
    });
  };

  const copied = (text) => {
    const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    return /https?:\/\//.test(text) ? `${text} (accessed ${day}).` : text;
  };

  const toClipboard = async (line, text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      getSelection().selectAllChildren(line);
      return false;
    }
  };

  const citations = () => {
    for (const line of document.querySelectorAll(".press-cite > .press-citation")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "press-copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", "Copy the citation");
      const said = document.createElement("span");
      said.className = "press-said";
      said.setAttribute("role", "status");
      button.addEventListener("click", async () => {
        const done = await toClipboard(line, copied(line.textContent));
        said.textContent = done ? "Copied" : "Selected: press Ctrl+C";
        setTimeout(() => { said.textContent = ""; }, 4000);
      });
      line.after(" ", button, said);
    }
    const box = document.getElementById("cite-this-page");
    const open = () => { if (box && location.hash === "#cite-this-page") box.open = true; };
    addEventListener("hashchange", open);
    open();
    for (const link of document.querySelectorAll('a[href="#cite-this-page"]')) {
      link.addEventListener("click", (event) => {
        if (!box) return;
        event.preventDefault();
        box.open = true;
        box.querySelector("summary").focus();
        box.scrollIntoView({ block: "center" });
      });
    }
  };

  const start = () => {
    citations();
    const figures = document.querySelectorAll("figure.press-figure");
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        seen.unobserve(entry.target);
        draw(entry.target).catch((error) => {
          entry.target.classList.add("press-is-still");
          console.warn(error.message);
        });
      }
    }, { rootMargin: "300px 0px" });
    /* Nothing heavy is fetched for somebody who only looks at the top of a page. */
    const signs = ["scroll", "wheel", "pointermove", "pointerdown", "touchstart", "keydown"];
    const begin = () => {
      for (const sign of signs) removeEventListener(sign, begin);
      for (const figure of figures) seen.observe(figure);
    };
    for (const sign of signs) addEventListener(sign, begin, { passive: true });
    for (const figure of figures) {
      const box = figure.querySelector("details.press-table");
      if (box) box.addEventListener("toggle", () => box.open && table(figure, box));
      const card = figure.querySelector("details.press-card");
      if (card) card.addEventListener("toggle", () => card.open && links(figure, card));
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
