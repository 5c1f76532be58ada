// Parts of an article are added, removed and moved without reloading: by buttons, by Alt with the arrow keys, by dragging.

const form = document.querySelector("#article-form");
form.classList.add("arranges");

const status = document.createElement("p");
status.setAttribute("role", "status");
status.className = "visually-hidden";
form.append(status);

function say(text) {
  status.textContent = text;
}

function changed() {
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

const partsOf = (list) => [...list.children];

function renumber(list) {
  partsOf(list).forEach((part, place) => {
    part.querySelector(".place").textContent = place + 1;
    const name = list.dataset.parts;
    for (const field of part.querySelectorAll("[id]")) {
      field.id = field.id.replace(/^id_(\w+?)_(\d+|new)_/, `id_$1_${place}_`);
    }
    for (const label of part.querySelectorAll("label[for]")) {
      label.htmlFor = label.htmlFor.replace(/^id_(\w+?)_(\d+|new)_/, `id_$1_${place}_`);
    }
    for (const field of part.querySelectorAll("[aria-describedby]")) {
      const ids = field.getAttribute("aria-describedby").replace(/id_(\w+?)_(\d+|new)_/g, `id_$1_${place}_`);
      field.setAttribute("aria-describedby", ids);
    }
    for (const button of part.querySelectorAll(".part-tools button")) {
      button.value = `${button.dataset.do}:${name}:${place}`;
    }
  });
}

function addPart(name) {
  const list = form.querySelector(`[data-parts="${name}"]`);
  const blank = form.querySelector(`[data-blank="${name}"]`);
  list.append(blank.content.cloneNode(true));
  renumber(list);
  return list.lastElementChild;
}

function add(button) {
  const part = addPart(button.value.split(":")[1]);
  part.querySelector("input, textarea").focus();
  say("Added.");
}

function remove(part) {
  const list = part.parentElement;
  const next = part.nextElementSibling ?? part.previousElementSibling;
  part.remove();
  renumber(list);
  (next?.querySelector("[data-do=remove]") ?? list.parentElement.querySelector("[data-do=add]")).focus();
  say("Removed.");
  changed();
}

function move(part, direction, focused) {
  const other = direction === "up" ? part.previousElementSibling : part.nextElementSibling;
  if (!other) return;
  if (direction === "up") other.before(part);
  else other.after(part);
  settle(part);
  focused.focus();
}

function settle(part) {
  const list = part.parentElement;
  renumber(list);
  say(`Moved to place ${partsOf(list).indexOf(part) + 1} of ${list.children.length}.`);
  changed();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  const action = button?.dataset.do;
  if (!["add", "remove", "up", "down"].includes(action)) return;
  event.preventDefault();
  const part = button.closest(".part");
  if (action === "add") add(button);
  else if (action === "remove") remove(part);
  else move(part, action, button);
});

form.addEventListener("keydown", (event) => {
  const part = event.target.closest(".part");
  const direction = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  if (!part || !direction || !event.altKey) return;
  event.preventDefault();
  move(part, direction, event.target);
});

// Only the handle can be dragged: text in the fields can still be selected with the mouse.
let dragged = null;

function target(event) {
  const part = event.target.closest?.(".part");
  return dragged && part && part !== dragged && part.parentElement === dragged.parentElement ? part : null;
}

form.addEventListener("dragstart", (event) => {
  if (!event.target.matches?.(".handle")) return;
  dragged = event.target.closest(".part");
  dragged.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  event.dataTransfer.setDragImage(dragged, 0, 0);
});
form.addEventListener("dragover", (event) => {
  const part = target(event);
  form.querySelectorAll(".is-target").forEach((each) => each.classList.remove("is-target"));
  if (!part) return;
  event.preventDefault();
  part.classList.add("is-target");
});
form.addEventListener("drop", (event) => {
  const part = target(event);
  if (!part) return;
  event.preventDefault();
  const isBelow = dragged.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING;
  if (isBelow) part.after(dragged);
  else part.before(dragged);
  settle(dragged);
});
form.addEventListener("dragend", () => {
  form.querySelectorAll(".is-target, .is-dragged").forEach((each) => each.classList.remove("is-target", "is-dragged"));
  dragged = null;
});

// What was kept in the browser may have other parts than the page: unsaved.js asks for as many as it needs.
form.addEventListener("parts:resize", (event) => {
  for (const [name, count] of Object.entries(event.detail)) {
    const list = form.querySelector(`[data-parts="${name}"]`);
    while (list.children.length > count) list.lastElementChild.remove();
    while (list.children.length < count) addPart(name);
  }
});
