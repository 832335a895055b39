/* Saves a draft while somebody types. The page works without it: then the button saves.
   Written for old browsers inside messengers: no syntax later than fetch itself. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-autosave]");
  var told = document.getElementById("saved");
  if (!form || !told || !window.fetch || !window.URLSearchParams) { return; }
  var WAIT = 800;
  var changed = {}, timer = null, busy = false;

  function say(words) { told.textContent = words; }

  function body(names) {
    var sent = new URLSearchParams();
    sent.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    names.forEach(function (name) { sent.append(name, changed[name]); });
    return sent.toString();
  }

  function save() {
    var names = Object.keys(changed);
    if (!names.length) { return; }
    if (busy) { timer = setTimeout(save, WAIT); return; }
    busy = true;
    var text = body(names), kept = changed;
    changed = {};
    say(form.getAttribute("data-saving"));
    fetch(form.getAttribute("data-autosave"), {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json" },
      body: text
    }).then(function (answer) {
      if (answer.redirected || (answer.headers.get("Content-Type") || "").indexOf("json") < 0) { throw new Error(); }
      return answer.json().then(function (found) {
        say(found.said);
        if (answer.ok && found.filled && !Object.keys(changed).length) { window.location.reload(); }
      });
    }).catch(function () {
      names.forEach(function (name) { if (!(name in changed)) { changed[name] = kept[name]; } });
      say(form.getAttribute("data-failed"));
    }).then(function () { busy = false; });
  }

  function noticed(event) {
    var field = event.target;
    if (!field.name || field.name.indexOf("f-") !== 0) { return; }
    changed[field.name] = field.value;
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  }

  form.addEventListener("input", noticed);
  form.addEventListener("change", noticed);
  form.addEventListener("submit", function () { clearTimeout(timer); });
})();
