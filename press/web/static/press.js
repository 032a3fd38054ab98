/* The figures of a page: values of their marks by pointer, finger and arrow keys, and on demand the chart itself. */
(() => {
  "use strict";
  const here = document.currentScript.src;
  const library = here.replace(/press\.js([?#].*)?$/, "plotly.min.js");
  const book = here.replace(/_static\/press\.js([?#].*)?$/, "");
  const NEAR = 28, FINGER = 44; /* how far from a mark it still answers, in pixels */

  const make = (kind, name, more = {}) => Object.assign(document.createElement(kind), { className: name, ...more });
  const asked = new Map();
  const load = (address) => {
    if (!asked.has(address)) {
      asked.set(address, new Promise((resolve, reject) => {
        const script = make("script", "", { src: address, onload: resolve });
        script.onerror = () => { asked.delete(address); reject(new Error(`${address} could not be loaded`)); };
        document.head.append(script);
      }));
    }
    return asked.get(address);
  };

  /* Numbers and marks of a figure are scripts of their own, which call these: a page read from the disk can load no JSON. */
  const numbers = new Map(), marked = new Map();
  window.pressFigure = (id, value) => numbers.set(id, value);
  window.pressMarks = (id, value) => marked.set(id, value);
  const plotOf = (figure) => figure.querySelector(".press-plot");
  const dataOf = async (figure) => {
    const { live, id } = plotOf(figure).dataset;
    await load(live);
    return structuredClone(numbers.get(id));
  };

  let leave = () => {}; /* hides the value that is shown */
  const values = (figure) => {
    const plot = plotOf(figure), { live, id } = plot.dataset, image = plot.querySelector("img");
    if ("own" in plot.dataset) return; // the author's picture: its marks are not known
    const layer = make("div", "press-values", { tabIndex: 0 });
    layer.setAttribute("role", "application");
    layer.setAttribute("aria-label", "Values: arrow keys go from mark to mark, Escape leaves");
    const ring = make("span", "press-ring", { hidden: true }), said = make("output", "press-value", { hidden: true });
    layer.append(ring, said);
    plot.append(layer);
    let marks = [], shown = -1, over = false, laid = "";

    const ready = async () => {
      await load(live.replace(/js$/, "marks.js"));
      const width = image.clientWidth, now = `${width} ${image.currentSrc}`;
      if (laid === now) return;
      laid = now;
      const { words, wide, narrow } = marked.get(id);
      const narrows = image.currentSrc.includes(".narrow."), flat = narrows ? narrow : wide;
      const scale = width / (narrows ? 360 : image.getAttribute("width"));
      marks = [];
      for (let i = 0; i < flat.length; i += 5) {
        const [x, y, w, h] = flat.slice(i + 1, i + 5).map((length) => length * scale);
        marks.push({ text: words[flat[i]], x, y, w, h });
      }
    };
    const hide = () => { ring.hidden = said.hidden = true; said.textContent = ""; shown = -1; };
    const show = (i) => {
      if (i === shown) return;
      if (leave !== hide) leave();
      leave = hide;
      shown = i;
      const { text, x, y, w, h } = marks[i];
      ring.hidden = said.hidden = false;
      ring.style.cssText = `left:${x - 6}px;top:${y - 6}px;width:${w + 12}px;height:${h + 12}px`;
      said.textContent = text;
      const left = Math.min(Math.max(x + w / 2 - said.offsetWidth / 2, 0), plot.clientWidth - said.offsetWidth);
      const above = y - said.offsetHeight - 10;
      said.style.cssText = `left:${left}px;top:${above < -40 ? y + h + 10 : above}px`;
    };
    /* Small marks come before the large ones they lie on. */
    const nearest = ({ clientX, clientY }, reach) => {
      const { left, top } = plot.getBoundingClientRect();
      let best = -1, least = reach;
      marks.forEach(({ x, y, w, h }, i) => {
        const beside = (at, start, size) => Math.max(start - at, 0, at - start - size);
        const far = Math.hypot(beside(clientX - left, x, w), beside(clientY - top, y, h)) + Math.min(Math.sqrt(w * h) / 9, 20);
        if (far < least) [best, least] = [i, far];
      });
      return best;
    };
    const point = async (event, reach) => {
      over = true;
      await ready();
      const i = nearest(event, reach);
      if (over && i >= 0) show(i);
      else hide();
    };
    const quiet = (error) => console.warn(error.message);
    plot.addEventListener("pointermove", (event) => event.pointerType !== "touch" && point(event, NEAR).catch(quiet));
    plot.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && (over = false, hide()));
    plot.addEventListener("click", (event) => point(event, FINGER).catch(quiet));
    layer.addEventListener("focus", () => ready().catch(quiet));
    layer.addEventListener("blur", hide);
    layer.addEventListener("keydown", async (event) => {
      if (event.key === "Escape") return layer.blur();
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -shown, End: marks.length - 1 - shown }[event.key];
      if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      await ready().catch(quiet);
      if (marks.length) show(shown < 0 && step < 0 ? marks.length - 1 : (shown + step + marks.length) % marks.length);
    });
  };

  /* Words for the pointer in lines that a telephone holds: Plotly breaks none. */
  const folded = (words) => Array.isArray(words) ? words.map(folded) : words?.replace?.(/([^<]{28,44}) /g, "$1<br>") ?? words;

  /* The chart itself, in a window over the page: zoom, series on and off. Nothing of it is fetched before. */
  const explore = async (figure) => {
    const title = figure.querySelector(".press-title .caption-text")?.textContent ?? "Figure";
    const dialog = make("dialog", "press-dialog"), bar = make("p", "press-bar"), live = make("div", "press-live");
    const close = make("button", "press-close", { type: "button", textContent: "Close", onclick: () => dialog.close() });
    dialog.setAttribute("aria-label", title);
    live.textContent = "The chart is being fetched.";
    bar.append(make("strong", "", { textContent: title }), close);
    const key = [".press-subtitle", ".press-source"].map((said) => figure.querySelector(said)?.cloneNode(true) ?? ""); // what the marks mean
    dialog.append(bar, key[0], live, key[1]);
    document.body.append(dialog);
    dialog.addEventListener("close", () => { window.Plotly?.purge(live); dialog.remove(); });
    dialog.showModal();
    try {
      const [{ figure: { data, layout }, config }] = await Promise.all([
        dataOf(figure), load(library), document.fonts.load('12px "Book figures"').catch(() => {}),
      ]);
      if (!dialog.open) return;
      live.textContent = "";
      for (const axis in layout) if (/^yaxis/.test(axis)) layout[axis].ticklabelstandoff ??= 6; // names beside marks, not on them
      for (const trace of data) if (trace.hovertext) trace.hovertext = folded(trace.hovertext);
      const room = 40, high = Math.max((layout.height ?? 450) + room, innerHeight * .9 - bar.offsetHeight - (key[0].offsetHeight ?? 0) - 60);
      const span = ({ range: [from, to] }) => Math.abs(to - from), { xaxis, yaxis } = layout;
      const wide = () => Math.min(live.clientWidth, layout.width ?? Infinity);
      const tall = Math.min(high, yaxis?.scaleanchor ? live.clientWidth * span(yaxis) / span(xaxis) + 2 * room : Infinity); // no empty sea
      const whole = {
        ...layout, autosize: false, width: wide(), height: tall,
        margin: { ...layout.margin, t: (layout.margin?.t ?? 16) + room, l: Math.max(layout.margin?.l ?? 80, 18) + 6, r: Math.max(layout.margin?.r ?? 80, 18) }, // half a year's number
        font: { ...layout.font, family: '"Book figures", "Book letters", sans-serif' },
        modebar: { bgcolor: "rgba(0,0,0,0)", color: "#555", activecolor: "#0b5cad" }, // on clear paper Plotly makes them pale on grey
      };
      await window.Plotly.newPlot(live, data, whole, { ...config, displayModeBar: true });
      const inside = {}; // words that would run off the chart move onto it, or beside a mark get room
      live.querySelectorAll(".annotation").forEach((words) => {
        const { index } = words.dataset, { left, right } = words.getBoundingClientRect(), frame = live.firstChild.getBoundingClientRect();
        const over = Math.max(0, frame.left - left) - Math.max(0, right - frame.right);
        const { xref = "x", xshift = 0 } = whole.annotations[index];
        if (over < 0 && xref.startsWith("x") && !xref.endsWith("domain")) inside["margin.r"] = Math.max(inside["margin.r"] ?? 0, whole.margin.r - 1.4 * over);
        else if (over) inside[`annotations[${index}].xshift`] = xshift + over;
      });
      if (Object.keys(inside).length) await window.Plotly.relayout(live, inside);
      new ResizeObserver(() => live.clientWidth && live.data && window.Plotly.relayout(live, { width: wide() })).observe(dialog);
    } catch (error) {
      live.textContent = "The chart could not be loaded. The drawing, the table and the files are on the page.";
      console.warn(error.message);
    }
  };

  const table = async (figure, box) => {
    const { rows } = await dataOf(figure);
    if (!rows || box.querySelector("table")) return;
    const frame = make("div", "press-scroll", { tabIndex: 0 }), grid = make("table", "");
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", `Plotted rows: ${figure.querySelector(".press-title")?.innerText ?? figure.id}`);
    grid.createTHead().insertRow().append(...rows.columns.map((name) => make("th", "", { scope: "col", textContent: name })));
    const body = grid.createTBody();
    for (const row of rows.data) {
      const line = body.insertRow();
      for (const value of row) line.insertCell().textContent = value ?? "";
    }
    frame.append(grid);
    box.append(frame);
  };

  const acts = {
    explore,
    credit: (figure) => {
      const line = figure.querySelector(".press-citation");
      return copy(figure, line, line.dataset.credit);
    },
    link: (figure) => copy(figure, figure.querySelector(".headerlink"), `${book}go/${figure.id}.html`),
  };
  const copy = async (figure, place, text) => {
    const said = figure.querySelector(".press-foot .press-said");
    said.textContent = (await toClipboard(place, text)) ? "Copied" : text;
    setTimeout(() => { said.textContent = ""; }, 6000);
  };

  /* A page links the first sources of a figure and only names the others. */
  const links = async (figure, card) => {
    const { urls } = await dataOf(figure);
    card.querySelectorAll(".press-sources li").forEach((item, i) => {
      if (item.querySelector("a") || !/^https?:/.test(urls?.[i] ?? "")) return;
      const link = make("a", "", { href: urls[i], rel: "noopener" });
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
      const button = make("button", "press-copy", { type: "button", textContent: "Copy" }), said = make("span", "press-said");
      button.setAttribute("aria-label", "Copy the citation");
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

  /* The text of a report, where the link that led here says of what. */
  const reporting = () => {
    const place = document.querySelector(".press-whom"), about = new URLSearchParams(location.search).get("about");
    if (!place || !about) return;
    const label = make("label", "press-report", { textContent: "Your report, to fill in and copy" });
    const [, table = "", row = ""] = about.match(/^(\w+), (.*)$/) ?? [];
    const parts = [`Table: ${table}`, `Row: ${row}`, "Column: ", "Value now: ", "Right value: ", "Source (publisher, title, date, address): "];
    const edition = document.querySelector(".press-edition")?.firstChild.textContent.split(",")[0] ?? "";
    const text = make("textarea", "", { rows: 10, value: [`About: ${about}`, ...parts, edition].join("\n") });
    const button = make("button", "press-copy", { type: "button", textContent: "Copy the report" }), said = make("span", "press-said");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      said.textContent = (await toClipboard(text, text.value)) ? "Copied" : "Selected: press Ctrl+C";
      text.select();
    });
    label.append(text);
    place.before(label, button, said);
  };

  const start = () => {
    citations();
    reporting();
    for (const figure of document.querySelectorAll("figure.press-figure")) {
      values(figure);
      for (const button of figure.querySelectorAll("[data-do]")) button.addEventListener("click", () => acts[button.dataset.do](figure));
      const box = figure.querySelector("details.press-table");
      if (box) box.addEventListener("toggle", () => box.open && table(figure, box));
      const card = figure.querySelector("details.press-card");
      if (card) card.addEventListener("toggle", () => card.open && links(figure, card));
    }
    addEventListener("keydown", (event) => event.key === "Escape" && leave());
    addEventListener("pointerdown", (event) => event.target.closest(".press-plot") || leave());
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
