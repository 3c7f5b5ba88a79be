"use strict";
(function () {
  const byId = (id) => document.getElementById(id);
  const reports = JSON.parse(byId("data").textContent);
  const reader = byId("reader"), view = byId("view"), pos = byId("pos"), prev = byId("prev"), next = byId("next");
  const small = window.matchMedia("(max-width: 64rem)");
  let places = [], at = 0, opener = null, lit = [];

  function make(tag, name, text) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  // Offsets in the record count code points; strings here count UTF-16 units.
  function units(text, points) {
    const wanted = Array.from(new Set(points)).sort((a, b) => a - b), found = new Map();
    if (!/[\ud800-\udfff]/.test(text)) {
      for (const p of wanted) found.set(p, Math.min(p, text.length));
      return found;
    }
    let unit = 0, point = 0, i = 0;
    while (i < wanted.length) {
      while (point < wanted[i] && unit < text.length) {
        unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
        point += 1;
      }
      found.set(wanted[i], unit);
      i += 1;
    }
    return found;
  }

  function spans(value) {
    return (value || "").split(" ").filter(Boolean).map((pair) => pair.split("-").map(Number));
  }

  function fill(box, text, words, sentence) {
    const all = words.concat(sentence ? [sentence] : []);
    const map = units(text, all.flat());
    const marks = words.map((w) => [map.get(w[0]), map.get(w[1])]);
    const outer = sentence ? [map.get(sentence[0]), map.get(sentence[1])] : null;
    const cuts = Array.from(new Set([0, text.length].concat(marks.flat(), outer || []))).sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i += 1) {
      const a = cuts[i], b = cuts[i + 1], piece = text.slice(a, b);
      if (marks.some((m) => m[0] <= a && b <= m[1])) box.append(make("mark", "", piece));
      else if (outer && outer[0] <= a && b <= outer[1]) box.append(make("span", "s", piece));
      else box.append(document.createTextNode(piece));
    }
  }

  function meta(report, number) {
    const line = make("p", "meta");
    line.append([report.outlet || report.label, report.byline === report.outlet ? "" : report.byline, report.date || "undated"].filter(Boolean).join(" · "));
    if (report.url) {
      const link = make("a", "", "original page");
      link.href = report.url;
      link.rel = "noopener noreferrer nofollow";
      link.target = "_blank";
      line.append(" · ", link);
    }
    if (report.copy >= 0) line.append(make("br"), "Repeats report " + (report.copy + 1) + ": " + (reports[report.copy].title || reports[report.copy].label));
    if (report.damage.length) line.append(make("br"), make("span", "flag", "This text came without " + report.damage.join(", ") + "."));
    line.dataset.report = String(number);
    return line;
  }

  function light(nodes) {
    lit.forEach((n) => n.classList.remove("on"));
    lit = nodes.filter(Boolean);
    lit.forEach((n) => n.classList.add("on"));
  }

  function show(place) {
    const number = Number(place.dataset.r), report = reports[number];
    const words = spans(place.dataset.w), sentence = spans(place.dataset.s)[0] || null;
    view.replaceChildren();
    const head = make("h2");
    head.append(make("bdi", "", report.title || report.label));
    const box = make("div", "text");
    box.dir = "auto";
    fill(box, report.text, words, sentence);
    view.append(head, meta(report, number), box);
    light([place, place.closest(".item")]);
    pos.textContent = report.label + (places.length > 1 ? " · place " + (at + 1) + " of " + places.length : "");
    prev.disabled = at <= 0;
    next.disabled = at >= places.length - 1;
    const target = view.querySelector("mark") || view.querySelector(".s");
    view.scrollTop = 0;
    if (target) {
      const top = target.getBoundingClientRect().top - view.getBoundingClientRect().top;
      view.scrollTop = Math.max(0, top - view.clientHeight * 0.3);
    }
  }

  function open(place, quiet) {
    const item = place.closest(".coding") || place.closest(".item");
    places = item ? Array.from(item.querySelectorAll(".cite")) : [place];
    at = Math.max(0, places.indexOf(place));
    show(place);
    if (quiet) return;
    opener = place;
    reader.classList.add("open");
    document.body.classList.add("reading");
    if (small.matches) {
      byId("close").focus({ preventScroll: true });
      const spot = item || place;
      if (spot.getBoundingClientRect().bottom > window.innerHeight * 0.27) spot.scrollIntoView({ block: "start" });
    }
  }

  function close() {
    if (!reader.classList.contains("open")) return;
    reader.classList.remove("open");
    document.body.classList.remove("reading");
    if (opener && small.matches) opener.focus();
  }

  function step(by) {
    at = Math.min(places.length - 1, Math.max(0, at + by));
    if (places[at]) show(places[at]);
  }

  function fulltext(box) {
    const target = box.querySelector(".text");
    if (!target.firstChild) fill(target, reports[Number(box.dataset.full)].text, [], null);
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target || target.closest("a, select, summary, #reader, .toggle")) return;
    const place = target.closest(".cite");
    if (place) { open(place); return; }
    const selection = window.getSelection();
    if (selection && !selection.isCollapsed) return;
    const item = target.closest(".coding") || target.closest(".item");
    const first = item && item.querySelector(".cite");
    if (first) open(first);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); return; }
    const target = event.target instanceof Element ? event.target : null;
    if ((event.key === "Enter" || event.key === " ") && target && target.matches("g.cite")) {
      event.preventDefault();
      open(target);
    }
  });
  byId("close").addEventListener("click", close);
  prev.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));

  document.querySelectorAll(".full").forEach((box) => box.addEventListener("toggle", () => { if (box.open) fulltext(box); }));
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((d) => {
      if (d.classList.contains("full")) {
        if (reports.length > 40 && !d.open) return;
        fulltext(d);
      }
      if (!d.open) { d.open = true; d.dataset.printed = "1"; }
    });
  });
  window.addEventListener("afterprint", () => {
    document.querySelectorAll("details[data-printed]").forEach((d) => { d.open = false; delete d.dataset.printed; });
  });

  const story = byId("story"), toggles = Array.from(document.querySelectorAll(".toggle"));
  function filter() {
    const wanted = story ? story.value : "";
    const off = new Set(toggles.filter((t) => t.getAttribute("aria-pressed") === "false").map((t) => t.dataset.toggle));
    document.querySelectorAll("[data-story]").forEach((node) => {
      const mine = node.dataset.story.split(" ");
      let hide = wanted !== "" && !mine.includes(wanted);
      if (!hide && node.dataset.m) hide = node.dataset.m.split(" ").every((m) => off.has(m));
      if (node.tagName.toLowerCase() === "g") node.style.display = hide ? "none" : "";
      else node.hidden = hide;
    });
    const maps = Array.from(document.querySelectorAll(".maps")), own = maps.some((m) => m.dataset.map === wanted) ? wanted : "";
    maps.forEach((m) => { m.hidden = m.dataset.map !== own; });
    document.querySelectorAll("[data-further]").forEach((node) => { node.hidden = node.dataset.further !== wanted; });
    document.querySelectorAll(".coding").forEach((node) => { node.hidden = off.has(node.dataset.m); });
    document.querySelectorAll(".speaker, .day, .days, main section details:not(.full):not(.more)").forEach((node) => {
      node.hidden = !node.querySelector(".item:not([hidden])");
    });
  }
  if (story) story.addEventListener("change", filter);
  toggles.forEach((t) => t.addEventListener("click", () => {
    t.setAttribute("aria-pressed", t.getAttribute("aria-pressed") === "true" ? "false" : "true");
    filter();
  }));

  const first = document.querySelector(".summary .cite") || document.querySelector("button.cite");
  if (first && !small.matches) {
    open(first, true);
    light([]);
  }
})();
