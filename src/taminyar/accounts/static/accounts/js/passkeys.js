// Passkeys. Forms marked data-passkey stay hidden where the browser cannot do it.
"use strict";

const able = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

const beginning = (form) => {
  const fields = new FormData(form);
  fields.set("begin", "1");
  return fields;
};

// What the browser is asked for: options that came with the page, or are fetched when pressed.
const options = async (form) =>
  form.dataset.options
    ? JSON.parse(form.dataset.options)
    : (await (await fetch(form.action, { method: "POST", body: beginning(form) })).json())
        .request_options;

const credential = async (form) => {
  const { publicKey } = await options(form);
  if (form.dataset.passkey === "create") {
    const wanted = { ...publicKey, authenticatorSelection: {
      ...publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true,
      userVerification: "required",
    } };
    return navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(wanted),
    });
  }
  return navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey),
  });
};

const give = async (event) => {
  const form = event.currentTarget;
  if (form.elements.credential.value) return;
  event.preventDefault();
  event.stopPropagation();
  const error = form.querySelector("[data-passkey-error]");
  error.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await credential(form));
    form.submit();
  } catch {
    error.hidden = false;
  }
};

if (able) {
  document.querySelectorAll("[data-no-passkey]").forEach((part) => part.remove());
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", give);
  });
}
