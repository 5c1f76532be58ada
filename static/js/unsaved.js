// Nothing typed is lost: the form is kept in the browser until the site has saved it, and shown again until then.
// For the writing page, which the site tells by ?saved= what it has, and for the review page, which sends once.

const form = document.querySelector("form[data-kept-as]");
const notice = document.querySelector("#kept");
const key = form.dataset.keptAs;
const LEFT_OUT = ["csrfmiddlewaretoken", "paste", "do", "live", "version"];
const PAUSE = 300;

function typed() {
  return [...new FormData(form)].filter(([name]) => !LEFT_OUT.includes(name));
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: typed() }));
  } catch {
    // A full or forbidden storage must not stop anybody from writing.
  }
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function forget() {
  localStorage.removeItem(key);
}

function restore(fields) {
  const columns = Map.groupBy(fields, ([name]) => name);
  const counts = {};
  for (const list of form.querySelectorAll("[data-parts]")) {
    const names = [...columns.keys()].filter((name) => name.startsWith(`${list.dataset.parts}.`));
    counts[list.dataset.parts] = Math.max(0, ...names.map((name) => columns.get(name).length));
  }
  form.dispatchEvent(new CustomEvent("parts:resize", { detail: counts }));
  for (const [name, values] of columns) {
    const inputs = form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
    values.forEach(([, value], place) => inputs[place] && show(inputs[place], value));
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function show(input, value) {
  input.value = value;
  const fold = value && input.closest("details");
  if (fold) fold.open = true;
}

function begin() {
  const page = new URL(location);
  const saved = page.searchParams.get("saved");
  if (saved) {
    forget();
    localStorage.removeItem(key.replace(/[^:]+$/, saved));
    page.searchParams.delete("saved");
    history.replaceState(null, "", page);
    return;
  }
  const draft = form.dataset.unsaved ? null : kept();
  if (!draft || JSON.stringify(draft.fields) === JSON.stringify(typed())) return;
  restore(draft.fields);
  notice.querySelector(".when").textContent = `, from ${new Date(draft.at).toLocaleString()}`;
  notice.hidden = false;
}

let isLeaving = false;
function leave() {
  isLeaving = true;
  forget();
}

let timer;
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
});
addEventListener("pagehide", () => timer && !isLeaving && keep());
notice.querySelector("[data-do=forget]").addEventListener("click", () => {
  leave();
  location.reload();
});

// A session may have run out: ask before sending, so that the page and its text stay until the editor is back.
const signedOut = document.querySelector("#signed-out");
const unreachable = document.querySelector("#unreachable");
let isChecked = false;

function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
}

form.addEventListener("submit", async (event) => {
  if (isChecked || event.submitter?.formTarget === "preview" || !event.submitter) return;
  event.preventDefault();
  keep();
  const answer = await fetch(form.dataset.session, { redirect: "manual", cache: "no-store" }).catch(() => null);
  signedOut.hidden = !answer || answer.ok;
  unreachable.hidden = Boolean(answer);
  if (!answer?.ok) {
    (answer ? signedOut : unreachable).focus();
    return;
  }
  if ("sendsOnce" in form.dataset) leave();
  // Signing in gave the browser another token.
  if (token()) form.elements.csrfmiddlewaretoken.value = token();
  isChecked = true;
  form.requestSubmit(event.submitter);
});

begin();
