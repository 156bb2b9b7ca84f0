// Keyboard shortcuts of the office. Comfort only: every page does its work without this file.
//
// A list marked data-rows has a link at the head of each line, and perhaps a button marked
// data-claim in it. Anything else marked data-key="x" is pressed by the key x. The fold data-keys tells
// the keys and holds the switch, for a single letter can be struck by accident or by voice.
"use strict";

(() => {
  const OFF = "office-shortcuts-off";
  const stored = () => {
    try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
  };
  const store = (off) => {
    try { localStorage.setItem(OFF, off ? "1" : "0"); } catch { /* for this page only */ }
  };

  let off = stored();
  const help = document.querySelector("details[data-keys]");
  const rows = () => [...document.querySelectorAll("[data-rows] tbody th a")];
  const current = () => {
    const line = document.activeElement && document.activeElement.closest("[data-rows] tr");
    return line && line.querySelector("th a");
  };

  const step = (by) => {
    const all = rows();
    const at = all.indexOf(current());
    const next = all[at < 0 ? 0 : at + by];
    if (next) next.focus();
    return Boolean(next);
  };

  const claim = () => {
    const row = current();
    const button = row && row.closest("tr").querySelector("button[data-claim]");
    if (button) button.click();
    return Boolean(button);
  };

  const showHelp = () => {
    if (!help) return false;
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
    return true;
  };

  const press = (key) => {
    const marked = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!marked) return false;
    if (marked.matches("input, select, textarea, [tabindex]")) marked.focus();
    else marked.click();
    return true;
  };

  // On a keyboard of other letters, such as the Persian one, the same key does the same.
  const keyOf = (event) => {
    if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
    if (event.key === "؟") return "?";
    const [, letter] = /^Key([A-Z])$/.exec(event.code) || [];
    return letter && !/^[!-~]$/.test(event.key) ? letter.toLowerCase() : event.key;
  };

  const back = () => {
    const link = document.querySelector(".back a");
    if (link) link.click();
    return Boolean(link);
  };

  const done = (key) => {
    if (key === "j" || (key === "ArrowDown" && current())) return step(1);
    if (key === "k" || (key === "ArrowUp" && current())) return step(-1);
    if (key === "c" && current()) return claim();
    if (key === "?") return showHelp();
    if (key === "q") return back();
    return press(key);
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element &&
      event.target.closest("input, select, textarea, [contenteditable], dialog[open]");
    if (off || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key.length > 1 && !event.key.startsWith("Arrow")) return;
    if (done(keyOf(event))) event.preventDefault();
  });

  if (help) {
    const used = help.querySelector("[data-keys-on]");
    help.hidden = false;
    used.checked = !off;
    used.addEventListener("change", () => store((off = !used.checked)));
  }
})();
