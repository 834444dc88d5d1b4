// Small comforts. Every page works without this file. The one thing kept in the browser is whether
// the user switched single-key shortcuts off (WCAG 2.1.4).
"use strict";

document.documentElement.classList.add("js");

const typt = (doel) => doel.closest("input, select, textarea, [contenteditable]") !== null;

// At 1280 px the filter stands open beside its list; on a telephone it stays folded.
if (matchMedia("(min-width: 60rem)").matches) {
  document.querySelectorAll("[data-filter]").forEach((filter) => { filter.open = true; });
}

function sluitUitklap(behalve) {
  document.querySelectorAll("details.uitklap[open]").forEach((menu) => {
    if (menu !== behalve) menu.open = false;
  });
}

document.addEventListener("click", (event) => {
  sluitUitklap(event.target.closest("details.uitklap"));
  const sluit = event.target.closest("[data-sluit]");
  if (sluit) sluit.parentElement.remove();
  const opener = event.target.closest("[data-open-dialoog]");
  if (opener) document.getElementById(opener.dataset.openDialoog).showModal();
});

const toetsenAan = document.getElementById("sneltoetsen-aan");
if (toetsenAan) {
  toetsenAan.checked = localStorage.getItem("sneltoetsen") !== "uit";
  toetsenAan.addEventListener("change", () => localStorage.setItem("sneltoetsen", toetsenAan.checked ? "aan" : "uit"));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = document.querySelector("details.uitklap[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || typt(event.target)) return;
  if (!toetsenAan?.checked || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    document.getElementById("sneltoetsen")?.showModal();
    return;
  }
  const doel = [...document.querySelectorAll("[data-sneltoets]")].find((el) => el.dataset.sneltoets === event.key);
  if (!doel) return;
  event.preventDefault();
  const paneel = doel.closest("details");
  if (paneel) paneel.open = true;
  if (doel.matches("a, button")) doel.click(); else doel.focus();
});

function toonFouten(root) {
  root.querySelector("[data-foutenlijst]")?.focus();
}
toonFouten(document);
document.addEventListener("htmx:afterSwap", (event) => toonFouten(event.target));

// A second click on a form that is on its way does nothing. Back from the next page, it can be sent again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.verstuurd) event.preventDefault();
  form.dataset.verstuurd = "ja";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-verstuurd]").forEach((form) => delete form.dataset.verstuurd);
});
