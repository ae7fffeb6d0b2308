(function () {
  "use strict";
  var form = document.getElementById("filter");
  var items = Array.prototype.slice.call(document.querySelectorAll("article.item"));
  var status = document.getElementById("shown");
  var heads = Array.prototype.slice.call(document.querySelectorAll(".grid thead th"));
  function value(name) { return form.elements[name] ? form.elements[name].value : ""; }
  function matches(item) {
    var words = value("text").toLowerCase().split(/\s+/);
    var text = item.querySelector("h3").textContent.toLowerCase();
    var by = value("by");
    return (!value("head") || item.dataset.head === value("head")) &&
      (!value("verdict") || item.dataset.verdict === value("verdict")) &&
      (!by || item.dataset.by.split("|").indexOf(by) >= 0) &&
      words.every(function (w) { return text.indexOf(w) >= 0; });
  }
  function rows(id) { return document.querySelectorAll('[data-of="' + id + '"]'); }
  function apply() {
    var n = 0;
    items.forEach(function (item) {
      item.hidden = !matches(item);
      if (!item.hidden) { n++; }
      rows(item.id).forEach(function (row) { row.hidden = item.hidden; });
    });
    document.querySelectorAll("[data-part]").forEach(function (part) {
      part.hidden = !part.querySelector("[data-of]:not([hidden])");
    });
    status.textContent = n === items.length ? "All " + n + " items are shown." : n + " of " + items.length + " items are shown.";
    status.classList.toggle("some", n !== items.length);
  }
  function columns() {
    var only = form.elements.searched && form.elements.searched.checked;
    heads.forEach(function (head, i) {
      var hide = only && head.hasAttribute("data-silent");
      document.querySelectorAll(".grid tr:not(.part)").forEach(function (row) { row.cells[i].hidden = hide; });
    });
    var left = heads.filter(function (h) { return !h.hidden; }).length;
    document.querySelectorAll(".grid .part th").forEach(function (th) { th.colSpan = left; });
  }
  function clear() { form.reset(); apply(); columns(); }
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    var item = target.closest("article.item");
    if (item && item.hidden) { clear(); }
    var fold = target.closest("details");
    if (fold) { fold.open = true; }
    if (fold || item) { target.scrollIntoView(); }
  }
  function copy(box, button) {
    var lines = Array.prototype.filter.call(box.querySelectorAll("p"), function (p) { return !p.classList.contains("label"); });
    var area = document.createElement("textarea");
    area.value = lines.map(function (p) { return p.textContent; }).join("\n");
    box.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    button.focus();
    button.textContent = done ? "Copied" : "Select the text to copy it";
    setTimeout(function () { button.textContent = "Copy"; }, 2500);
  }
  document.querySelectorAll(".paste").forEach(function (box) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-describedby", box.closest("article").id + "-text");
    button.addEventListener("click", function () { copy(box, button); });
    box.insertBefore(button, box.firstChild);
  });
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("change", columns);
  form.addEventListener("reset", function () { setTimeout(function () { apply(); columns(); }); });
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  window.addEventListener("hashchange", reveal);
  apply();
  columns();
  reveal();
})();
