// Triage by keyboard. Without this file the page is an ordinary form. The focus stands on the tick box of a row, so that
// a screen reader says which row it is, and space is the browser's own.
"use strict";

(() => {
  const form = document.querySelector("[data-triage]");
  if (!form) return;
  const rijen = [...form.querySelectorAll("[data-triage-rij]")];
  const aantal = form.querySelector("[data-triage-aantal]");
  const zegt = form.querySelector("[data-triage-zegt]");
  const vink = (rij) => rij.querySelector("[data-triage-kies]");
  const actie = (rij) => rij.querySelector("[data-triage-actie]");
  const hier = () => rijen.find((rij) => rij.contains(document.activeElement));

  function tel() {
    aantal.textContent = rijen.filter((rij) => vink(rij).checked).length;
  }

  function zeg(tekst) {
    zegt.textContent = "";
    requestAnimationFrame(() => { zegt.textContent = tekst; });
  }

  function ga(stap) {
    const nu = rijen.indexOf(hier());
    const naar = nu < 0 ? 0 : Math.min(rijen.length - 1, Math.max(0, nu + stap));
    vink(rijen[naar])?.focus();
  }

  // Who chooses an action has decided: the row is ticked, and for "later" it is not.
  function kies(rij, nummer) {
    const optie = [...actie(rij).options].find((een) => een.text.startsWith(`${nummer} `));
    if (!optie) return zeg("Dat kan niet bij deze melding");
    actie(rij).value = optie.value;
    besloten(rij);
  }

  function besloten(rij) {
    const optie = actie(rij).selectedOptions[0];
    vink(rij).checked = optie.value !== "niets";
    tel();
    zeg(`${optie.text.slice(2)}, ${vink(rij).checked ? "aangevinkt" : "niet aangevinkt"}`);
  }

  // The fields that go with the chosen action.
  function vraag(rij) {
    const velden = [...rij.querySelectorAll(".triage__voorstel select")].filter((veld) => veld.offsetParent);
    (velden[1] ?? velden[0]).focus();
  }

  function vinkZeker() {
    const zeker = rijen.filter((rij) => "zeker" in rij.dataset);
    zeker.forEach((rij) => { vink(rij).checked = true; });
    tel();
    zeg(`${zeker.length} duidelijke voorstellen aangevinkt`);
  }

  const TOETSEN = {
    j: () => ga(1),
    k: () => ga(-1),
    a: vinkZeker,
    // Elsewhere app.js does it; on a tick box that thinks somebody types.
    "?": () => document.getElementById("sneltoetsen").showModal(),
    d: () => hier() && vraag(hier()),
    e: () => {
      const meer = hier()?.querySelector("[data-triage-meer]");
      if (meer) meer.open = !meer.open;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const opVink = event.target.matches("[data-triage-kies]");
    const inLijst = form.contains(event.target);
    // Back to the row; and Enter alone sends nothing.
    if (inLijst && !opVink && event.key === "Escape") return vink(hier())?.focus();
    if (opVink && event.key === "Enter") return event.preventDefault();
    if (opVink && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      return ga(event.key === "ArrowDown" ? 1 : -1);
    }
    if (!document.getElementById("sneltoetsen-aan")?.checked) return;
    if (!opVink && event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (/^[1-6]$/.test(event.key)) {
      if (hier()) kies(hier(), event.key);
    } else if (TOETSEN[event.key]) {
      TOETSEN[event.key]();
    } else {
      return;
    }
    event.preventDefault();
  });

  form.addEventListener("change", (event) => {
    const rij = event.target.closest("[data-triage-rij]");
    if (rij && event.target.matches("[data-triage-actie]")) besloten(rij);
    tel();
  });
  document.querySelector("[data-triage-zeker]")?.addEventListener("click", (event) => {
    event.preventDefault();
    vinkZeker();
  });
  // Back from another page the browser remembers what was ticked.
  window.addEventListener("pageshow", tel);
})();
