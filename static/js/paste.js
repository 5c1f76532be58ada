// Comfort for the paste box: a paste or a file anywhere on the page lands in it, Ctrl or Command with Enter sends it, and
// secrets are blacked out before it is sent.

import { UnusableFile, isPicture, megabytes, textOf } from "./files.js";

const form = document.querySelector(".paste-form");
const box = form?.querySelector("textarea");
const problem = form?.querySelector(".problem");
const chooser = form?.querySelector("input[type=file]");
const mostBytes = Number(box?.dataset.mostBytes);

function isEditable(element) {
  return element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
}

function say(sentence) {
  problem.textContent = sentence;
  box.setAttribute("aria-invalid", String(Boolean(sentence)));
}

// As it is sent: in UTF-8, each line break as two characters.
function bytesOf(text) {
  return new TextEncoder().encode(text.replace(/\r?\n/g, "\r\n")).length;
}

function sayWhetherItFits() {
  const bytes = box.value.length * 4 > mostBytes ? bytesOf(box.value) : 0;
  const fits = bytes <= mostBytes;
  say(fits ? "" : `This has ${megabytes(bytes)}, and at most ${megabytes(mostBytes)} are read at once. Keep the part around the error.`);
  return fits;
}

// What the reader wrote is kept: a text replaces only what is empty or was there when the page came.
function put(text) {
  const isUntouched = box.value === box.defaultValue;
  box.value = isUntouched || !box.value.trim() ? text : `${box.value.trimEnd()}\n${text}`;
  box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
  box.focus();
}

// Every file comes this way, however it was given.
async function take(files) {
  if (files.length > 1) {
    say("One file at a time, please.");
    return;
  }
  if (isPicture(files[0])) {
    sendPicture(files);
    return;
  }
  try {
    put(await textOf(files[0], mostBytes));
  } catch (error) {
    say(error instanceof UnusableFile ? error.message : `${files[0].name} cannot be read.`);
  }
  chooser.value = "";
}

// The server reads it; the answer page shows the text that was found.
function sendPicture(files) {
  const most = Number(chooser.dataset.mostBytes);
  if (files[0].size > most) {
    say(`${files[0].name} has ${megabytes(files[0].size)}, and a picture may have ${megabytes(most)}. Cut out the part around the error.`);
    chooser.value = "";
    return;
  }
  if (chooser.files !== files) chooser.files = files;
  if (box.value === box.defaultValue) box.value = "";
  form.querySelector(".reading").textContent = "Reading the picture…";
  form.requestSubmit();
}

// security: the server blacks out as well; this way a secret does not even leave the browser. Where the rules cannot be
// loaded, the paste is sent as it would be without scripts.
async function blackOut() {
  try {
    const { redact } = await import("./redact.js");
    box.value = redact(box.value);
  } catch {
    // The server does it.
  }
}

async function send(event) {
  event.preventDefault();
  if (!sayWhetherItFits()) {
    box.focus();
    return;
  }
  await blackOut();
  form.submit();
}

function pasteAnywhere(event) {
  const { files } = event.clipboardData;
  const text = event.clipboardData.getData("text");
  const isElsewhere = isEditable(event.target) && event.target !== box;
  if (isElsewhere || (text && event.target === box) || !(text || files.length)) return;
  event.preventDefault();
  if (text) put(text);
  else take(files);
}

function acceptFiles(event) {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  box.classList.toggle("receives", event.type === "dragover");
  if (event.type === "drop") take(event.dataTransfer.files);
}

if (form) {
  form.addEventListener("submit", send);
  chooser.addEventListener("change", () => chooser.files.length && take(chooser.files));
  box.addEventListener("input", sayWhetherItFits);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  document.addEventListener("paste", pasteAnywhere);
  for (const type of ["dragover", "dragleave", "drop"]) document.addEventListener(type, acceptFiles);
}
