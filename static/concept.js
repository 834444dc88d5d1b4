// Keeps what is typed in a form with data-concept on the server, and never in this browser: not in localStorage, not in
// sessionStorage. Without this file a form works as before; what was last posted is then what is kept.
"use strict";

(() => {
  const RUST = 2000;      // after the last key
  const UITERLIJK = 10000; // while somebody types on and on
  const LANGST_WACHTEN = 60000;
  const MET_DE_PAGINA_WEG = 60000; // bytes; a browser sends no more after the page is gone
  const GEDULD = 10000;    // for an answer
  const GEEN_VERBINDING = "Geen verbinding: uw laatste tekst is nog niet bewaard. Laat deze pagina open, het gaat vanzelf verder.";
  const NIET_VERZONDEN = "Geen verbinding: niet verzonden. Uw tekst staat er nog. Probeer het zo opnieuw.";

  // Back from the next page a form may come anew from the server, with another key. Its own key tells the server
  // whether this was sent before. A random number, kept with the page in the history of the tab.
  const sleutels = [...document.querySelectorAll("input[name=_sleutel]")];
  const [herkomst] = performance.getEntriesByType("navigation");
  const bewaard = history.state?.sleutels;
  if (herkomst?.type === "back_forward" && bewaard?.length === sleutels.length) {
    sleutels.forEach((veld, nummer) => { veld.value = bewaard[nummer]; });
  }
  const onthoud = (stand) => history.replaceState({ ...history.state, ...stand }, "");
  onthoud({ sleutels: sleutels.map((veld) => veld.value) });

  // Reloaded right after a key the page may have overtaken the save it had promised: then it is asked for once more.
  const vervolgen = [...document.querySelectorAll("input[name=_vervolg_op]")].map((veld) => veld.value);
  const gemist = Object.entries(history.state.beloofd ?? {}).some(([tab, nummer]) => !vervolgen.includes(`${tab}:${nummer}`));
  const keren = history.state.keren ?? 0;
  if (gemist && keren < 3) {
    onthoud({ keren: keren + 1 });
    // Nobody types or sends meanwhile in what is not the latest.
    document.body.inert = true;
    setTimeout(() => location.reload(), 200 * keren);
    return;
  }
  onthoud({ beloofd: {}, keren: 0 });

  function volg(form) {
    const stand = form.querySelector("[data-concept-stand]");
    const zegt = form.querySelector("[data-concept-zegt]");
    const volgnummer = form.elements.namedItem("_volgnummer");
    if (!stand || !volgnummer) return;
    // What stands in a form comes from the server, not from what the browser remembers of it or of another leerling.
    form.autocomplete = "off";

    let opgeslagen = inhoud();
    let eersteWijziging = 0;
    let klok = 0;
    let nummer = 0;
    let beloofd = 0;
    let mislukt = 0;
    let bezig = null;
    let onderweg = false;
    let aangeraakt = false;
    let gestuurd = null;
    let nagestuurd = null;

    function inhoud() {
      const velden = new URLSearchParams(new FormData(form));
      velden.delete("_sleutel");
      velden.delete("_volgnummer");
      velden.delete("csrfmiddlewaretoken");
      return velden.toString();
    }

    function toon(tekst, fout) {
      stand.textContent = tekst;
      stand.classList.toggle("conceptstand--fout", Boolean(fout));
    }

    // Only what changes is read aloud; the time at every save would be noise.
    function meld(tekst) {
      if (zegt.textContent !== tekst) zegt.textContent = tekst;
    }

    function later(wachttijd) {
      clearTimeout(klok);
      klok = setTimeout(bewaar, wachttijd);
    }

    // The number of the save that will hold what is typed from now on. It stands in the history of the tab before
    // anything is sent: what is written there while the page goes comes too late.
    function beloof() {
      nummer = Math.max(nummer + 1, Date.now());
      beloofd = nummer;
      onthoud({ beloofd: { ...history.state?.beloofd, [form.elements.namedItem("_tab").value]: nummer } });
    }

    function gewijzigd() {
      if ([opgeslagen, gestuurd].includes(inhoud())) return;
      if (!beloofd) beloof();
      aangeraakt = true;
      const nu = Date.now();
      eersteWijziging ||= nu;
      later(Math.max(0, Math.min(RUST, eersteWijziging + UITERLIJK - nu)));
    }

    // True when the server has it, false when there is no connection; null when it refused and says why.
    async function verstuur(tekst) {
      if (!beloofd) beloof();
      gestuurd = tekst;
      const body = new URLSearchParams(tekst);
      body.set("_volgnummer", beloofd);
      beloofd = 0;
      const wacht = new AbortController();
      const geduld = setTimeout(() => wacht.abort(), GEDULD);
      let antwoord;
      try {
        antwoord = await fetch(form.dataset.concept, {
          method: "POST", body, keepalive: tekst.length < MET_DE_PAGINA_WEG, signal: wacht.signal,
        });
        if (antwoord.status >= 500) throw new Error(antwoord.status);
      } catch {
        mislukt += 1;
        gestuurd = null;
        toon(GEEN_VERBINDING, true);
        meld(GEEN_VERBINDING);
        later(Math.min(RUST * 2 ** (mislukt - 1), LANGST_WACHTEN));
        return false;
      } finally {
        clearTimeout(geduld);
      }
      const uitkomst = await antwoord.json().catch(() => ({}));
      mislukt = 0;
      if (!antwoord.ok) {
        gestuurd = null;
        toon(uitkomst.fout ?? GEEN_VERBINDING, true);
        meld(stand.textContent);
        if (antwoord.status === 429) later(LANGST_WACHTEN / 2);
        return null;
      }
      opgeslagen = tekst;
      if (uitkomst.opgeslagen && uitkomst.ingelogd) {
        toon(`Opgeslagen ${uitkomst.opgeslagen}`);
        meld("Concept opgeslagen");
      } else if (uitkomst.opgeslagen) {
        const uit = `Als concept opgeslagen ${uitkomst.opgeslagen}. U bent uitgelogd: log opnieuw in.`;
        toon(uit, true);
        meld(uit);
      }
      return true;
    }

    async function bewaar() {
      clearTimeout(klok);
      eersteWijziging = 0;
      if (bezig) { await bezig; }
      const tekst = inhoud();
      if (onderweg || tekst === opgeslagen || tekst === gestuurd) return true;
      bezig = verstuur(tekst);
      const gelukt = await bezig;
      bezig = null;
      if (gelukt) gewijzigd();
      return gelukt;
    }

    // Several events tell that a page goes; what it sends then is cut off for the page, not for the server.
    function bewaarNu() {
      const tekst = inhoud();
      if (onderweg || [opgeslagen, gestuurd, nagestuurd].includes(tekst)) return;
      nagestuurd = tekst;
      verstuur(tekst);
    }

    // A page that goes takes along what could not be kept: then the browser asks first.
    function vraagEerst(event) {
      const tekst = inhoud();
      const teVeel = tekst.length >= MET_DE_PAGINA_WEG;
      if (!onderweg && tekst !== opgeslagen && (mislukt || teVeel)) event.preventDefault();
    }

    form.addEventListener("input", gewijzigd);
    form.addEventListener("change", gewijzigd);
    form.addEventListener("focusout", bewaar);
    window.addEventListener("online", bewaar);
    window.addEventListener("beforeunload", (event) => {
      vraagEerst(event);
      bewaarNu();
    });
    window.addEventListener("pagehide", bewaarNu);
    document.addEventListener("visibilitychange", () => { if (document.hidden) bewaarNu(); });
    // Back from the next page it can be sent again.
    window.addEventListener("pageshow", () => { onderweg = false; });

    // First kept, then sent: whatever happens on the way, the text is on the server. Without a connection the form
    // is not sent at all, since the browser would put its own error page in the place of the text.
    form.addEventListener("submit", async (event) => {
      if (onderweg || !(aangeraakt || inhoud() !== opgeslagen)) return;
      event.preventDefault();
      event.stopPropagation();
      if (form.dataset.bewaart) return;
      form.dataset.bewaart = "ja";
      // Who has just waited in vain for one save does not wait for another.
      let gelukt = await bezig;
      if (gelukt !== false) gelukt = await verstuur(inhoud());
      delete form.dataset.bewaart;
      if (gelukt === false) {
        toon(NIET_VERZONDEN, true);
        meld(stand.textContent);
        return;
      }
      clearTimeout(klok);
      volgnummer.value = nummer;
      onderweg = true;
      onthoud({ beloofd: {} });
      form.requestSubmit(event.submitter);
    });
  }

  document.querySelectorAll("form[data-concept]").forEach(volg);
})();
