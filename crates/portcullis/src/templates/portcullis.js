// A button beside each password field that shows what was typed. Without this file there is none, and nothing else is missing.
for (const input of document.querySelectorAll("input[data-show]")) {
  const button = document.createElement("button");
  const show = (on) => {
    input.type = on ? "text" : "password";
    button.setAttribute("aria-pressed", on);
  };
  button.type = "button";
  button.className = "show";
  button.title = input.dataset.show;
  button.setAttribute("aria-label", input.dataset.show);
  button.setAttribute("aria-controls", input.id);
  button.innerHTML = '<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true"><path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z"/><circle cx="12" cy="12" r="3"/><path class="slash" d="M4 3l16 18"/></svg>';
  show(false);
  button.addEventListener("click", () => show(input.type === "password"));
  // Managers and the browser's memory of forms look at what kind of field is sent.
  input.form.addEventListener("submit", () => show(false));
  input.after(button);
}
