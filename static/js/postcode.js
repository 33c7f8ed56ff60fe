// Fills in the postcode of the chosen subdistrict, unless somebody typed another.
const box = document.getElementById("id_postcode");
let filled = box?.value ?? "";

document.addEventListener("htmx:afterSwap", (event) => {
  const list = event.detail.target;
  if (!box || list.id !== "postcodes") return;
  const known = [...list.querySelectorAll("option")].map((option) => option.value);
  if (known.length !== 1 || (box.value && box.value !== filled)) return;
  filled = box.value = known[0];
  box.dispatchEvent(new Event("input", { bubbles: true }));
});
