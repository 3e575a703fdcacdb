// Puts a text onto the clipboard; the old way where a page over plain HTTP has no clipboard.
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("output");
  button.textContent = data.label;
  button.setAttribute("aria-label", data.named);
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text);
    } catch {
      const area = document.createElement("textarea");
      area.value = data.text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    said.textContent = "Copied";
    setTimeout(() => { said.textContent = ""; }, 2500);
  };
}
