// A code by text message: filled in by the phone where it can, and a countdown to the next one.
"use strict";

document.querySelectorAll("[data-countdown]").forEach((place) => {
  const until = Date.now() + Number(place.dataset.countdown) * 1000;
  const text = place.closest("[data-countdown-text]");
  const button = place.closest("form").querySelector("button");
  const show = () => {
    const left = Math.max(0, Math.round((until - Date.now()) / 1000));
    const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    place.textContent = clock.replace(/\d/g, (digit) =>
      Number(digit).toLocaleString(document.documentElement.lang));
    text.hidden = left === 0;
    button.disabled = left > 0;
    if (left > 0) setTimeout(show, 1000);
  };
  show();
});

const form = document.querySelector("form[data-one-time-code]");
if (form && "OTPCredential" in window) {
  const ended = new AbortController();
  form.addEventListener("submit", () => ended.abort());
  navigator.credentials
    .get({ otp: { transport: ["sms"] }, signal: ended.signal })
    .then((given) => {
      form.elements.code.value = given.code;
      form.requestSubmit();
    })
    .catch(() => {}); // the person types it
}
