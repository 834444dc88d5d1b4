// The lock over the page. The server decides when it is locked; here it is shown, opened and told to other tabs.
// What stands on the page stays there, out of sight and out of reach, and goes on exactly where it was.
"use strict";

(() => {
  const HARTSLAG = 60_000; // after so long a sign of life of who is typing
  const KIJK = 5_000; // how often the page looks whether its time is over
  const kanaal = new BroadcastChannel("slot");
  const dialoog = document.getElementById("schermslot");
  const formulier = document.querySelector("[data-slotformulier]");
  const opties = (dialoog ?? document.querySelector("script[data-opties]"))?.dataset.opties;

  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  const vraag = (adres, method = "POST", body = undefined) => fetch(adres, {
    method,
    body,
    headers: { Accept: "application/json", ...(method === "POST" && { "X-CSRFToken": csrf() }) },
  });
  const fout = (tekst) => { formulier.querySelector("[data-slotfout]").textContent = tekst; };

  // --- opening it: the same in the dialog and on the page of its own
  async function open(velden) {
    fout("");
    const body = new FormData(formulier);
    Object.entries(velden).forEach(([naam, waarde]) => body.set(naam, waarde));
    const antwoord = await vraag(formulier.action, "POST", body);
    if (antwoord.headers.get("Content-Type") !== "application/json") return kijk();
    const gezegd = await antwoord.json();
    if (gezegd.fout) {
      fout(gezegd.fout);
      return undefined;
    }
    kanaal.postMessage("open");
    return dialoog ? kijk() : location.assign(formulier.elements.naar.value);
  }

  async function raakAan() {
    try {
      const gevraagd = await (await vraag(opties)).json();
      await open({ credential: JSON.stringify(await window.sleutel.toon(gevraagd)) });
    } catch {
      fout("De sleutel is niet gelezen. Probeer het opnieuw, of typ uw wachtwoord.");
    }
  }

  if (formulier) {
    formulier.addEventListener("submit", (event) => {
      event.preventDefault();
      open({}).catch(() => fout("Er is geen verbinding. Probeer het opnieuw."));
    });
    formulier.querySelector("button[data-wijze=aanraken]")?.addEventListener("click", raakAan);
  }
  if (document.querySelector("[data-slotklaar]")) {
    kanaal.postMessage("open");
    if (window.opener || history.length === 1) window.close();
  }
  if (!dialoog) return;

  // --- over the page
  let dichtOm = Date.now() + Number(dialoog.dataset.over) * 1000;
  let hartslag = Date.now();
  let titel = document.title;
  let focus = null;

  function toon(deel, wijzen = []) {
    dialoog.querySelectorAll("[data-slotdeel]").forEach((een) => { een.hidden = een.dataset.slotdeel !== deel; });
    const zichtbaar = [...wijzen, ...(wijzen.some((wijze) => ["wachtwoord", "code"].includes(wijze)) ? ["typen"] : [])];
    formulier.querySelectorAll("[data-wijze]").forEach((een) => { een.hidden = !zichtbaar.includes(een.dataset.wijze); });
    if (dialoog.open) return;
    focus = document.activeElement;
    titel = document.title;
    // The title of a page can hold a name, and stands in the tab.
    document.title = "Op slot – Leerplicht & Doorstroompunt";
    document.documentElement.classList.add("op-slot");
    fout("");
    dialoog.showModal();
    (dialoog.querySelector(":is(a, button):not([hidden], [type=submit], [hidden] *)") ?? dialoog.querySelector("h2")).focus();
    kanaal.postMessage("dicht");
  }

  function weg(stand) {
    // Who logged in again has another token; the forms on the page must go along.
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((veld) => { veld.value = stand.csrf; });
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": stand.csrf }));
    if (!dialoog.open) return;
    formulier.reset();
    document.documentElement.classList.remove("op-slot");
    document.title = titel;
    dialoog.close();
    focus?.focus();
  }

  async function kijk() {
    let stand;
    try {
      stand = await (await vraag(dialoog.dataset.stand, "GET")).json();
    } catch {
      if (Date.now() >= dichtOm) toon("geen_verbinding");
      return;
    }
    if (stand.uitgelogd) {
      toon("uitgelogd");
    } else if (String(stand.wie) !== dialoog.dataset.wie) {
      location.reload(); // somebody else has logged in here: this page is not his
    } else if (stand.op_slot) {
      toon("op_slot", stand.wijzen);
    } else {
      dichtOm = Date.now() + stand.over * 1000;
      weg(stand);
    }
  }

  async function leeft() {
    if (dialoog.open || Date.now() - hartslag < HARTSLAG) return;
    hartslag = Date.now();
    try {
      const antwoord = await vraag(dialoog.dataset.leeft);
      if (antwoord.status !== 204) await kijk();
      else dichtOm = Date.now() + Number(dialoog.dataset.over) * 1000;
    } catch {
      // Without a connection the page locks itself when its time is over.
    }
  }

  const alsTijdOm = () => { if (!dialoog.open && Date.now() >= dichtOm) kijk(); };
  setInterval(alsTijdOm, KIJK);
  ["visibilitychange", "pageshow", "focus"].forEach((naam) => window.addEventListener(naam, alsTijdOm));
  ["keydown", "pointerdown", "input"].forEach((naam) => {
    document.addEventListener(naam, (event) => { if (event.isTrusted) leeft(); }, { capture: true, passive: true });
  });
  // A computer that slept has not looked yet: ask before a form is sent that would be refused.
  document.addEventListener("submit", (event) => {
    if (Date.now() < dichtOm || event.target === formulier) return;
    event.preventDefault();
    event.stopPropagation();
    kijk();
  }, { capture: true });
  document.addEventListener("htmx:responseError", (event) => {
    if ([401, 423].includes(event.detail.xhr.status)) kijk();
  });
  kanaal.addEventListener("message", (event) => {
    if (event.data === "open" ? dialoog.open : !dialoog.open) kijk();
  });
  dialoog.querySelector("[data-slotopnieuw]").addEventListener("click", kijk);
  window.addEventListener("online", () => { if (dialoog.open) kijk(); });
  document.querySelectorAll("[data-slotdicht]").forEach((knop) => {
    knop.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await vraag(dialoog.dataset.dicht);
      kijk();
    });
  });

  // Escape closes a dialog, and a second Escape even when the first was refused.
  dialoog.addEventListener("cancel", (event) => event.preventDefault());
  dialoog.addEventListener("close", () => {
    if (document.documentElement.classList.contains("op-slot")) dialoog.showModal();
  });
})();
