// Warns before the reader is signed out, and brings the page back to life once they have signed in again.
const dialog = document.getElementById("session-end");
const part = (name) => dialog.querySelector(`[data-session-${name}]`);
const warning = Number(dialog.dataset.warning) * 1000;
const CHECK = 30_000;
let endsAt = Date.now() + Number(dialog.dataset.seconds) * 1000;
let ended = false;
let dismissed = false;
let timer = 0;

function show(name) {
  for (const one of ["warning", "ended", "other"]) part(one).hidden = one !== name;
  dialog.setAttribute("aria-labelledby", part(name).querySelector("h2").id);
  if (!dialog.open) dialog.showModal();
}

// Asks how the session is; other pages of this browser may have made it last, or ended it.
async function ask(method = "GET") {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const answer = await fetch(dialog.dataset.url, { method, headers: { "X-CSRFToken": token } });
  const told = answer.status === 403 ? {} : await answer.json();
  if (answer.status === 401) {
    if (!ended) show("ended");
    ended = true;
    return;
  }
  if (!answer.ok) return;
  if (String(told.user) !== dialog.dataset.user) return show("other");
  endsAt = Date.now() + told.seconds * 1000;
  renew(told.csrf);
  if (ended || endsAt - Date.now() > warning) {
    ended = dismissed = false;
    dialog.close();
    document.dispatchEvent(new Event("session:back"));
  }
}

// Signing in anew changes the token that forms must carry.
function renew(token) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
}

// Without a connection there is nothing to be told; the next look asks again.
const look = (method) => ask(method).catch(() => {}).finally(tick);

function tick() {
  clearTimeout(timer);
  const left = endsAt - Date.now();
  const minutes = Math.floor(Math.max(0, left) / 60_000);
  const seconds = Math.floor((Math.max(0, left) % 60_000) / 1000);
  part("left").textContent = `${minutes}:${String(seconds).padStart(2, "0")}`;
  if (ended) timer = setTimeout(look, CHECK);
  else if (left > warning) timer = setTimeout(look, Math.min(left - warning, 2 ** 30));
  else if (left <= 0) timer = setTimeout(look, 1000);
  else if (dismissed) timer = setTimeout(look, Math.max(1000, left));
  else {
    show("warning");
    timer = setTimeout(tick, 1000);
  }
}

part("stay").addEventListener("click", () => look("POST"));
const dismiss = () => {
  dismissed = true;
  dialog.close();
};
for (const button of dialog.querySelectorAll("[data-session-close]")) button.addEventListener("click", dismiss);
dialog.addEventListener("cancel", dismiss);
document.addEventListener("session:ended", () => look());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && (ended || endsAt - Date.now() < warning)) look();
});
addEventListener("focus", () => ended && look());
tick();
