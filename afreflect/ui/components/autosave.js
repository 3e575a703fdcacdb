// What is typed is sent after a pause of 400 ms, on leaving the field, and at the latest after two
// seconds of typing; the field never loses the focus, and nothing is overwritten while one types.
const PAUSE = 400;
const LONGEST = 2000;

export default function ({ parentElement, data, setStateValue }) {
  const area = parentElement.querySelector("textarea");
  const said = parentElement.querySelector("output");
  const label = parentElement.querySelector("label");
  const held = (area.held ??= { stamp: null, timer: 0, since: 0, number: 0, sent: null });

  const send = () => {
    clearTimeout(held.timer);
    held.timer = held.since = 0;
    if (area.value === held.sent) return;
    held.sent = area.value;
    held.number += 1;
    said.textContent = data.kept ? "Saving" : "";
    setStateValue("written", { text: area.value, number: held.number, stamp: held.stamp });
  };
  const typed = () => {
    const now = Date.now();
    held.since ||= now;
    clearTimeout(held.timer);
    held.timer = setTimeout(send, Math.max(0, Math.min(PAUSE, held.since + LONGEST - now)));
    said.textContent = "";
  };

  label.textContent = data.label;
  area.rows = data.rows;
  area.style.minHeight = `calc(${data.rows} * 1.5em + 1rem + 2px)`;
  area.maxLength = data.most;
  if (held.stamp !== data.stamp) {
    held.stamp = data.stamp;
    held.number = data.number;
    area.value = held.sent = data.text;
  }
  area.oninput = typed;
  area.onblur = send;
  if (data.closing) send();
  area.readOnly = data.closing || data.conflict;
  if (data.kept && data.number === held.number && held.sent === area.value && held.number > 0) {
    said.textContent = "Saved";
  }
  window.addEventListener("pagehide", send);
  return () => {
    window.removeEventListener("pagehide", send);
    clearTimeout(held.timer);
  };
}
