/* The drawing of a figure stays beside the paragraphs that speak of it; what the one at mid-height speaks of is lit. */
(() => {
  "use strict";
  const room = matchMedia("screen and (min-width: 64em) and (min-height: 30em) and (prefers-reduced-motion: no-preference)");
  const make = (kind, name, more = {}) => Object.assign(document.createElement(kind), { className: name, ...more });
  const marksOf = (plot) => new Promise((resolve, reject) => {
    const others = window.pressMarks; /* the values of the figure itself */
    const script = make("script", "", { src: plot.dataset.live.replace(/js$/, "marks.js"), onerror: reject });
    window.pressMarks = (id, value) => {
      others(id, value);
      window.pressMarks = others;
      resolve(value);
    };
    document.head.append(script);
  });

  const follow = async (block) => {
    const lit = [...block.querySelectorAll(".press-lit")], steps = [...new Set(lit.map((words) => words.closest("p")))];
    const figure = document.getElementById(`fig-${lit[0].dataset.figure}`), plot = figure.querySelector(".press-plot");
    const source = plot.querySelector("source"), [width, height] = [source.width, source.height];
    const beside = make("div", "press-beside", { ariaHidden: "true" }), stay = make("div", ""), copy = make("div", "press-plot"), veil = make("canvas", "press-veil");
    stay.style.width = `min(100%, calc((100vh - 7rem) * ${width / height}))`;
    const said = make("p", "press-source", { textContent: `${figure.querySelector(".caption-number")?.textContent ?? ""}again. Lit is what the marked paragraph speaks of.` });
    copy.append(make("img", "press-static", { src: source.srcset, alt: "", width, height }), veil);
    stay.append(copy, said);
    beside.append(stay);
    block.append(beside);

    const { words, narrow } = await marksOf(plot);
    const light = (step) => {
      steps.forEach((other) => other.classList.toggle("press-now", other === step));
      const dates = [...step.querySelectorAll(".press-lit")].flatMap((part) => part.dataset.lights.split(/;\s*/));
      const scale = veil.clientWidth / width * devicePixelRatio, pen = veil.getContext("2d"), boxes = [[], []];
      [veil.width, veil.height] = [width * scale, height * scale];
      for (let i = 0; i < narrow.length; i += 5) {
        const lights = Number(dates.some((date) => words[narrow[i]].startsWith(date)));
        const [x, y, w, h] = narrow.slice(i + 1, i + 5), shape = new Path2D();
        if (w || h) shape.rect(x - 1, y - 1, w + 2, h + 2);
        else shape.arc(x, y, lights ? 8 : 11, 0, 7); /* the largest mark dims whole */
        boxes[lights].push(shape);
      }
      pen.scale(scale, scale);
      pen.strokeStyle = "#222";
      boxes.forEach((shapes, lights) => {
        for (const shape of shapes) {
          pen.globalCompositeOperation = "destination-out"; /* where two lie on each other, the ground is dimmed once */
          pen.fillStyle = "#000";
          pen.fill(shape);
          pen.globalCompositeOperation = "source-over";
          pen.fillStyle = "rgba(255,255,255,.8)";
          if (lights) pen.stroke(shape);
          else pen.fill(shape);
        }
      });
    };
    const look = () => light(steps.findLast((step) => step.getBoundingClientRect().top <= innerHeight * .45) ?? steps[0]);
    const passing = new IntersectionObserver(look, { rootMargin: "0px 0px -55% 0px" }); /* the upper 45 of a hundred */
    steps.forEach((step) => passing.observe(step));
  };

  const start = () => {
    if (!room.matches) return room.addEventListener("change", start, { once: true });
    for (const block of document.querySelectorAll(".press-steps")) {
      const near = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        follow(block).catch((error) => console.warn(String(error.message)));
      }, { rootMargin: "800px" });
      near.observe(block);
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
