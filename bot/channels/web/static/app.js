// What pages do beyond plain HTML: tables sorted by a press, forms that know where to go back to, the Mini App.
"use strict";

/** Make the heads of a table into buttons that sort by their column. */
function sortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
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

function sort(body, column, up) {
  const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  [...body.rows].sort((a, b) => (up ? 1 : -1) * compare(value(a), value(b))).forEach((row) => body.append(row));
}

document.querySelectorAll("table.sortable").forEach(sortable);
document.querySelectorAll(".filters select").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));
document.querySelectorAll("input.back").forEach((field) => { field.value = location.pathname + location.search; });

// Telegram hands a Mini App its data in the address; nothing of it is kept there.
const form = document.getElementById("mini-app");
const data = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
if (form && data) { form.elements.data.value = data; form.submit(); }
