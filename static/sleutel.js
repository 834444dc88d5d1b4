// Security keys and passkeys (WebAuthn): the browser asks the touch, the server judges the answer.
"use strict";

window.sleutel = {
  async maak(opties) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(opties.publicKey);
    return (await navigator.credentials.create({ publicKey })).toJSON();
  },
  async toon(opties) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(opties.publicKey);
    return (await navigator.credentials.get({ publicKey })).toJSON();
  },
};

document.querySelectorAll("form[data-sleutel]").forEach((form) => {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fout = form.querySelector("[data-sleutelfout]");
    fout.textContent = "";
    try {
      const data = JSON.parse(document.getElementById("sleutel-opties").textContent);
      const antwoord = await window.sleutel[form.dataset.sleutel](data.creation_options ?? data.request_options);
      form.elements.credential.value = JSON.stringify(antwoord);
      form.submit();
    } catch (reden) {
      fout.textContent = reden.name === "InvalidStateError"
        ? "Deze sleutel is al toegevoegd. Neem een andere."
        : "De sleutel is niet gelezen. Probeer het opnieuw, of kies een andere manier.";
    }
  });
});
