// Text and bytes: the encodings every format is made of, each value written in one way only.

var LARGEST = BigInt("9223372036854775807");

function Refusal(code, why, values) {
  this.code = code;
  this.values = Object.assign({}, values);
  this.values.why = why && why.indexOf(" | ") >= 0 ? why.split(" | ") : why || "";
}

function want(holds, code, why, values) {
  if (!holds) throw new Refusal(code, why, values);
}

function toBytes(text) {
  return new TextEncoder().encode(text);
}

// The text, or null where the bytes are no UTF-8. A byte order mark is a character like any other.
function fromBytes(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    return null;
  }
}

function joined() {
  var parts = Array.prototype.slice.call(arguments);
  var whole = new Uint8Array(parts.reduce(function (sum, part) { return sum + part.length; }, 0));
  var at = 0;
  parts.forEach(function (part) { whole.set(part, at); at += part.length; });
  return whole;
}

function same(one, other) {
  return one.length === other.length && one.every(function (byte, at) { return byte === other[at]; });
}

function toHex(bytes) {
  return Array.from(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
}

// The bytes, none where they would be written otherwise.
function fromBase64(text) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return new Uint8Array(0);
  var decoded = atob(text);
  if (btoa(decoded) !== text) return new Uint8Array(0);
  return Uint8Array.from(decoded, function (char) { return char.charCodeAt(0); });
}

// A number up to 2⁶³-1 as BigInt, or null.
function fromDecimal(text) {
  if (!/^(?:0|[1-9][0-9]{0,18})$/.test(text)) return null;
  var number = BigInt(text);
  return number <= LARGEST ? number : null;
}

function fromBigEndian(bytes) {
  return BigInt("0x" + (toHex(bytes) || "0"));
}
