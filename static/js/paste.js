// Comfort for the paste box: Ctrl or Command with Enter sends it, and a paste anywhere on the page lands in it.

const box = document.querySelector(".paste-form textarea");

function isEditable(element) {
  return element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
}

box?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  box.form.requestSubmit();
});

if (box) {
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text");
    if (!text || isEditable(event.target)) return;
    event.preventDefault();
    box.value = text;
    box.focus();
  });
}
