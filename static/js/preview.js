// The preview follows the form, and a paste is tried without leaving the page. The site renders and matches both.

const form = document.querySelector("#article-form");
const frame = document.querySelector("#preview");
const previewButton = document.querySelector("#preview-button");
const tryButton = document.querySelector("#try-button");
const tried = document.querySelector("#tried");
const PAUSE = 400;

async function send(address) {
  const answer = await fetch(address, { method: "POST", body: new FormData(form), redirect: "manual" });
  if (!answer.ok) throw new Error(`The site answered ${answer.status || "with a sign-in page"}.`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Only the text is replaced, so that the frame keeps its place and its styles.
let latest = 0;
async function preview() {
  const mine = ++latest;
  const page = await send(previewButton.getAttribute("formaction")).catch(() => null);
  const shown = frame.contentDocument?.querySelector("main");
  if (mine !== latest || !page) return;
  if (shown) shown.replaceChildren(...page.querySelector("main").childNodes);
  else previewButton.click();
}

async function tryPaste() {
  tried.setAttribute("aria-busy", "true");
  try {
    const page = await send(tryButton.getAttribute("formaction"));
    tried.replaceChildren(page.querySelector("#trial"));
  } catch (problem) {
    tried.textContent = `It could not be tried. ${problem.message}`;
  }
  tried.removeAttribute("aria-busy");
}

let timer;
form.addEventListener("input", (event) => {
  if (event.target.name === "paste") return;
  clearTimeout(timer);
  timer = setTimeout(preview, PAUSE);
});
tryButton.addEventListener("click", (event) => {
  event.preventDefault();
  tryPaste();
});
previewButton.hidden = true;
previewButton.click();
