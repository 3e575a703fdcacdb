// The grid: mindset up, data quality across. A place is given by pointing, dragging or arrow keys;
// it is sent when it comes to rest, and nothing is drawn anew under a moving hand.
const SVG = "http://www.w3.org/2000/svg";
const STEP = 2;
const LARGE = 10;
const PAUSE = 350;
const TAP = 8; // pixels that a finger may stray and still mean a tap
const NEAR = 5; // how near to the boundary is "between"

const clamp = (value) => Math.min(100, Math.max(0, value));
const cap = (said) => said.charAt(0).toUpperCase() + said.slice(1);
const step = (steps, value) => steps[Math.min(steps.length - 1, Math.floor((value / 100) * steps.length))];

function el(parent, name, attributes = {}, said = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (said) made.textContent = said;
  parent.append(made);
  return made;
}

function lines(parent, words, x, y, attributes, leading) {
  const said = el(parent, "text", { x, y, ...attributes });
  words.forEach((line, at) => el(said, "tspan", { x, dy: at ? leading : 0 }, line));
  return said;
}

// Words in as few lines as fit `most` characters each.
function wrapped(words, most) {
  const out = [""];
  for (const word of words.split(" ")) {
    if (out.at(-1) && out.at(-1).length + word.length + 1 > most) out.push(word);
    else out[out.length - 1] = `${out.at(-1)} ${word}`.trim();
  }
  return out;
}

function lay(width) {
  const small = width < 520;
  const left = small ? 30 : 42;
  const right = small ? 6 : 14;
  const top = 66;
  const wide = width - left - right;
  const high = Math.round(Math.min(wide, Math.max(280, wide * 0.64)));
  return {
    small, left, top, wide, high,
    height: top + high + 48,
    x: (quality) => left + (wide * quality) / 100,
    y: (mindset) => top + high - (high * mindset) / 100,
  };
}

// The mindset at which the boundary stands for a data quality.
function edge(data, quality) {
  const { mindset, quality: weight, level, least } = data.boundary;
  return Math.max(least ?? 0, (level - weight * quality) / mindset);
}

function place(data, spot) {
  const away = spot.mindset - edge(data, spot.quality);
  const { below, above } = data.zones;
  if (Math.abs(away) < NEAR) return data.between.replace("{one}", below).replace("{other}", above);
  return away < 0 ? below : above;
}

function say(data, spot) {
  const { mindset, quality } = data.axes;
  return `${cap(step(mindset.steps, spot.mindset))}; ${step(quality.steps, spot.quality)}. ${place(data, spot)}.`;
}

function ground(svg, at, data) {
  const defs = el(svg, "defs");
  const hatch = el(defs, "pattern", { id: "hatch", width: 9, height: 9, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  el(hatch, "line", { class: "hatch", x1: 0, y1: 0, x2: 0, y2: 9 });
  const fade = el(defs, "linearGradient", { id: "fade" });
  el(fade, "stop", { offset: "0", "stop-color": "#fff", "stop-opacity": data.covered ? 0.6 : 0.34 });
  el(fade, "stop", { offset: "1", "stop-color": "#fff", "stop-opacity": data.covered ? 0.34 : 0.08 });
  const box = { x: at.left, y: at.top, width: at.wide, height: at.high };
  el(el(defs, "mask", { id: "thinning" }), "rect", { ...box, fill: "url(#fade)" });
  el(svg, "rect", { ...box, class: "frame", rx: 2 });
  el(svg, "rect", { ...box, fill: "url(#hatch)", mask: "url(#thinning)" });
  const line = (away) => Array.from({ length: 101 }, (_, quality) => [quality, edge(data, quality) + away]);
  const points = (all) => all.map(([quality, mindset]) => `${at.x(quality).toFixed(1)},${at.y(mindset).toFixed(1)}`).join(" ");
  el(el(defs, "clipPath", { id: "inside" }), "rect", box);
  for (const away of [NEAR, NEAR * 0.66, NEAR * 0.33]) {
    el(svg, "polygon", { points: points([...line(away), ...line(-away).reverse()]), class: "blur", "clip-path": "url(#inside)" });
  }
  el(svg, "polyline", { points: points(line(0)), class: "edge" });
}

function names(parent, at, data) {
  const svg = el(parent, "g");
  const most = at.small ? 14 : 26;
  const leading = at.small ? 19 : 22;
  const below = wrapped(data.zones.below, most);
  const named = [];
  named.push(lines(svg, wrapped(data.zones.above, most), at.x(100) - 14, at.y(100) + 30, { class: "zone halo", "text-anchor": "end" }, leading));
  named.push(lines(svg, below, at.x(0) + 14, at.y(0) - 34 - leading * (below.length - 1), { class: "zone halo" }, leading));
  const { mindset, quality } = data.axes;
  const foot = at.top + at.high;
  el(svg, "text", { x: at.left, y: foot + 17 }, quality.low);
  el(svg, "text", { x: at.left + at.wide, y: foot + 17, "text-anchor": "end" }, quality.high);
  el(svg, "text", { class: "axis", x: at.left + at.wide / 2, y: foot + 39, "text-anchor": "middle" }, quality.title);
  const upright = (x, y) => `translate(${x} ${y}) rotate(-90)`;
  el(svg, "text", { class: "axis", transform: upright(at.small ? 9 : 12, at.top + at.high / 2), "text-anchor": "middle" }, mindset.title);
  el(svg, "text", { transform: upright(at.left - 6, foot), "text-anchor": "start" }, mindset.low);
  el(svg, "text", { transform: upright(at.left - 6, at.top), "text-anchor": "end" }, mindset.high);
  return [svg, named.map((each) => each.getBBox())];
}

function gate(svg, at, data) {
  const { left, top, wide } = at;
  el(svg, "path", { class: "beyond", d: `M${left} ${top} V8 a4 4 0 0 1 4 -4 H${left + wide - 4} a4 4 0 0 1 4 4 V${top}` });
  el(svg, "text", { class: "zone", x: left + 14, y: 29 }, data.zones.beyond);
  el(svg, "text", { class: "faint", x: left + 14, y: 49 }, data.gate.words);
  const half = at.small ? 15 : 22;
  const x = left + wide - half - 18;
  const group = el(svg, "g", { "aria-hidden": "true", class: "gate" });
  el(group, "path", { d: `M${x - half} ${top} v-22 M${x + half} ${top} v-22` });
  if (data.gate.open) {
    el(group, "path", { d: `M${x - half} ${top - 4} l-8 6 v-13 l8 -6 M${x + half} ${top - 4} l8 6 v-13 l-8 -6` });
  } else {
    el(group, "path", { d: `M${x - half} ${top - 6} h${2 * half} M${x - half} ${top - 16} h${2 * half}` });
  }
}

function past(svg, at, data) {
  const spots = data.path.map((spot) => [at.x(spot.quality), at.y(spot.mindset), spot.name]);
  // Two places are no course: only three are joined.
  if (spots.length > 2) el(svg, "polyline", { class: "way", points: spots.map(([x, y]) => `${x},${y}`).join(" ") });
  return spots.map(([x, y, name]) => {
    el(svg, "circle", { class: "past", cx: x, cy: y, r: 4.5 });
    const end = x > at.left + at.wide * 0.7;
    const said = el(svg, "text", { class: "faint halo", x: x + (end ? -9 : 9), y: y + 16, "text-anchor": end ? "end" : "start" }, name);
    return said.getBBox();
  });
}

function arithmetic(svg, at, data, first, taken) {
  const group = el(svg, "g", first ? { class: "arriving" } : {});
  const foot = at.top + at.high;
  const ticks = [...data.ticks].sort((one, other) => one.at - other.at);
  if (ticks.length === 2 && data.apart) {
    const [one, other] = ticks.map((tick) => at.x(tick.at));
    el(group, "rect", { class: "span", x: one, width: other - one, y: at.top, height: at.high });
  }
  ticks.forEach((tick, which) => {
    const x = at.x(tick.at);
    const before = ticks.length === 2 ? which === 0 : tick.at > 50;
    const room = before ? x - at.left > 60 : at.left + at.wide - x > 60;
    const left = room ? before : !before;
    el(group, "line", { class: "tick", x1: x, x2: x, y1: foot + 5, y2: data.apart ? at.top : foot - 14 });
    const alone = ticks.length < 2 || Math.abs(at.x(ticks[0].at) - at.x(ticks[1].at)) > 130;
    const y = foot - (room || alone ? 8 : 24);
    el(group, "text", { class: "halo", x: x + (left ? -6 : 6), y, "text-anchor": left ? "end" : "start" }, tick.name);
  });
  if (!data.computed) return;
  const { mindset, quality, across, up, name } = data.computed;
  const oval = {
    cx: at.x(quality), cy: at.y(mindset), rx: (at.wide * across) / 100, ry: (at.high * up) / 100,
    "clip-path": "url(#inside)",
  };
  el(group, "ellipse", { ...oval, class: "oval" });
  if (data.covered) el(group, "ellipse", { ...oval, fill: "url(#hatch)" });
  const [x, y] = [Math.min(Math.max(oval.cx, at.left + 50), at.left + at.wide - 50), oval.cy];
  const beside = oval.rx + 10;
  settle(el(group, "text", { class: "halo" }, name), at, taken, [
    [x, y - oval.ry - 9, "middle"],
    [x, y + oval.ry + 18, "middle"],
    [x - beside, y + 4, "end"],
    [x + beside, y + 4, "start"],
    [x - beside, y - oval.ry, "end"],
    [x - beside, y + oval.ry, "end"],
  ]);
}

// Puts words at the first of several places where they cover nothing, or where they cover least.
function settle(words, at, taken, places) {
  const covers = ([x, y, anchor]) => {
    for (const [key, value] of Object.entries({ x, y, "text-anchor": anchor })) words.setAttribute(key, value);
    const box = words.getBBox();
    const over = (low, high, from, to) => Math.max(0, Math.min(high, to) - Math.max(low, from));
    const outside = box.width * box.height - over(box.x, box.x + box.width, at.left, at.left + at.wide)
      * over(box.y, box.y + box.height, at.top, at.top + at.high);
    return taken.reduce((sum, other) => sum + over(box.x, box.x + box.width, other.x, other.x + other.width)
      * over(box.y, box.y + box.height, other.y, other.y + other.height), 4 * outside);
  };
  const least = places.map((place) => [covers(place), place]).reduce((one, other) => (other[0] < one[0] ? other : one));
  covers(least[1]);
}

export default function ({ parentElement, data, setStateValue }) {
  const figure = parentElement.querySelector("figure");
  const drawing = parentElement.querySelector(".drawing");
  const said = parentElement.querySelector("output");
  const held = (figure.held ??= { stamp: null, spot: null, sent: 0, timer: 0, width: 0, dragging: false });
  const first = held.drawn !== data.drawn;
  held.drawn = data.drawn;
  if (held.stamp !== data.stamp) {
    held.stamp = data.stamp;
    held.spot = data.own;
  }
  parentElement.querySelector(".covering .words").textContent = data.covering;

  const send = () => {
    clearTimeout(held.timer);
    held.timer = 0;
    held.sent += 1;
    setStateValue("spot", { ...held.spot, number: held.sent, stamp: held.stamp });
  };
  const words = () => {
    said.textContent = held.spot ? say(data, held.spot) : matchMedia("(pointer: coarse)").matches ? data.tap : data.hint;
  };

  const draw = (width, arriving = false) => {
    const focused = parentElement.activeElement?.classList.contains("hand");
    const at = lay(width);
    const movable = data.movable;
    drawing.replaceChildren();
    const svg = el(drawing, "svg", { viewBox: `0 0 ${width} ${at.height}`, height: at.height });
    svg.setAttribute("class", [at.small ? "small" : "", movable ? "movable" : ""].join(" ").trim());
    if (!movable) {
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", data.description);
    }
    ground(svg, at, data);
    gate(svg, at, data);
    const [named, taken] = names(svg, at, data);
    taken.push(...past(svg, at, data));
    if (held.spot) {
      const [x, y] = [at.x(held.spot.quality), at.y(held.spot.mindset)];
      taken.push({ x: x - 14, y: y - 14, width: 66, height: 28 });
    }
    arithmetic(svg, at, data, arriving, taken);
    svg.append(named);
    const hand = el(svg, "g", movable
      ? { class: "hand", tabindex: 0, role: "application", "aria-label": data.description, "aria-roledescription": data.names.role }
      : { class: "hand" });
    const box = { x: at.left, y: at.top, width: at.wide, height: at.high };
    el(hand, "rect", { ...box, class: "ground" });
    el(hand, "rect", { x: at.left - 3, y: at.top - 3, width: at.wide + 6, height: at.high + 6, rx: 4, class: "ring" });
    const guides = [el(hand, "line", { class: "guide" }), el(hand, "line", { class: "guide" })];
    const point = el(hand, "circle", { class: "own", r: 9 });
    const name = el(hand, "text", { class: "own-name halo" }, data.names.own);
    const reach = el(hand, "circle", { class: "reach", r: 24 });
    const own = [...guides, point, name, reach];

    const show = () => {
      for (const part of own) part.style.display = held.spot ? "" : "none";
      words();
      if (!held.spot) return;
      const x = at.x(held.spot.quality);
      const y = at.y(held.spot.mindset);
      const set = (part, attributes) => Object.entries(attributes).forEach(([key, value]) => part.setAttribute(key, value));
      set(guides[0], { x1: at.left, x2: x, y1: y, y2: y });
      set(guides[1], { x1: x, x2: x, y1: y, y2: at.top + at.high });
      for (const part of [point, reach]) set(part, { cx: x, cy: y });
      const end = x > at.left + at.wide * 0.86;
      set(name, { x: x + (end ? -15 : 15), y: y + 5, "text-anchor": end ? "end" : "start" });
    };
    show();
    if (!movable) return;

    const move = (event) => {
      const around = svg.getBoundingClientRect();
      const scale = width / around.width;
      const x = (event.clientX - around.left) * scale;
      const y = (event.clientY - around.top) * scale;
      held.spot = {
        quality: Math.round(clamp(((x - at.left) / at.wide) * 100)),
        mindset: Math.round(clamp(((at.top + at.high - y) / at.high) * 100)),
      };
      show();
    };
    let tap = null;
    const drag = (on) => {
      held.dragging = on;
      svg.classList.toggle("moving", on);
    };
    // A finger on the point means the point: Chromium scrolls from inside a drawing all the same.
    reach.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    hand.onpointerdown = (event) => {
      if (event.button) return;
      // A finger on the ground may want to scroll; only a tap there, or a drag of the point, places.
      if (event.pointerType === "touch" && event.target !== reach) {
        tap = [event.clientX, event.clientY];
        return;
      }
      hand.setPointerCapture(event.pointerId);
      drag(true);
      if (event.target !== reach) move(event);
    };
    hand.onpointermove = (event) => {
      if (held.dragging) move(event);
    };
    hand.onpointerup = (event) => {
      const tapped = tap && Math.hypot(event.clientX - tap[0], event.clientY - tap[1]) < TAP;
      if (tapped) move(event);
      if (tapped || held.dragging) send();
      tap = null;
      drag(false);
    };
    hand.onpointercancel = () => {
      tap = null;
      if (held.dragging) send();
      drag(false);
    };
    hand.onkeydown = (event) => {
      const by = event.shiftKey ? LARGE : STEP;
      const way = { ArrowUp: [by, 0], ArrowDown: [-by, 0], ArrowRight: [0, by], ArrowLeft: [0, -by] }[event.key];
      const begins = !held.spot && (way || event.key === "Enter" || event.key === " ");
      if (!way && !begins) return;
      event.preventDefault();
      const from = held.spot ?? { mindset: 50, quality: 50 };
      const [up, across] = begins ? [0, 0] : way;
      held.spot = { mindset: clamp(from.mindset + up), quality: clamp(from.quality + across) };
      show();
      clearTimeout(held.timer);
      held.timer = setTimeout(send, PAUSE);
    };
    hand.onblur = () => {
      if (held.timer) send();
    };
    if (focused) hand.focus({ preventScroll: true });
  };

  const watch = new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (width && width !== held.width && !held.dragging) draw((held.width = width));
  });
  const now = Math.round(drawing.clientWidth);
  if (now && !held.dragging) draw((held.width = now), first);
  watch.observe(drawing);
  return () => watch.disconnect();
}
