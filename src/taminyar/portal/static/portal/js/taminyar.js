// Comfort only: every page does its work without this file.
"use strict";

const closest = (event, selector) =>
  event.target instanceof Element ? event.target.closest(selector) : null;

// A form control marked data-autosubmit sends its form as soon as it is changed.
document.addEventListener("change", (event) => {
  const control = closest(event, "[data-autosubmit]");
  if (control) control.form.requestSubmit();
});

// Show and hide what is typed into a password field.
const revealers = (root) =>
  root.querySelectorAll("[data-reveal][hidden]").forEach((button) => (button.hidden = false));

document.addEventListener("click", (event) => {
  const button = closest(event, "[data-reveal]");
  if (button) {
    const input = document.getElementById(button.dataset.reveal);
    input.type = input.type === "password" ? "text" : "password";
    [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
  }
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// An amount too long for its line breaks between groups of three, not within one.
document.querySelectorAll(".money__rials bdi").forEach((amount) => {
  const groups = amount.textContent.match(/[^٬,]+[٬,]?/g) || [];
  amount.replaceChildren(...groups.flatMap((group) => [group, document.createElement("wbr")]));
});

// A number pasted with spaces, dashes or marks of direction arrives whole.
document.addEventListener("paste", (event) => {
  const input = closest(event, "input[inputmode=numeric]");
  const text = event.clipboardData && event.clipboardData.getData("text");
  if (!input || !text) return;
  event.preventDefault();
  input.setRangeText(
    text.replace(/[\s\u200c-\u200f\u202a-\u202e\u2066-\u2069-]/g, ""),
    input.selectionStart, input.selectionEnd, "end",
  );
  input.dispatchEvent(new Event("input", { bubbles: true }));
});

// A form that was begun goes along when the role is changed, and waits on the home page.
let begun = null;
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && form.method === "post" && form.closest("main")) begun = form;
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!begun || form === begun || !("draft" in form.dataset)) return;
  const kept = { draft: new URLSearchParams(new FormData(begun)), draft_path: begun.action };
  Object.entries(kept).forEach(([name, value]) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  });
});

// The same form is not sent twice by an impatient second press.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  const now = Date.now();
  if (now - (form.dataset.sent || 0) < 2000) event.preventDefault();
  else form.dataset.sent = now;
});

revealers(document);
document.addEventListener("htmx:after:swap", () => revealers(document));
const summary = document.getElementById("error-summary");
if (summary) summary.focus();
