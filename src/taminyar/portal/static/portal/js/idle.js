// Before a sign-in ends for want of a sign of life it asks; afterwards nothing private stays in
// sight, and what was typed is sent on after signing in again.
"use strict";

const dialog = document.querySelector("dialog[data-idle]");
const part = (name) => dialog.querySelector(`[data-idle-${name}]`);
const WARNING_SECONDS = 120;
let loaded = Date.now();
let typedIn = null;

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && form.method === "post") typedIn = form;
});

const over = () => {
  if (!typedIn) {
    const here = encodeURIComponent(location.pathname + location.search);
    location.replace(`${dialog.dataset.again}?next=${here}`);
    return;
  }
  ["soon", "stay"].forEach((name) => (part(name).hidden = true));
  ["over", "again"].forEach((name) => (part(name).hidden = false));
  if (!dialog.open) dialog.showModal();
};

const look = () => {
  const left = Number(dialog.dataset.idle) - (Date.now() - loaded) / 1000;
  if (left <= 0) return over();
  if (left <= WARNING_SECONDS && !dialog.open) dialog.showModal();
  setTimeout(look, Math.min(left > WARNING_SECONDS ? left - WARNING_SECONDS : left, 60) * 1000 + 50);
};

part("stay").addEventListener("click", async () => {
  const answer = await fetch(dialog.dataset.stay, { redirect: "manual" });
  if (!answer.ok) return over();
  loaded = Date.now();
  dialog.close();
});
part("again").addEventListener("click", () => typedIn.submit());
dialog.addEventListener("cancel", (event) => event.preventDefault());
document.addEventListener("visibilitychange", () => document.hidden || look());
look();
