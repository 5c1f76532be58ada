// A copy button on every code block, and keyboard access to the blocks that scroll.

const PROMPT = "$ ";
const CONTINUATION = "> ";

// Of a session only what was typed is copied: the text after each prompt, with the lines that continue it.
function commandsOf(session) {
  const commands = [];
  let continues = false;
  for (const line of session.split("\n")) {
    const isCommand = line.startsWith(PROMPT);
    if (isCommand || continues) {
      const isMarked = isCommand || line.startsWith(CONTINUATION);
      commands.push(isMarked ? line.slice(PROMPT.length) : line);
      continues = line.endsWith("\\");
    }
  }
  return commands.join("\n");
}

function textToCopy(block) {
  const text = block.querySelector("pre").textContent.trimEnd();
  const commands = block.dataset.language === "console" ? commandsOf(text) : "";
  return commands || text;
}

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

// Where the clipboard is out of reach (plain http, a refused permission) the text is selected, ready for the keyboard.
async function copy(block, button, status) {
  let said = "Copied";
  try {
    await navigator.clipboard.writeText(textToCopy(block));
  } catch {
    select(block.querySelector("code"));
    said = "Selected";
  }
  button.textContent = said;
  status.textContent = said;
  setTimeout(() => {
    button.textContent = "Copy";
    status.textContent = "";
  }, 2000);
}

function addButton(block, status) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", () => copy(block, button, status));
  block.append(button);
}

function makeReachable(scroller) {
  const scrolls = scroller.scrollWidth > scroller.clientWidth;
  scroller.toggleAttribute("tabindex", scrolls);
  if (!scrolls) {
    scroller.removeAttribute("role");
    scroller.removeAttribute("aria-label");
    return;
  }
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "group");
  scroller.setAttribute("aria-label", "Code, scrolls sideways");
}

const status = document.createElement("p");
status.className = "hidden-visually";
status.setAttribute("role", "status");
const observer = new ResizeObserver((entries) => entries.forEach((entry) => makeReachable(entry.target)));

function setUp(part) {
  for (const block of part.querySelectorAll(".code")) {
    if (!status.isConnected) document.querySelector("main").append(status);
    addButton(block, status);
    observer.observe(block.querySelector("pre"));
  }
}

setUp(document);
// What inplace.js puts on the page later.
document.addEventListener("part-added", ({ target }) => setUp(target));
