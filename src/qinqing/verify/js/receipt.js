// Receipts: the entry, what opens it, and the proof (C2SP tlog-proof, RFC 9162) that it stands in the log.

async function verifyReceipt(bytes, trust) {
  var receipt = readReceipt(bytes);
  var checkpoint = await openCheckpoint(receipt.note, trust), place = { index: receipt.index, size: checkpoint.size };
  var leaf = await sha256(joined([0], toBytes(receipt.entry)));
  var root = await rootByInclusion(leaf, receipt.index, checkpoint.size, receipt.hashes);
  want(same(root, checkpoint.root), "tree.not_included", "", place);
  var entry = readCanonical(receipt.entry);
  want(isObject(entry.cm), "receipt.entry");
  var payloads = new Map();
  for (var opening of receipt.opened) payloads.set(opening.name, await openCommitment(entry, opening));
  var once = payloads.size === receipt.opened.length;
  want(once, "receipt.malformed", "同一承诺值打开了两次 | it opens one commitment twice");
  place.origin = shown(checkpoint.origin);
  return [say("receipt"), say("place", place)].concat(checkpoint.told, tellEntry(entry), tellWords(entry, payloads));
}

function readReceipt(bytes) {
  want(bytes.length <= 500000, "receipt.malformed", "太长 | it is too long");
  var text = fromBytes(bytes), found = text === null ? null : parsed(text);
  want(found !== null, "receipt.malformed", "不是 JSON | it is not JSON");
  var parts = isObject(found) ? found : {};
  // Python takes true for 1; neither survives the comparison below.
  var fits = (parts.v === 1 || parts.v === true) && parts.kind === "receipt" && typeof parts.entry === "string";
  fits = fits && Array.isArray(parts.opened) && Array.isArray(parts.proof);
  want(fits, "receipt.malformed", "缺少或多出内容 | something is missing or added");
  var lines = parts.proof.every(function (line) { return typeof line === "string" && line.indexOf("\n") < 0; });
  want(lines, "receipt.malformed", "证明的某一行不对 | a line of the proof is wrong");
  var proof = readProof(parts.proof.map(function (line) { return line + "\n"; }).join(""));
  var opened = parts.opened.map(readOpening);
  var again = { v: 1, kind: "receipt", entry: parts.entry, opened: opened, proof: parts.proof };
  var whole = !/[\ud800-\udfff]/u.test(parts.entry + opened.map(function (o) { return o.name + "\n" + o.payload; }).join("\n"));
  var written = JSON.stringify(again, null, 1) + "\n" === text;
  want(whole && written, "receipt.malformed", "写法不规范 | it is written in another way");
  return { entry: parts.entry, opened: opened, index: proof.index, hashes: proof.hashes, note: proof.note };
}

function readOpening(written) {
  var fits = isObject(written) && ["name", "salt", "payload"].every(function (key) {
    return typeof written[key] === "string";
  });
  fits = fits && fromBase64(written.salt).length === 32;
  want(fits, "receipt.malformed", "打开承诺值的内容不对 | what opens a commitment is malformed");
  return { name: written.name, salt: written.salt, payload: written.payload };
}

function readProof(text) {
  var at = text.indexOf("\n\n"), lines = (at < 0 ? text : text.slice(0, at)).split("\n");
  var fits = lines.shift() === "c2sp.org/tlog-proof@v1" && at >= 0 && lines.length > 0;
  want(fits, "proof.malformed", "开头或分段不对 | its beginning or its parts are wrong");
  var extra = lines[0].startsWith("extra ") ? lines.shift().slice(6) : "";
  want(!extra || fromBase64(extra).length, "proof.malformed", "附加数据不对 | its extra data is wrong");
  var index = lines.length && lines[0].startsWith("index ") ? fromDecimal(lines[0].slice(6)) : null;
  want(index !== null, "proof.malformed", "没有写序号 | it has no index");
  var note = text.slice(at + 2);
  want(!/[\ud800-\udfff]/u.test(note), "proof.malformed", "不是文本 | it is no text");
  var opened = readNote(note), hashes = lines.slice(1).map(fromBase64);
  fits = hashes.length <= 63 && hashes.every(function (one) { return one.length === 32; });
  want(fits, "proof.malformed", "有的行不是哈希 | some line is no hash");
  return { index: index, hashes: hashes, note: opened };
}

// The root a proof leads to (RFC 9162, section 2.1.3.2).
async function rootByInclusion(leaf, index, size, proof) {
  want(index < size, "tree.position", "", { index: index, size: size });
  var node = index, last = size - 1n, result = leaf;
  for (var sibling of proof) {
    want(last > 0n, "tree.proof_length");
    if (node & 1n || node === last) {
      result = await sha256(joined([1], sibling, result));
      while (node > 0n && !(node & 1n)) { node >>= 1n; last >>= 1n; }
    } else {
      result = await sha256(joined([1], result, sibling));
    }
    node >>= 1n;
    last >>= 1n;
  }
  want(last === 0n, "tree.proof_length");
  return result;
}

async function openCommitment(entry, opening) {
  var typed = typeof entry.type === "string", tag = toBytes("qq-commit/v1\0" + entry.type + "\0");
  var found = toHex(await sha256(joined(tag, fromBase64(opening.salt), toBytes(opening.payload))));
  want(typed && entry.cm[opening.name] === found, "receipt.opening", "", { name: shown(opening.name) });
  return readCanonical(opening.payload);
}
