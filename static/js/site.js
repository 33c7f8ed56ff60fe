// What makes a page quicker to use; every page works without it.

// The error summary takes focus, so that it is read out and Tab goes to its first link.
const focusFirst = (root) => root.querySelector("[data-autofocus]")?.focus();
focusFirst(document);
document.addEventListener("htmx:load", (event) => focusFirst(event.detail.elt));

// Escape closes the filter drawer, as it closes anything else that covers a page.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash === "#filters") location.hash = "#content";
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  // A form whose answer is a file leaves its page standing; it may be sent again.
  setTimeout(() => delete form.dataset.sent, 5000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A file may be dropped on the field that asks for it.
for (const zone of document.querySelectorAll("[data-file-upload]")) {
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    zone.addEventListener(name, (event) => zone.classList.toggle("file-upload-over", event.type.startsWith("dragen") || event.type === "dragover"));
  }
}
