// What is typed is kept on the server: a moment after the last key, and every ten seconds while typing goes on.
// The form works without it; then it is kept when it is sent.
const form = document.querySelector("form[data-typed]");
const line = document.querySelector("[data-typed-status]");
const RETRY = 4000;
// Milliseconds; read anew each time, so that a test need not wait as long.
const after = () => Number(form.dataset.typedAfter) || 2000;
const every = () => Number(form.dataset.typedEvery) || 10000;

let changes = 0; // how often something was typed
let kept = 0; // how many of these the server has
let flushed = 0; // how many were handed over while leaving
let unkeptSince = 0;
let timer = 0;
let sending = null;
let leaving = false;

const answers = () => new URLSearchParams(new FormData(form));

function say(what, at = "") {
  const text = (line?.dataset[what] ?? "").replace("{time}", at);
  // The same words again would be read out again.
  if (line && line.textContent !== text) line.textContent = text;
}

function schedule(wait) {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
}

function typed() {
  changes += 1;
  unkeptSince ||= Date.now();
  if (!sending) schedule(Math.max(0, Math.min(after(), unkeptSince + every() - Date.now())));
}

async function send() {
  if (sending || leaving || changes === kept) return;
  const upTo = changes;
  const begun = Date.now();
  sending = new AbortController();
  const slow = setTimeout(() => sending?.abort(), 8000);
  let wait = RETRY;
  try {
    const answer = await fetch(form.dataset.typed, { method: "POST", body: answers(), signal: sending.signal });
    const told = answer.status < 500 ? await answer.json() : {};
    if (told.kept) {
      kept = upTo;
      unkeptSince = changes > kept ? begun : 0;
      wait = after();
    }
    if (answer.status === 401) {
      document.dispatchEvent(new Event("session:ended"));
      say(told.kept ? "signedOut" : "failed", told.at);
    } else if (told.kept) say("saved", told.at);
    else say(answer.status < 500 ? "failed" : "offline");
  } catch {
    if (!leaving) say("offline");
  } finally {
    clearTimeout(slow);
    sending = null;
    if (changes > kept && !leaving) schedule(wait);
  }
}

// The page may not come back: hand over what is typed without waiting for an answer.
function flush() {
  if (changes === kept || changes === flushed) return;
  if (navigator.sendBeacon(form.dataset.typed, answers())) flushed = changes;
}

if (form) {
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  document.addEventListener("session:back", () => changes > kept && schedule(0));
  addEventListener("online", () => changes > kept && schedule(0));
  addEventListener("offline", () => changes > kept && say("offline"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
  addEventListener("pagehide", flush);
  form.addEventListener("submit", (event) => {
    // Sent into nothing, the page would be gone with all that is typed.
    if (!navigator.onLine) {
      event.preventDefault();
      say("offline");
      return;
    }
    leaving = true;
    clearTimeout(timer);
    sending?.abort();
    flush();
    // An answer that leaves the page standing, such as one that never comes, leaves the typing to be kept as before.
    setTimeout(() => {
      leaving = false;
      if (changes > kept) schedule(0);
    }, 15000);
  });
}
