// An opening brace offers the placeholders of the messages: arrows choose, Enter or Tab takes, Escape closes.

const form = document.querySelector("#article-form");
const PLACEHOLDER = /(?<![{$])\{([a-z][a-z0-9_]*)\}(?!\})/g;
const OPENED = /(?<![{$])\{([a-z0-9_]*)$/;

const list = document.createElement("ul");
list.id = "placeholders";
list.className = "placeholders";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Placeholders of the messages");

let field = null;

function names() {
  const messages = [...form.querySelectorAll('[name="messages.template"]')].map((input) => input.value);
  return [...new Set(messages.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map((found) => found[1])))];
}

function close() {
  list.remove();
  field?.removeAttribute("aria-controls");
  field?.removeAttribute("aria-activedescendant");
  field = null;
}

function select(option) {
  for (const each of list.children) each.setAttribute("aria-selected", String(each === option));
  field.setAttribute("aria-activedescendant", option.id);
}

function offer(target) {
  const opened = target.value.slice(0, target.selectionStart).match(OPENED);
  const fitting = opened ? names().filter((name) => name.startsWith(opened[1])) : [];
  close();
  if (!fitting.length) return;
  field = target;
  list.replaceChildren(...fitting.map(option));
  field.after(list);
  field.setAttribute("aria-controls", list.id);
  select(list.firstElementChild);
}

function option(name, place) {
  const item = document.createElement("li");
  item.id = `placeholder-${place}`;
  item.setAttribute("role", "option");
  item.textContent = `{${name}}`;
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    take(item);
  });
  return item;
}

function take(item) {
  const start = field.selectionStart - field.value.slice(0, field.selectionStart).match(OPENED)[0].length;
  const end = field.value[field.selectionStart] === "}" ? field.selectionStart + 1 : field.selectionStart;
  field.setRangeText(item.textContent, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  close();
}

form.addEventListener("input", (event) => {
  if (event.target.matches?.('textarea[data-kind="markdown"]')) offer(event.target);
});
form.addEventListener("focusout", close);
form.addEventListener("keydown", (event) => {
  if (!field || event.target !== field) return;
  const current = list.querySelector('[aria-selected="true"]');
  const next = { ArrowDown: current.nextElementSibling, ArrowRight: current.nextElementSibling,
    ArrowUp: current.previousElementSibling, ArrowLeft: current.previousElementSibling };
  if (event.key in next && !event.altKey) select(next[event.key] ?? current);
  else if (event.key === "Enter" || event.key === "Tab") take(current);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
