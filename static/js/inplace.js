// Forms that need not leave the page: what the site answers stands in place of the form. Without scripts, or where the
// answer cannot be had this way, the form is sent as any other.

async function outcomeOf(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const outcome = page.querySelector(".outcome");
  return outcome && { node: document.adoptNode(outcome), isDone: response.ok };
}

// What was refused stays in its form, to be mended and sent again.
function show(form, { node, isDone }) {
  if (isDone) {
    form.replaceWith(node);
  } else {
    form.querySelector(".outcome")?.remove();
    form.append(node);
  }
  node.dispatchEvent(new CustomEvent("part-added", { bubbles: true }));
  node.tabIndex = -1;
  node.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form.in-place")) return;
  event.preventDefault();
  const outcome = await outcomeOf(form, event.submitter).catch(() => null);
  if (outcome) {
    show(form, outcome);
  } else {
    form.classList.remove("in-place");
    form.requestSubmit(event.submitter);
  }
});
