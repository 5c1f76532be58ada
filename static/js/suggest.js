// While words are typed into the paste box, the nearest articles stand below them as a list for the arrow keys. A paste
// asks for nothing: it is matched as a whole.

const PAUSE = 200;
const SHORTEST = 3;
const LONGEST = 80;

const holder = document.querySelector(".paste-box[data-suggest]");
const box = holder?.querySelector("textarea");
const known = new Map();
let list, status, timer, request;

function build() {
  list = document.createElement("ul");
  Object.assign(list, { id: "suggestions", className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Nearest articles");
  status = document.createElement("p");
  status.className = "hidden-visually";
  status.setAttribute("role", "status");
  holder.append(list, status);
  // The arrow keys move through the list while the cursor stays in the text, as in a combobox. A textarea may not bear
  // that role; the properties it needs of it are a text box's too.
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-haspopup", "listbox");
}

function options() {
  return [...list.children];
}

function activate(option) {
  for (const each of options()) each.setAttribute("aria-selected", String(each === option));
  if (option) {
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

function close() {
  clearTimeout(timer);
  request?.abort();
  list.hidden = true;
  list.replaceChildren();
  status.textContent = "";
  box.removeAttribute("aria-controls");
  activate(null);
}

function optionOf({ title, tool, url }, index) {
  const option = document.createElement("li");
  const name = document.createElement("span");
  option.id = `suggestion-${index}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.url = url;
  name.className = "soft";
  name.textContent = tool;
  option.append(title, " ", name);
  return option;
}

function offer(articles) {
  if (!articles.length) {
    close();
    return;
  }
  list.replaceChildren(...articles.map(optionOf));
  list.hidden = false;
  box.setAttribute("aria-controls", list.id);
  activate(null);
  status.textContent = `${articles.length} near article${articles.length > 1 ? "s" : ""}; choose with the arrow keys.`;
}

async function articlesFor(words, signal) {
  const { redact } = await import("./redact.js");
  const body = new URLSearchParams({ q: redact(words) });
  const response = await fetch(holder.dataset.suggest, { method: "POST", body, signal });
  return response.ok ? (await response.json()).articles : [];
}

async function ask(words) {
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  try {
    if (!known.has(words)) known.set(words, await articlesFor(words, signal));
    if (!signal.aborted) offer(known.get(words));
  } catch {
    // Aborted, or not to be had: the box works without.
  }
}

function typed({ inputType }) {
  clearTimeout(timer);
  const words = box.value.trim();
  const isTyping = inputType?.startsWith("insertText") || inputType?.startsWith("delete") || inputType === "insertCompositionText";
  if (!isTyping || words.includes("\n") || words.length < SHORTEST || words.length > LONGEST) {
    close();
    return;
  }
  timer = setTimeout(() => ask(words), PAUSE);
}

function move(step) {
  const all = options();
  const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  // One place more than there are options: beyond either end stands the text itself.
  const next = (now + 1 + step + all.length + 1) % (all.length + 1);
  activate(all[next - 1] ?? null);
}

function pressed(event) {
  if (list.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
  const active = list.querySelector("[aria-selected=true]");
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else if (event.key === "Escape") close();
  else if (event.key === "Enter" && active) location.assign(active.dataset.url);
  else return;
  event.preventDefault();
}

if (holder) {
  build();
  box.addEventListener("input", typed);
  box.addEventListener("keydown", pressed);
  box.addEventListener("blur", close);
  // The press would take the focus from the box, and so close the list before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}
