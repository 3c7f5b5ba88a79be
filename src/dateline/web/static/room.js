"use strict";
(function () {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const small = window.matchMedia("(max-width: 64rem)");
  const say = (text) => { byId("said").textContent = text; };
  const kept = (name, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(name);
      if (value === null) sessionStorage.removeItem(name); else sessionStorage.setItem(name, value);
    } catch { /* without storage nothing is remembered between pages */ }
    return null;
  };

  /* ---- report reader beside timeline, map, network, tolls, disagreements, entries */
  const reader = byId("reader");
  let places = [], at = 0, opener = null, lit = [];
  function light(nodes) {
    lit.forEach((n) => n.classList.remove("on"));
    lit = nodes.filter(Boolean);
    lit.forEach((n) => n.classList.add("on"));
  }
  async function show(place) {
    const view = byId("view");
    const query = new URLSearchParams({ w: place.dataset.w || "", s: place.dataset.s || "" });
    const answer = await fetch("/text/" + encodeURIComponent(place.dataset.r) + "?" + query, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    view.replaceChildren(...page.body.childNodes);
    light([place, place.closest(".item")]);
    byId("pos").textContent = (place.textContent || place.getAttribute("aria-label") || "").replace("Show the words in: ", "").trim().slice(0, 60) + (places.length > 1 ? " · place " + (at + 1) + " of " + places.length : "");
    byId("prev").disabled = at <= 0;
    byId("next").disabled = at >= places.length - 1;
    const target = view.querySelector("mark") || view.querySelector(".s");
    view.scrollTop = 0;
    if (target) view.scrollTop = Math.max(0, target.getBoundingClientRect().top - view.getBoundingClientRect().top - view.clientHeight * 0.3);
  }
  function open(place) {
    const item = place.closest(".coding") || place.closest(".item");
    places = item ? all(".cite", item) : [place];
    at = Math.max(0, places.indexOf(place));
    opener = place;
    show(place);
    reader.classList.add("open");
    document.body.classList.add("reading");
    if (small.matches) byId("close").focus({ preventScroll: true });
  }
  function close() {
    if (!reader || !reader.classList.contains("open")) return;
    reader.classList.remove("open");
    document.body.classList.remove("reading");
    if (opener && small.matches) opener.focus();
  }
  if (reader) {
    const step = (by) => { at = Math.min(places.length - 1, Math.max(0, at + by)); if (places[at]) show(places[at]); };
    byId("close").addEventListener("click", close);
    byId("prev").addEventListener("click", () => step(-1));
    byId("next").addEventListener("click", () => step(1));
    document.addEventListener("click", (event) => {
      const target = event.target instanceof Element ? event.target : null;
      if (!target || target.closest("a, select, summary, input, label, form, #reader, .top")) return;
      const selection = window.getSelection();
      const place = target.closest(".cite");
      const item = target.closest(".coding") || target.closest(".item");
      if (place) open(place);
      else if (item && item.querySelector(".cite") && (!selection || selection.isCollapsed)) open(item.querySelector(".cite"));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      const target = event.target instanceof Element ? event.target : null;
      if ((event.key === "Enter" || event.key === " ") && target && target.matches("g.cite")) { event.preventDefault(); open(target); }
    });
  }

  /* ---- text and cards, linked both ways */
  const cards = () => all(".entry-card");
  let current = null, chosen = null;
  const runs = (n, kind) => all("#text-side .text [data-" + kind + "]").filter((r) => r.dataset[kind].split(" ").includes(String(n)));
  function unlink() { all(".text .lit, .text .near").forEach((r) => r.classList.remove("lit", "near")); cards().forEach((c) => c.classList.remove("lit")); }
  function link(card, scroll) {
    unlink();
    if (!card || card.dataset.n === undefined) return;
    const own = runs(card.dataset.n, "i");
    runs(card.dataset.n, "a").forEach((r) => r.classList.add("near"));
    own.forEach((r) => r.classList.add("lit"));
    card.classList.add("lit");
    const side = byId("text-side"), first = own[0] || document.querySelector(".text .near");
    if (scroll && side && first) side.scrollTop += first.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight * 0.35;
  }
  function choose(card, focus) {
    if (!card) return;
    cards().forEach((c) => { c.tabIndex = -1; });
    current = chosen = card;
    card.tabIndex = 0;
    if (focus) card.focus({ preventScroll: true });
    const side = card.closest("#list-side");
    if (side && getComputedStyle(side).overflowY === "auto" && side.scrollHeight > side.clientHeight) {
      const a = card.getBoundingClientRect(), b = side.getBoundingClientRect();
      if (a.top < b.top || a.bottom > b.bottom) side.scrollTop += a.top - b.top - side.clientHeight * 0.2;
    } else if (focus) card.scrollIntoView({ block: "nearest" });
    link(card, true);
  }
  function bind() {
    const found = cards();
    if (!found.length) { current = null; return; }
    const wanted = kept("at:" + location.pathname), place = found.find((c) => c.dataset.id === wanted);
    const number = Number(kept("n:" + location.pathname) || 0);
    const first = place || found[Math.min(number, found.length - 1)];
    kept("at:" + location.pathname, null);
    kept("n:" + location.pathname, null);
    cards().forEach((c) => { c.tabIndex = -1; });
    first.tabIndex = 0;
    current = first;
    chosen = null;
    if (wanted) choose(first, true);
  }
  document.addEventListener("focusin", (event) => {
    const card = event.target instanceof Element ? event.target.closest(".entry-card") : null;
    if (card && card !== current) choose(card, false); else if (card) link(card, true);
  });
  document.addEventListener("mouseover", (event) => {
    if (!(event.target instanceof Element) || !byId("text-side")) return;
    const card = event.target.closest(".entry-card"), run = event.target.closest("#text-side [data-i]");
    if (card) link(card, false);
    else if (run) {
      unlink();
      run.dataset.i.split(" ").forEach((n) => { runs(n, "i").forEach((r) => r.classList.add("lit")); document.querySelector('.entry-card[data-n="' + n + '"]')?.classList.add("lit"); });
    } else if (current) link(current, false);
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const run = event.target.closest("#text-side [data-i]");
    if (run) {
      const numbers = run.dataset.i.split(" "), before = chosen ? numbers.indexOf(chosen.dataset.n) : -1;
      choose(document.querySelector('.entry-card[data-n="' + numbers[(before + 1) % numbers.length] + '"]'), true);
      return;
    }
    const card = event.target.closest(".entry-card");
    if (card && !event.target.closest("a, button, summary, input, select, label")) choose(card, true);
  });

  /* ---- judging without leaving the page */
  function remember(card) {
    const found = cards();
    kept("at:" + location.pathname, card ? card.dataset.id : null);
    kept("n:" + location.pathname, card ? String(found.indexOf(card)) : null);
  }
  let sending = null;
  function send(form) {
    sending = post(form).catch(() => say("The room does not answer; is it still running?")).finally(() => { sending = null; });
    return sending;
  }
  async function post(form) {
    const card = form.closest(".entry-card"), verdict = form.querySelector("[name=action]")?.value;
    remember(card);
    say("…");
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) { say(page.querySelector(".note")?.textContent || "Refused (" + answer.status + ")"); return; }
    const label = card ? card.getAttribute("aria-label") : "";
    swap(page);
    say((page.getElementById("said")?.textContent || "") || ({ accept: "Accepted: ", reject: "Rejected: ", edit: "Edited: ", same: "Merged: ", split: "Split: " }[verdict] || "Taken back: ") + label);
  }
  function swap(page) {
    const sides = [byId("text-side")?.scrollTop, byId("list-side")?.scrollTop, window.scrollY];
    byId("main").replaceWith(page.getElementById("main"));
    if (sides[0] !== undefined && byId("text-side")) byId("text-side").scrollTop = sides[0];
    if (sides[1] !== undefined && byId("list-side")) byId("list-side").scrollTop = sides[1];
    window.scrollTo(0, sides[2]);
    bind();
    marked();
    coder();
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && form.method === "post" && form.closest("#main")) { event.preventDefault(); send(form); }
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement && event.target.closest(".pick")) event.target.form.requestSubmit();
  });

  /* ---- merging: mark one, then the other */
  function marked() {
    const mark = JSON.parse(kept("merge") || "null");
    cards().forEach((c) => c.classList.toggle("marked", !!mark && c.dataset.id === mark.id));
    return mark;
  }
  async function merge(card) {
    const mark = marked(), own = { id: card.dataset.id, table: card.dataset.table, label: card.getAttribute("aria-label") };
    if (!mark || mark.table !== own.table) {
      kept("merge", JSON.stringify(own));
      marked();
      say("Marked for merging: " + own.label + ". Go to another and press m.");
      return;
    }
    kept("merge", null);
    marked();
    if (mark.id === own.id) { say("No longer marked."); return; }
    const form = document.createElement("form");
    form.setAttribute("action", "/judgements");
    [["id", mark.id], ["id", own.id], ["action", "same"], ["back", location.pathname + location.search]].forEach(([name, value]) => {
      const field = document.createElement("input");
      field.name = name; field.value = value; form.append(field);
    });
    card.append(form);
    await send(form);
  }

  /* ---- coding: words by mouse or keyboard */
  function coder() {
    const box = byId("code-text");
    if (!box || box.dataset.bound) return;
    box.dataset.bound = "1";
    const words = all("[data-o]", box);
    let from = 0, to = 0;
    const paint = () => {
      const a = Math.min(from, to), b = Math.max(from, to);
      words.forEach((w, n) => w.classList.toggle("on", a <= n && n <= b));
      words[to].scrollIntoView({ block: "nearest" });
      return words.slice(a, b + 1);
    };
    const text = (chosen) => { const range = document.createRange(); range.setStartBefore(chosen[0]); range.setEndAfter(chosen[chosen.length - 1]); return range.toString(); };
    const take = (focus) => {
      const chosen = paint();
      if (!byId("mark-form")) return;
      byId("mark-start").value = chosen[0].dataset.o;
      byId("mark-end").value = chosen[chosen.length - 1].dataset.e;
      byId("mark-words").value = "";
      byId("mark-words").placeholder = text(chosen);
      say("Chosen: " + text(chosen));
      if (focus) byId("mark-type").focus();
    };
    box.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 }[event.key];
      if (by && words.length) {
        event.preventDefault();
        to = Math.min(words.length - 1, Math.max(0, to + by));
        if (!event.shiftKey) from = to;
        say(text(paint()));
      } else if (event.key === "Enter" && words.length) { event.preventDefault(); take(true); }
    });
    box.addEventListener("mouseup", () => {
      const picked = window.getSelection();
      if (!picked || !picked.rangeCount) return;
      const range = picked.getRangeAt(0), inside = words.map((w, n) => (range.intersectsNode(w) ? n : -1)).filter((n) => n >= 0);
      if (!inside.length) return;
      from = inside[0];
      to = inside[inside.length - 1];
      picked.removeAllRanges();
      take(false);
    });
  }

  /* ---- keys */
  const on = () => kept("keys") !== "off";
  byId("keys-on").checked = on();
  byId("keys-on").addEventListener("change", (event) => kept("keys", event.target.checked ? null : "off"));
  byId("keys-open").addEventListener("click", () => byId("keys").showModal());
  function press(key) {
    const button = current && current.querySelector('[data-key="' + key + '"]');
    if (!button) { say(current ? "There is nothing to do with this key here." : "Choose an entry first: j and k."); return; }
    if (button.tagName === "SUMMARY") {
      button.click();
      const field = button.parentElement.querySelector("form input:not([type=hidden]), form select");
      if (button.parentElement.open && field) field.focus();
    } else button.click();
  }
  function move(by) {
    const found = cards();
    if (!found.length) return;
    const n = found.indexOf(current);
    const inside = document.activeElement && document.activeElement.closest(".entry-card");
    choose(found[inside || by < 0 ? Math.min(found.length - 1, Math.max(0, n + by)) : Math.max(n, 0)], true);
  }
  const KEYS = {
    j: () => move(1), k: () => move(-1), a: () => press("a"), x: () => press("x"), e: () => press("e"), u: () => press("u"), o: () => press("o"),
    m: () => current && merge(current), t: () => byId("text-side")?.focus(), n: () => byId("next-report")?.click(), p: () => byId("prev-report")?.click(),
    q: () => { const link = byId("next-story"); if (link) link.click(); else location.assign("/queue"); }, "/": () => byId("find").focus(), "?": () => byId("keys").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || !target) return;
    if (event.key === "Escape" && target.closest(".entry-card .edit")) {
      const box = target.closest(".edit");
      box.open = false;
      choose(box.closest(".entry-card"), true);
      return;
    }
    if (target.closest("input, select, textarea, dialog, [contenteditable], .code-text") || !on()) return;
    const down = { ArrowDown: "j", ArrowUp: "k" }[event.key];
    if (down && target.closest(".entry-card")) { event.preventDefault(); KEYS[down](); return; }
    if (Object.hasOwn(KEYS, event.key)) {
      event.preventDefault();
      if (sending) sending.then(() => KEYS[event.key]()); else KEYS[event.key]();
    }
  });
  document.addEventListener("htmx:afterSwap", () => {
    bind();
    marked();
    beside();
    const count = document.querySelector("#main .meta, #main .paging p");
    say(count ? count.textContent.trim() : "");
  });
  function beside() {
    const first = document.querySelector("#main button.cite");
    if (!reader || small.matches || !first) return;
    places = [first];
    at = 0;
    show(first).then(() => light([]));
  }
  bind();
  marked();
  coder();
  beside();
})();
