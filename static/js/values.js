// The reader's own values in an article's commands. They arrive in the URL fragment (#image=acme%2Fapi&port=5432),
// which no server sees, and stand in small fields: changing one changes every command on the page.

const SAFE_VALUE = /^(?:~\/)?[A-Za-z0-9_./:@%+=,][A-Za-z0-9_./:@%+=,-]*$/;
const UNPRINTABLE = /[\p{C}\p{Z}]/u;
const LONGEST_VALUE = 300;

function isPrintable(value) {
  return !UNPRINTABLE.test(value.replaceAll(" ", ""));
}

// security: the same rules as quote() in errors/quoting.py. A value is written so that it can never become part of
// a command; null says that in this place it cannot be written safely.
function quote(value, context) {
  if (!isPrintable(value)) return null;
  if (context === "text" || SAFE_VALUE.test(value)) return value;
  if (context === "strict" || value.startsWith("-")) return null;
  if (context === "double") return value.includes("!") ? null : value.replace(/[\\"$`]/g, "\\$&");
  if (context === "single") return value.replaceAll("'", "'\\''");
  return `'${value.replaceAll("'", `'"'"'`)}'`;
}

function fill(placeholder, value) {
  const written = value && value.length <= LONGEST_VALUE ? quote(value, placeholder.dataset.quote) : null;
  placeholder.textContent = written ?? `{${placeholder.dataset.name}}`;
  placeholder.classList.toggle("filled", written !== null);
}

function byName(placeholders) {
  const groups = new Map();
  for (const placeholder of placeholders) {
    const { name } = placeholder.dataset;
    groups.set(name, [...(groups.get(name) ?? []), placeholder]);
  }
  return groups;
}

function addField(list, name) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  label.textContent = name.replaceAll("_", " ");
  label.htmlFor = input.id = `value-${name}`;
  Object.assign(input, { name, autocomplete: "off", autocapitalize: "off", spellcheck: false, maxLength: LONGEST_VALUE });
  list.append(label, input);
  return input;
}

const form = document.getElementById("values");
const groups = byName(document.querySelectorAll("main .placeholder[data-quote]"));

function show(name, value) {
  for (const placeholder of groups.get(name)) fill(placeholder, value);
}

// A fragment is either an anchor (#causes) or values; anchors are left alone.
function readFragment() {
  if (!location.hash.includes("=")) return;
  const values = new URLSearchParams(location.hash.slice(1));
  for (const input of form.querySelectorAll("input")) {
    const value = values.get(input.name) ?? "";
    input.value = isPrintable(value) ? value : "";
    show(input.name, input.value);
  }
}

function writeFragment() {
  const values = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(history.state, "", `#${values}`);
}

if (form && groups.size) {
  const list = form.querySelector(".fields");
  for (const name of groups.keys()) addField(list, name);
  form.addEventListener("input", ({ target }) => {
    show(target.name, target.value);
    writeFragment();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", readFragment);
  readFragment();
  form.hidden = false;
}
