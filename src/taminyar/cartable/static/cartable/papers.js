// Comfort only: a file that is too large is told before it is sent.
"use strict";

const tooLarge = (input) =>
  input.files.length > 0 && input.files[0].size > Number(input.dataset.most);

document.querySelectorAll("[data-paper] input[type=file][data-most]").forEach((input) => {
  const warning = input.closest("[data-paper]").querySelector("[data-too-large]");
  input.addEventListener("change", () => (warning.hidden = !tooLarge(input)));
  input.form.addEventListener("submit", (event) => {
    if (!tooLarge(input)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    input.focus();
  });
});
