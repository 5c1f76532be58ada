// The reader's own values in the commands of an article or an answer: they stand in small fields, and changing one
// changes every command beside it. From an answer they travel to its article in the URL fragment
// (#image=acme%2Fapi&port=5432), which no server sees.

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

function addField(fields, name) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { name, autocomplete: "off", autocapitalize: "off", spellcheck: false, maxLength: LONGEST_VALUE });
  label.append(name.replaceAll("_", " "), input);
  fields.append(label);
}

function namesOf(scope) {
  return new Set([...scope.querySelectorAll(".placeholder[data-quote]")].map(({ dataset }) => dataset.name));
}

function show(scope, { name, value }) {
  for (const placeholder of scope.querySelectorAll(`.placeholder[data-quote][data-name="${name}"]`)) {
    fill(placeholder, value);
  }
}

function fragmentOf(box, held = "") {
  const values = new URLSearchParams(held);
  for (const { name, value } of box.querySelectorAll("input")) {
    if (value) values.set(name, value);
    else values.delete(name);
  }
  return `${values}` && `#${values}`;
}

// An answer's links carry its values, those that no field shows included. The same value in another answer of the
// page is the same thing: it changes too.
function setUpAnswer(answer, box) {
  for (const input of box.querySelectorAll("input")) {
    input.readOnly = false;
    input.dataset.before = input.value;
  }
  box.addEventListener("input", ({ target }) => {
    const { name, value } = target;
    const { before } = target.dataset;
    for (const input of document.querySelectorAll(`.answer .values input[name="${name}"]`)) {
      if (input !== target && input.dataset.before !== before) continue;
      input.value = value;
      changed(input);
    }
  });
}

function changed(input) {
  const answer = input.closest(".answer");
  input.dataset.before = input.value;
  show(answer, input);
  for (const link of answer.querySelectorAll(".carries-values")) {
    link.hash = fragmentOf(input.closest(".values"), link.hash.slice(1));
  }
}

// A fragment is either an anchor (#causes) or values; anchors are left alone.
function readFragment(article, box) {
  if (!location.hash.includes("=")) return;
  const values = new URLSearchParams(location.hash.slice(1));
  for (const input of box.querySelectorAll("input")) {
    const value = values.get(input.name) ?? "";
    input.value = isPrintable(value) ? value : "";
    show(article, input);
    if (input.value) box.closest("details").open = true;
  }
}

function setUpArticle(article, box) {
  const names = namesOf(article);
  box.closest("details").hidden = !names.size;
  for (const name of names) addField(box.querySelector(".fields"), name);
  box.addEventListener("input", ({ target }) => {
    show(article, target);
    history.replaceState(history.state, "", fragmentOf(box) || location.pathname + location.search);
  });
  addEventListener("hashchange", () => readFragment(article, box));
  readFragment(article, box);
}

for (const box of document.querySelectorAll(".values")) {
  const answer = box.closest(".answer");
  if (answer) setUpAnswer(answer, box);
  else setUpArticle(box.closest("article"), box);
}
