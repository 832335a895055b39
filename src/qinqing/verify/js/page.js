// The page around it: a file chosen, dropped or in the link, keys written or chosen, and what came out of it.

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

// The office that promises signs with a key of its own, which no checkpoint is believed by.
function promises(key) {
  return key.name.endsWith("/promise");
}

function isPromise(bytes) {
  var found = bytes.length <= MOST_BYTES ? parsed(fromBytes(bytes) || "") : null;
  return isObject(found) && found.kind === "promise";
}

// What a receipt's or a promise's bytes prove to whoever trusts these keys, given as texts, one a line.
function verify(bytes, logKeys, witnessKeys, threshold) {
  return judged(async function () {
    var logs = await keysIn(logKeys, false), witnesses = await keysIn(witnessKeys, true);
    var least = threshold === "" || threshold === undefined ? witnesses.length : Number(threshold);
    var fits = Number.isInteger(least) && least >= 0 && least <= witnesses.length;
    want(fits, "usage", "见证方个数 | the number of witnesses");
    if (isPromise(bytes)) return verifyPromise(bytes, logs);
    var own = logs.filter(function (key) { return !promises(key); });
    return verifyReceipt(bytes, { logs: own, witnesses: witnesses, threshold: least });
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
var NOT_CHECKED = [
  "usage", "note.verifier_key", "note.weak_key", "note.key_kind", "profile.unavailable", "machine.failed", "link.malformed"
];

function headline(result) {
  if (result.proved) return ["成立", "It holds"];
  return NOT_CHECKED.indexOf(result.code) < 0 ? ["不成立", "It does not hold"] : ["没有核验", "Not checked"];
}

function listed(pairs) {
  var list = document.createElement("ul");
  pairs.forEach(function (pair) { list.appendChild(spanned(pair, "li")); });
  return list;
}

var DETAILS_ARE = ["编号、代号和数据行", "Numbers, pseudonyms and rows"];

function show(result) {
  var place = element("result"), folded = document.createElement("details");
  place.className = "notice " + (result.proved ? "notice-proved" : "notice-halt");
  place.textContent = "";
  place.appendChild(spanned(headline(result), "h2"));
  place.appendChild(listed(result.told.filter(function (pair) { return !pair.detail; })));
  folded.appendChild(spanned(DETAILS_ARE, "summary"));
  var details = result.told.filter(function (pair) { return pair.detail; });
  folded.appendChild(listed(details.concat([say("code", { code: result.code })])));
  folded.open = !result.proved;
  place.appendChild(folded);
  if (result.proved && keysAreTheSites()) place.appendChild(spanned(SITES_KEYS, "p"));
  place.hidden = false;
  place.focus();
}

var SITES_KEYS = [
  "这次用的公钥是提供这个网页的单位给的，所以只证明它前后一致。要不依赖它，请用从见证方、上级机关或报刊得到的公钥，填在下面再核验一次。",
  "The keys used came with this page, from whoever serves it: they prove that it does not contradict itself. To rely on nobody, fill in keys from a witness, the superior organ or a newspaper below, and check again."
];

// Whether the keys are still those that were in the page when it was opened.
function keysAreTheSites() {
  var field = element("log-key");
  return field.defaultValue.trim() !== "" && field.value === field.defaultValue;
}

var chosen = null; // what promises the bytes to be checked

function take(file, dropped) {
  chosen = file && function () { return bytesOf(file); };
  element("chosen").textContent = dropped ? shown(file.name) : "";
}

// A receipt in the link is checked at once where the page has keys; its digits never leave the device.
function takeLink() {
  var digits = location.hash.slice(1);
  if (!/^[0-9]+$/.test(digits)) return;
  var bytes = unpacked(digits);
  if (!bytes) return show(refused("link.malformed", "二维码里的回执不完整。请重新扫码；还是这样的，请改用回执文件核验", "The receipt in the QR code is not whole. Scan it again; if it stays so, check the receipt's file instead"));
  chosen = function () { return Promise.resolve(bytes); };
  element("chosen").textContent = "已从二维码取得回执 The receipt came with the QR code";
  if (element("log-key").value.trim()) check();
  else show(missing("已取得回执，还要填日志的公钥才能核验", "The receipt is here; to check it, fill in the log's public key"));
}

function submitted(event) {
  event.preventDefault();
  return check();
}

async function check() {
  if (!chosen) return show(missing("还没有选择回执文件", "No receipt was chosen yet"));
  if (!element("log-key").value.trim()) return show(missing("还没有填写日志的公钥", "The log's public key is missing"));
  if (!element("threshold").checkValidity() || Number(element("threshold").value) > witnesses()) {
    return show(missing("见证方没有这么多家", "There are fewer witnesses than that"));
  }
  var bytes = await chosen().catch(function () { return null; });
  if (!bytes) return show(missing("这个文件读不了，请重新选择", "This file cannot be read, choose it again"));
  show(await verify(bytes, element("log-key").value, element("witness-keys").value, element("threshold").value));
}

function witnesses() {
  return element("witness-keys").value.split("\n").filter(function (line) { return line.trim(); }).length;
}

function missing(zh, en) {
  return refused("usage", zh, en);
}

function refused(code, zh, en) {
  return { proved: false, code: code, told: [[zh + "。", en + "."]] };
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
  Array.from(element("names").children).forEach(function (one) {
    NAMES.set(one.dataset.code, Array.from(one.children, function (words) { return words.textContent; }));
  });
  element("cannot").hidden = true;
  element("form").hidden = false;
  window.addEventListener("hashchange", takeLink);
  takeLink();
}

if (typeof document !== "undefined") started();
// For whoever would rather call it: qinqing.verify(bytes, logKeys, witnessKeys, threshold), qinqing.unpacked(digits).
if (typeof window !== "undefined") window.qinqing = { verify: verify, unpacked: unpacked, ed25519Own: ed25519Own, sha256Own: sha256Own, sha512Own: sha512Own };
