/* The frame of a page: theme, search, sidebars, menus, place in the contents, copying of code. It replaces the theme's
   scripts, which come to thirty times its size. Without it the page is whole; only the buttons do nothing. */
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const store = (area, key, value) => { try { area().setItem(key, value); } catch { /* forbidden: forget it */ } };
  const recall = (area, key) => { try { return area().getItem(key); } catch { return null; } };
  const local = () => localStorage;
  const session = () => sessionStorage;

  const setTheme = (mode) => {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (system.matches ? "dark" : "light") : mode;
    const names = { auto: "as the system", light: "light", dark: "dark" };
    for (const button of all(".theme-switch-button")) {
      button.title = `Colours: ${names[mode]}`;
      button.setAttribute("aria-label", `Colours: ${names[mode]}. Change`);
    }
  };
  const theme = () => {
    setTheme(root.dataset.mode || "auto");
    system.addEventListener("change", () => setTheme(root.dataset.mode));
    addEventListener("storage", (event) => event.key === "mode" && setTheme(event.newValue || "auto"));
    for (const button of all(".theme-switch-button")) {
      button.addEventListener("click", () => {
        const order = system.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
        const mode = order[(order.indexOf(root.dataset.mode) + 1) % 3];
        store(local, "mode", mode);
        setTheme(mode);
      });
    }
  };

  /* A dialog closes by Escape (the browser's own), by its button and by a click beside it. */
  const closable = (dialog, label) => {
    dialog.setAttribute("aria-label", label);
    dialog.addEventListener("click", (event) => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      const { clientX: x, clientY: y } = event;
      if ((x || y) && (x < left || x > right || y < top || y > bottom)) dialog.close();
    });
  };

  /* Figures, sections and what else the book names, found while the reader types; Enter searches the text of all pages. */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/–/g, "-").toLowerCase();
  /* Words that say nothing of what is looked for are left out where others remain. */
  const SMALL = new Set(("a an and are as at be by can did do does for from how i in into is it of on or that the there to was were"
    + " what when where which who why with").split(" "));
  const telling = (words) => {
    const told = words.filter((word) => !SMALL.has(word.toLowerCase()));
    return told.length ? told : words;
  };
  /* Where a word begins with these letters; words in ideographs stand without spaces, so anywhere. */
  const begun = (letters, flags) => {
    const first = /^(?![\p{Ideo}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{N}]/u.test(letters) ? "(?<![\\p{L}\\p{N}])" : "";
    return new RegExp(first + letters.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&"), flags);
  };
  let index;
  const load = () => new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = `${root.dataset.content_root}_static/hits.js`;
    script.onload = () => resolve(window.pressHits.map((hit) => [...hit, fold(hit[1]), fold(hit.slice(0, 3).join(" "))]));
    document.head.append(script);
  });
  const hits = (field) => {
    const list = document.createElement("ul");
    list.className = "shell-hits";
    const said = document.createElement("output");
    field.form.after(said, list);
    const show = async () => {
      const words = telling(fold(field.value).split(/[\s,;:?!"“”]+/).filter(Boolean));
      index ??= load();
      const all = words.length ? await index : [];
      const having = (parts) => parts.map((part) => begun(part, "u")).reduce((left, part) => left.filter((hit) => part.test(hit[5])), all);
      const whole = having(words); /* where no hit has all words, their stems: proposal, proposes */
      const stems = words.map((word) => word.replace(/^(\p{L}{5,}?)\p{L}{1,3}$/u, "$1")), near = whole.length ? whole : having(stems);
      const some = near.length || words.length < 2 ? [] : stems.map((stem) => begun(stem, "u")).flatMap((part) => all.filter((hit) => part.test(hit[5])));
      const found = [...near, ...new Set(some)]; /* where none has all of them, those that have some */
      const told = some.length ? "None has all words; these have some." : `${found.length} found by name.`;
      said.textContent = words.length ? `${told} Enter searches the text of all pages.` : "";
      const parts = words.map((word) => begun(word, "u")), at = new Map(found.map((hit) => {
        const places = parts.map((part) => hit[4].search(part)).filter((place) => place > -1);
        return [hit, 1000 * (parts.length - places.length) + Math.min(999, ...places)]; /* first what has most of the words in its name, and early */
      }));
      found.sort((a, b) => at.get(a) - at.get(b));
      const [rows, others] = [true, false].map((row) => found.filter(([kind]) => (kind === "Row") === row));
      list.replaceChildren(...others.slice(0, rows.length ? 8 : 12).concat(rows.slice(0, 8)).map(([kind, title, , address]) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = root.dataset.content_root + address;
        const name = document.createElement("span");
        name.append(...title.split(/(\d{4}-\d\d-\d\d)/).map((part, i) => i % 2 ? Object.assign(document.createElement("time"), { textContent: part }) : part));
        link.append(Object.assign(document.createElement("small"), { textContent: kind }), name);
        item.append(link);
        return item;
      }));
    };
    field.addEventListener("input", show);
    if (field.value) show();
  };

  const search = () => {
    const dialog = byId("pst-search-dialog");
    if (!dialog) return;
    closable(dialog, "Search");
    for (const field of all("dialog input[type=search], .bd-search-container input[type=search]")) {
      field.value ||= new URLSearchParams(location.search).get("q") || "";
      hits(field);
    }
    /* What a page is found by is its text, not the frame around it. */
    if (typeof Search !== "undefined") {
      Search.htmlToText = (page, anchor) => {
        const article = new DOMParser().parseFromString(page, "text/html").querySelector("article") ?? document.createElement("p");
        const text = (anchor && article.querySelector(anchor)) || article;
        text.querySelector("h1, h2, h3, h4, h5")?.remove(); /* the result is headed by it */
        for (const part of text.querySelectorAll(".headerlink, script, form, nav, button, .press-chrome, .press-code, .press-card")) part.remove();
        for (const part of text.querySelectorAll("*")) if (!/^(A|B|CODE|EM|I|SMALL|SPAN|STRONG)$/.test(part.tagName)) part.append(" ");
        return text.textContent.replace(/\s+/g, " ").trim();
      };
      /* An excerpt begins and ends with a whole word. */
      Search.makeSearchSummary = (page, words, anchor) => {
        const text = Search.htmlToText(page, anchor), marks = [...words].map((word) => begun(word, "giu"));
        const at = marks.map((mark) => text.search(mark)).find((place) => place > -1) ?? 0;
        const early = at > 120 ? text.indexOf(" ", at - 120) + 1 : 0, from = early > at ? at : early;
        const late = text.lastIndexOf(" ", from + 240), to = text.length <= from + 240 ? text.length : late > at ? late : from + 240;
        const said = `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
        const line = Object.assign(document.createElement("p"), { className: "context" });
        const places = marks.flatMap((mark) => [...said.matchAll(mark)]).sort((a, b) => a.index - b.index);
        let last = 0; /* marked at the beginnings of words only */
        for (const { 0: mark, index: place } of places) {
          if (place < last) continue;
          line.append(said.slice(last, place), Object.assign(document.createElement("span"), { className: "highlighted", textContent: mark }));
          last = place + mark.length;
        }
        line.append(said.slice(last));
        return text && line;
      };
      const parse = Search._parseQuery;
      Search._parseQuery = (query) => {
        const [, wanted, not, , objects] = parse(telling(query.split(/\s+/).filter(Boolean)).join(" "));
        return [query, wanted, not, new Set(), objects];
      };
    }
    const toggle = () => (dialog.open ? dialog.close() : dialog.showModal());
    for (const button of all(".search-button__button")) button.addEventListener("click", toggle);
    addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && /^k$/i.test(event.key)) {
        event.preventDefault();
        toggle();
      }
    });
    const field = document.querySelector(".bd-search-container input[type=search]");
    if (field) field.focus();
    if (location.protocol === "file:" && window.DOCUMENTATION_OPTIONS) DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  };

  const move = (from, to) => {
    to.append(...from.childNodes);
    to.classList.add(...from.classList);
    from.className = "";
  };
  const sidebar = (side, wide, label) => {
    const bar = byId(`pst-${side}-sidebar`);
    const dialog = byId(`pst-${side}-sidebar-modal`);
    const buttons = all(`.${side}-toggle`);
    if (!bar || !dialog) {
      for (const button of buttons) button.hidden = true;
      return;
    }
    closable(dialog, label);
    const close = Object.assign(document.createElement("button"), { type: "button", className: "shell-close", textContent: "Close" });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      close.remove();
      move(dialog, bar);
    });
    dialog.addEventListener("click", (event) => event.target.closest('a[href^="#"]') && dialog.close());
    matchMedia(wide).addEventListener("change", () => dialog.open && dialog.close());
    for (const button of buttons) {
      button.addEventListener("click", () => {
        if (matchMedia(wide).matches) {
          bar.classList.toggle("pst-sidebar-hidden");
          return;
        }
        move(bar, dialog);
        dialog.prepend(close);
        dialog.showModal();
      });
    }
  };
  const keepScroll = () => {
    const bar = byId("pst-primary-sidebar");
    const here = bar && bar.querySelector("li.active > a");
    if (!here) return;
    const before = recall(session, "sidebar-scroll-top");
    const middle = here.getBoundingClientRect().y - bar.getBoundingClientRect().y - bar.clientHeight * 0.7;
    bar.scrollTop = Number(before ?? 0);
    const { top, bottom } = here.getBoundingClientRect(), frame = bar.getBoundingClientRect();
    if (top < frame.top || bottom > Math.min(frame.bottom, innerHeight)) bar.scrollTop = Math.max(0, middle);
    addEventListener("pagehide", () => store(session, "sidebar-scroll-top", bar.scrollTop));
    here.setAttribute("aria-current", "page");
  };

  const menus = () => {
    for (const button of all('[data-act="menu"]')) {
      const menu = button.parentElement.querySelector(".dropdown-menu");
      if (!menu) continue;
      const show = (open) => {
        menu.classList.toggle("show", open);
        button.setAttribute("aria-expanded", String(open));
      };
      button.addEventListener("click", () => show(!menu.classList.contains("show")));
      button.parentElement.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !menu.classList.contains("show")) return;
        show(false);
        button.focus();
      });
      button.parentElement.addEventListener("focusout", (event) => {
        if (event.relatedTarget && !button.parentElement.contains(event.relatedTarget)) show(false);
      });
      document.addEventListener("click", (event) => button.parentElement.contains(event.target) || show(false));
    }
    for (const button of all('[data-act="print"]')) button.addEventListener("click", () => print());
    for (const button of all('[data-act="fullscreen"]')) {
      button.hidden = !document.fullscreenEnabled;
      button.addEventListener("click", () =>
        document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen());
    }
  };

  const contents = () => {
    const links = new Map(all("#pst-page-toc-nav a[href^='#']").map((a) => [byId(decodeURIComponent(a.hash.slice(1))), a]));
    links.delete(null);
    const mark = (link) => {
      for (const other of links.values()) {
        other.classList.toggle("active", other === link);
        if (other === link) other.setAttribute("aria-current", "true");
        else other.removeAttribute("aria-current");
      }
    };
    const shown = new Set();
    const seen = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) isIntersecting ? shown.add(target) : shown.delete(target);
      mark(links.get([...links.keys()].filter((section) => shown.has(section)).pop())); /* none above the first */
    }, { rootMargin: "0px 0px -70% 0px" });
    for (const section of links.keys()) seen.observe(section);
  };

  const copyButtons = () => {
    for (const box of all("div.highlight")) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "shell-copy", textContent: "Copy" });
      button.setAttribute("aria-label", "Copy the code");
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(box.querySelector("pre").textContent);
          button.textContent = "Copied";
        } catch {
          getSelection().selectAllChildren(box.querySelector("pre"));
          button.textContent = "Selected";
        }
        setTimeout(() => { button.textContent = "Copy"; }, 3000);
      });
      box.append(button);
    }
  };

  const code = () => {
    for (const button of all('[data-act="code"]')) {
      const show = (on) => {
        root.dataset.code = on;
        button.setAttribute("aria-pressed", String(on === "on"));
      };
      show(root.dataset.code === "on" ? "on" : "off");
      button.addEventListener("click", () => {
        show(root.dataset.code === "on" ? "off" : "on");
        store(local, "code", root.dataset.code);
      });
    }
  };

  /* What scrolls sideways can be reached and scrolled by keyboard. A box is measured once it is laid out, and again when its
     size changes: to measure one in a closed fold would lay out the fold. */
  const scrollers = () => {
    const sized = new ResizeObserver((entries) => {
      const boxes = entries.map(({ target }) => target);
      const wide = boxes.map((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "visible");
      boxes.forEach((box, i) => { /* all are measured before the first is changed */
        if (wide[i]) box.tabIndex = 0;
        else if (!box.hasAttribute("role")) box.removeAttribute("tabindex");
      });
    });
    for (const box of all("pre, .table-scroll, .press-scroll, .pst-scrollable-table-container, div.math, .cell_output")) sized.observe(box);
  };

  /* The page for wrong addresses stands at any of them, but its own places are on itself. */
  const here = () => {
    if (!document.querySelector("base")) return;
    for (const link of all('a[href^="#"]')) link.href = location.pathname + link.hash;
  };

  const start = () => {
    for (const part of [here, theme, search, menus, code]) part();
    for (const part of [keepScroll, contents, copyButtons, scrollers]) setTimeout(part); /* each a task: they measure the page */
    sidebar("primary", "(min-width: 992px)", "Contents of the book");
    sidebar("secondary", "(min-width: 1200px)", "Contents of this page");
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
