// Comfort only: the chosen picture before it is sent, and whether the file is too large.
"use strict";

const input = document.querySelector("input[type=file][data-most]");
const preview = document.querySelector("[data-preview]");
const [picture, warning] = [preview.querySelector("img"), preview.querySelector("[role=alert]")];
const tooLarge = () => input.files.length > 0 && input.files[0].size > Number(input.dataset.most);

const show = (file) => {
  const reader = new FileReader();
  reader.addEventListener("load", () => (picture.src = reader.result));
  reader.readAsDataURL(file);
};
picture.addEventListener("load", () => (picture.hidden = false));
picture.addEventListener("error", () => (picture.hidden = true));

input.addEventListener("change", () => {
  const [file] = input.files;
  picture.hidden = true;
  warning.hidden = !tooLarge();
  preview.hidden = !file;
  if (file && file.type.startsWith("image/") && !tooLarge()) show(file);
});
input.form.addEventListener("submit", (event) => {
  if (!tooLarge()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  input.focus();
});
