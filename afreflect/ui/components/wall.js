// The wall: one slide at a time. What hides it runs here alone, at once, whether or not the server
// answers; what is hidden is taken out of the page, not covered.
const KEPT = "afreflect-wall-hidden";
const SECOND = 1000;
const LEAST = 0.4;
const LINGERS = 20; // seconds for which a timer that has run out still says so
const HIDE_KEYS = ["h", "Escape"];

function el(parent, name, className = "", said = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  // A number and its unit stay on one line.
  if (said) made.textContent = said.replace(/(\d) (?=%|min|h\b|\d{2}\b)/g, "$1\u00a0");
  parent.append(made);
  return made;
}

function cards(parent, all) {
  const list = el(parent, "ul", all.length < 4 ? "cards few" : "cards");
  for (const card of all) {
    const item = el(list, "li", "", card.words);
    if (card.aside) el(item, "small", "", card.aside);
  }
  return list;
}

function picture(parent, drawn) {
  const box = el(parent, "div", "picture");
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", drawn.alt);
  const at = (mark) => `${(100 * mark.at).toFixed(2)}%`;
  el(box, "div", "axis");
  for (const tick of drawn.ticks) el(box, "span", "tick", tick.words).style.left = at(tick);
  const ends = `${drawn.open_low ? " open-low" : ""}${drawn.open_high ? " open-high" : ""}`;
  const band = el(box, "div", `band${ends}`);
  band.style.left = at(drawn.low);
  band.style.width = `${(100 * (drawn.high.at - drawn.low.at)).toFixed(2)}%`;
  el(box, "div", "middle").style.left = at(drawn.middle);
  for (const [name, mark] of [["low", drawn.low], ["high", drawn.high], ["centre", drawn.middle]]) {
    if (!mark.words) continue;
    const inwards = (name === "low" && drawn.open_low) || (name === "high" && drawn.open_high);
    el(box, "span", `end ${name}${inwards ? " inwards" : ""}`, mark.words).style.left = at(mark);
  }
}

function draw(stage, slide) {
  stage.replaceChildren();
  stage.dataset.element = slide.element;
  const statement = slide.kind === "statement";
  el(stage, "h1", statement ? "over" : "", slide.title);
  if (statement) el(stage, "p", "statement", slide.lines.join(" "));
  if (slide.drawn) picture(stage, slide.drawn);
  if (!statement && slide.lines.length) {
    const list = el(stage, "ul", "lines");
    for (const line of slide.lines) el(list, "li", "", line);
  }
  if (slide.cards.length) cards(stage, slide.cards);
  if (slide.columns.length) {
    const row = el(stage, "div", "columns");
    for (const column of slide.columns) {
      const part = el(row, "section");
      el(part, "h2", "", column.title);
      cards(part, column.cards);
    }
  }
  if (slide.foot) el(stage, "p", "foot", slide.foot);
}

// Smaller step by step until all of it is on the wall; then the oldest cards give way.
function fit(wall, stage, words) {
  const tooMuch = () => stage.scrollHeight > stage.clientHeight + 1;
  let size = 1;
  wall.style.setProperty("--fit", size);
  while (tooMuch() && size > LEAST) {
    size -= 0.06;
    wall.style.setProperty("--fit", size);
  }
  const lists = [...stage.querySelectorAll(".cards")];
  let gone = 0;
  while (tooMuch() && lists.some((list) => list.children.length > 1)) {
    const longest = lists.reduce((one, two) => (two.children.length > one.children.length ? two : one));
    longest.firstElementChild.remove();
    if (!gone) el(stage, "p", "foot", words.more);
    gone += 1;
  }
}

function clock(seconds) {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

function remembered() {
  try {
    return sessionStorage.getItem(KEPT) === "1";
  } catch {
    return false;
  }
}

function remember(hidden) {
  try {
    sessionStorage.setItem(KEPT, hidden ? "1" : "0");
  } catch {
    // A browser that keeps nothing still hides.
  }
}

function begin(wall, held) {
  const part = (name) => wall.querySelector(`.${name}`);
  const show = () => {
    const { data } = held;
    const blank = held.hidden || data.hidden || !data.slide;
    const shown = blank ? "" : JSON.stringify(data.slide);
    wall.classList.toggle("dark", data.dark);
    if (shown !== held.shown) {
      held.shown = shown;
      const stage = part("stage");
      stage.classList.remove("calm");
      draw(stage, blank ? { ...data.blank, lines: data.blank.lines } : data.slide);
      fit(wall, stage, data.words);
      void stage.offsetWidth;
      if (!blank) stage.classList.add("calm");
    }
    part("phase").textContent = blank ? "" : data.phase;
    part("hide").textContent = blank ? data.words.show : data.words.hide;
    part("full").textContent = data.words.full;
    part("full").hidden = Boolean(document.fullscreenElement) || !document.fullscreenEnabled;
    tick();
  };
  const tick = () => {
    const { data } = held;
    const runs = data.timer && !held.hidden && !data.hidden;
    const left = runs ? (data.timer.ends_at - (Date.now() + held.ahead)) / SECOND : 0;
    const over = left > -LINGERS ? data.words.time_up : "";
    part("timer").textContent = runs ? (left > 0 ? clock(left) : over) : "";
    const state = document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState;
    part("lost").textContent = state && state !== "CONNECTED" ? data.words.lost : "";
  };
  const set = (hidden) => {
    held.hidden = hidden;
    remember(hidden);
    show();
    try {
      held.send("hidden", hidden);
    } catch {
      // Nobody answers: it is hidden here all the same.
    }
  };
  const pressed = (event) => {
    if (!wall.isConnected) return stop();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (HIDE_KEYS.includes(key)) set(true);
    else if (key === "s" && (held.hidden || held.data.hidden)) set(false);
    else if (key === "f") document.documentElement.requestFullscreen?.().catch(() => {});
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Esc leaves the full screen before any script hears of it: leaving hides as well.
  const screened = () => (document.fullscreenElement ? show() : set(true));
  const sized = () => {
    held.shown = null;
    show();
  };
  const ticking = setInterval(() => (wall.isConnected ? tick() : stop()), SECOND / 4);
  const stop = () => {
    clearInterval(ticking);
    window.removeEventListener("keydown", pressed, true);
    window.removeEventListener("resize", sized);
    document.removeEventListener("fullscreenchange", screened);
  };
  window.addEventListener("keydown", pressed, true);
  window.addEventListener("resize", sized);
  document.addEventListener("fullscreenchange", screened);
  part("hide").onclick = () => set(!(held.hidden || held.data.hidden));
  part("full").onclick = () => document.documentElement.requestFullscreen?.().catch(() => {});
  held.show = show;
}

export default function ({ parentElement, data, setTriggerValue }) {
  const wall = parentElement.querySelector(".wall");
  const first = !wall.held;
  const held = (wall.held ??= { hidden: remembered(), shown: null });
  // Shown again on the other screen: then here as well.
  if (held.data?.hidden && !data.hidden) {
    held.hidden = false;
    remember(false);
  }
  held.ahead = data.now - Date.now();
  held.data = data;
  held.send = setTriggerValue;
  if (first) begin(wall, held);
  held.show();
}
