// Hashes and signatures by the browser where it has them, else by sha2.js and ed25519.js.

var subtle = (typeof crypto !== "undefined" && crypto.subtle) || null;
var browserKnowsEd25519 = null; // not asked yet

function sha256(bytes) {
  return subtle ? digested("SHA-256", bytes) : Promise.resolve(sha256Own(bytes));
}

function sha512(bytes) {
  return subtle ? digested("SHA-512", bytes) : Promise.resolve(sha512Own(bytes));
}

function digested(name, bytes) {
  return subtle.digest(name, bytes).then(function (hash) { return new Uint8Array(hash); });
}

async function verifies(publicKey, signature, message) {
  if (browserKnowsEd25519 === null) browserKnowsEd25519 = await asked();
  if (!browserKnowsEd25519) return ed25519Own(publicKey, signature, message, sha512);
  try {
    var key = await subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
    return await subtle.verify({ name: "Ed25519" }, key, signature, message);
  } catch (error) {
    return false;
  }
}

// Whether the browser verifies a signature that is known to hold (RFC 8032, 7.1, test 1).
async function asked() {
  try {
    var known = fromBase64("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    var signature = fromBase64(
      "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw=="
    );
    var key = await subtle.importKey("raw", known, { name: "Ed25519" }, false, ["verify"]);
    return await subtle.verify({ name: "Ed25519" }, key, signature, new Uint8Array(0));
  } catch (error) {
    return false;
  }
}
