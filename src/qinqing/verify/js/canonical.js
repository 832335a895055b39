// Canonical bytes of an entry: RFC 8785 in a restricted profile, as src/qinqing/tlog/canonical.py has it.

var LEFT_OUT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return null;
  }
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function canonical(value) {
  if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
  if (!isObject(value)) return JSON.stringify(value);
  var members = Object.keys(value).sort().map(function (key) {
    return JSON.stringify(key) + ":" + canonical(value[key]);
  });
  return "{" + members.join(",") + "}";
}

function inProfile(value, depth) {
  if (depth > 32) return false;
  if (Array.isArray(value)) return value.every(function (inner) { return inProfile(inner, depth + 1); });
  if (isObject(value)) {
    return Object.keys(value).every(function (key) {
      return /^[a-z][a-z0-9_]*$/.test(key) && inProfile(value[key], depth + 1);
    });
  }
  if (typeof value === "string") return value.normalize("NFC") === value && !LEFT_OUT.test(value);
  return typeof value !== "number" || (Number.isInteger(value) && Math.abs(value) < 2 ** 53);
}

// The entry a text stands for; refused unless it is its canonical text.
function readCanonical(text) {
  var entry = parsed(text);
  var fits = isObject(entry) && toBytes(text).length <= 60000 && inProfile(entry, 1);
  want(fits && canonical(entry) === text, "receipt.entry");
  return entry;
}
