// What pages do beyond plain HTML: tables sorted by a press, a question before what can't be undone, forms that
// know where to go back to, the Mini App.
"use strict";

/** Make the heads of a table into buttons that sort by their column. */
function sortable(table) {
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  heads.forEach((head, column) => {
    if (head.classList.contains("acts")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      sort(table.tBodies[0], column, up);
    });
  });
}

/** Sort rows: figures by size, words as the language does; what is empty comes last. */
function sort(body, column, up) {
  const value = (row) => {
    const text = row.cells[column].textContent.trim();
    return text === "–" ? "" : /^-?[\d,.]+%?$/.test(text) ? text.replace(/[,%]/g, "") : text;
  };
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const compare = (a, b) => (isNaN(a) || isNaN(b) ? words(a, b) : a - b);
  const rows = [...body.rows];
  const filled = rows.filter((row) => value(row) !== "").sort((a, b) => (up ? 1 : -1) * compare(value(a), value(b)));
  body.append(...filled, ...rows.filter((row) => value(row) === ""));
}

document.querySelectorAll("table.sortable").forEach(sortable);
document.querySelectorAll(".filters select").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));
document.querySelectorAll("input.back").forEach((field) => { field.value = location.pathname + location.search; });
document.querySelectorAll("form[data-sure]").forEach((form) => form.addEventListener("submit", (event) => {
  if (!confirm(form.dataset.sure)) event.preventDefault();
}));
// Who ticks a name means some people, not all.
document.querySelectorAll("input[name=people]").forEach((box) => box.addEventListener("change", () => {
  if (box.checked) box.form.querySelector("input[name=whom][value=some]").checked = true;
}));

// Telegram hands a Mini App its data in the address; nothing of it is kept there.
const form = document.getElementById("mini-app");
const data = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
if (form && data) { form.elements.data.value = data; form.submit(); }
