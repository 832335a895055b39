// The page around it: a receipt chosen or dropped, keys written or chosen, and what came out of it.

function element(id) {
  return document.getElementById(id);
}

function bytesOf(file) {
  return new Promise(function (resolve, reject) {
    var reader = new FileReader();
    reader.onload = function () { resolve(new Uint8Array(reader.result)); };
    reader.onerror = function () { reject(reader.error); };
    reader.readAsArrayBuffer(file);
  });
}

async function keysIn(text, cosigns) {
  var keys = [];
  for (var line of text.split("\n")) {
    if (!line.trim()) continue;
    var key = await readKey(line.trim(), cosigns);
    var again = keys.some(function (one) { return one.name === key.name && same(one.id, key.id); });
    want(!again, "note.key_kind", "", { name: key.name });
    keys.push(key);
  }
  return keys;
}

// What a receipt's bytes prove to whoever trusts these keys, given as texts, one a line.
function verify(bytes, logKeys, witnessKeys, threshold) {
  return judged(async function () {
    var logs = await keysIn(logKeys, false), witnesses = await keysIn(witnessKeys, true);
    var least = threshold === "" || threshold === undefined ? witnesses.length : Number(threshold);
    var fits = Number.isInteger(least) && least >= 0 && least <= witnesses.length;
    want(fits, "usage", "见证方个数 | the number of witnesses");
    return verifyReceipt(bytes, { logs: logs, witnesses: witnesses, threshold: least });
  });
}

function spanned(pair, tag) {
  var line = document.createElement(tag);
  pair.forEach(function (text, language) {
    var span = document.createElement("span");
    span.textContent = text;
    if (language) span.lang = "en";
    line.appendChild(span);
  });
  return line;
}

// What says nothing of the receipt: a key written wrongly, something left out, the machine.
var NOT_CHECKED = ["usage", "note.verifier_key", "note.key_kind", "profile.unavailable", "machine.failed"];

function headline(result) {
  if (result.proved) return ["成立", "It holds"];
  return NOT_CHECKED.indexOf(result.code) < 0 ? ["不成立", "It does not hold"] : ["没有核验", "Not checked"];
}

function show(result) {
  var place = element("result"), list = document.createElement("ul");
  place.className = "notice " + (result.proved ? "notice-proved" : "notice-halt");
  place.textContent = "";
  place.appendChild(spanned(headline(result), "h2"));
  result.told.concat([say("code", { code: result.code })]).forEach(function (pair) {
    list.appendChild(spanned(pair, "li"));
  });
  place.appendChild(list);
  place.hidden = false;
  place.focus();
}

var receipt = null;

function take(file, dropped) {
  receipt = file;
  element("chosen").textContent = dropped ? shown(file.name) : "";
}

async function submitted(event) {
  event.preventDefault();
  if (!receipt) return show(missing("还没有选择回执文件", "No receipt was chosen yet"));
  if (!element("log-key").value.trim()) return show(missing("还没有填写日志的公钥", "The log's public key is missing"));
  if (!element("threshold").checkValidity() || Number(element("threshold").value) > witnesses()) {
    return show(missing("见证方没有这么多家", "There are fewer witnesses than that"));
  }
  var bytes = await bytesOf(receipt).catch(function () { return null; });
  if (!bytes) return show(missing("这个文件读不了，请重新选择", "This file cannot be read, choose it again"));
  show(await verify(bytes, element("log-key").value, element("witness-keys").value, element("threshold").value));
}

function witnesses() {
  return element("witness-keys").value.split("\n").filter(function (line) { return line.trim(); }).length;
}

function missing(zh, en) {
  return { proved: false, code: "usage", told: [[zh + "。", en + "."]] };
}

function appended(field) {
  return async function (event) {
    for (var file of Array.from(event.target.files)) {
      var text = fromBytes(await bytesOf(file)) || "";
      field.value = (field.value.trim() + "\n" + text.trim()).trim();
    }
  };
}

function started() {
  var drop = element("drop");
  element("form").addEventListener("submit", submitted);
  element("receipt").addEventListener("change", function (event) { take(event.target.files[0] || null); });
  element("log-key-file").addEventListener("change", appended(element("log-key")));
  element("witness-keys-file").addEventListener("change", appended(element("witness-keys")));
  document.addEventListener("dragover", function (event) { event.preventDefault(); drop.classList.add("over"); });
  document.addEventListener("dragleave", function () { drop.classList.remove("over"); });
  document.addEventListener("drop", function (event) {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) take(event.dataTransfer.files[0], true);
  });
  element("form").hidden = false;
}

if (typeof document !== "undefined") started();
// For whoever would rather call it: qinqing.verify(bytes, logKeys, witnessKeys, threshold).
if (typeof window !== "undefined") window.qinqing = { verify: verify, ed25519Own: ed25519Own, sha256Own: sha256Own, sha512Own: sha512Own };
