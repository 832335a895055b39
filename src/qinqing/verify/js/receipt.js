// Receipts and promises: the entry, what opens it, and what is signed: the proof (C2SP tlog-proof, RFC 9162) that it
// stands in the log, or that it will.

async function verifyReceipt(bytes, trust) {
  var file = readHandout(bytes, "receipt", "proof"), proof = readProof(file.signed);
  var checkpoint = await openCheckpoint(proof.note, trust), place = { index: proof.index, size: checkpoint.size };
  var root = await rootByInclusion(await leafOf(file.entry), proof.index, checkpoint.size, proof.hashes);
  want(same(root, checkpoint.root), "tree.not_included", "", place);
  place.origin = shown(checkpoint.origin);
  var told = await tellOpened(file, "receipt.malformed");
  return [say("receipt"), say("place", place)].concat(checkpoint.told, told);
}

async function verifyPromise(bytes, keys) {
  var file = readHandout(bytes, "promise", "promise"), note = readNote(file.signed);
  var by = (await openNote(note, keys))[0].key;
  var found = /^qinqing\/promise\/v1\n([^\n]+)\n([^\n]+)\ntime ([0-9]+)\nwithin ([0-9]+)\n$/.exec(note.text) || [];
  var leaf = fromBase64(found[2] || ""), time = fromDecimal(found[3] || ""), within = fromDecimal(found[4] || "");
  var holds = leaf.length === 32 && time !== null && within !== null && within <= 60n;
  want(holds, "promise.malformed", "承诺的内容写法不对 | its text is not written as promises are");
  want(same(leaf, await leafOf(file.entry)), "promise.entry");
  var told = [say("promise"), say("promised", { origin: shown(found[1]) })];
  told.push(say("given", { time: moment(time), name: by.name }), say("due", { time: moment(time + within) }));
  return told.concat(await tellOpened(file, "promise.malformed"));
}

function leafOf(entry) {
  return sha256(joined([0], toBytes(entry)));
}

// Entry, openings and signed text of a file; refused when it is not written exactly as such files are.
function readHandout(bytes, kind, signed) {
  var code = kind + ".malformed";
  want(bytes.length <= 500000, code, "太长 | it is too long");
  var text = fromBytes(bytes), found = text === null ? null : parsed(text);
  want(found !== null, code, "不是 JSON | it is not JSON");
  var parts = isObject(found) ? found : {};
  // Python takes true for 1; neither survives the comparison below.
  var fits = (parts.v === 1 || parts.v === true) && parts.kind === kind && typeof parts.entry === "string";
  fits = fits && Array.isArray(parts.opened) && Array.isArray(parts[signed]);
  want(fits, code, "缺少或多出内容，或者是别的文件 | something is missing or added, or it is another kind of file");
  var lines = parts[signed].every(function (line) { return typeof line === "string" && line.indexOf("\n") < 0; });
  want(lines, code, "签名部分有一行不对 | a line of what is signed is wrong");
  var opened = parts.opened.map(function (one) { return readOpening(one, code); });
  var again = { v: 1, kind: kind, entry: parts.entry, opened: opened };
  again[signed] = parts[signed].length ? parts[signed] : [""];
  var texts = opened.map(function (one) { return one.name + "\n" + one.payload; }).concat(parts.entry, parts[signed]);
  var whole = !/[\ud800-\udfff]/u.test(texts.join("\n"));
  want(whole && JSON.stringify(again, null, 1) + "\n" === text, code, "写法不规范 | it is written in another way");
  return { entry: parts.entry, opened: opened, signed: parts[signed].map(function (line) { return line + "\n"; }).join("") };
}

function readOpening(written, code) {
  var fits = isObject(written) && ["name", "salt", "payload"].every(function (key) {
    return typeof written[key] === "string";
  });
  fits = fits && fromBase64(written.salt).length === 32;
  want(fits, code, "原文部分不对 | the part with what was said is wrong");
  return { name: written.name, salt: written.salt, payload: written.payload };
}

function readProof(text) {
  var at = text.indexOf("\n\n"), lines = (at < 0 ? text : text.slice(0, at)).split("\n");
  var fits = lines.shift() === "c2sp.org/tlog-proof@v1" && at >= 0 && lines.length > 0;
  want(fits, "proof.malformed", "开头或分段不对 | its beginning or its parts are wrong");
  want(!lines[0].startsWith("extra "), "proof.malformed", "附加数据没有签名担保 | nothing vouches for its extra data");
  var index = lines[0].startsWith("index ") ? fromDecimal(lines[0].slice(6)) : null;
  want(index !== null, "proof.malformed", "没有写序号 | it has no index");
  var note = readNote(text.slice(at + 2)), hashes = lines.slice(1).map(fromBase64);
  fits = hashes.length <= 63 && hashes.every(function (one) { return one.length === 32; });
  want(fits, "proof.malformed", "有的行不是哈希 | some line is no hash");
  return { index: index, hashes: hashes, note: note };
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

// The entry and what was said in it, in sentences.
async function tellOpened(file, code) {
  var entry = readCanonical(file.entry), payloads = new Map();
  want(isObject(entry.cm), "receipt.entry");
  for (var opening of file.opened) payloads.set(opening.name, await openCommitment(entry, opening));
  want(payloads.size === file.opened.length, code, "同一项原文给了两次 | it opens one commitment twice");
  return tellEntry(entry).concat(tellWords(entry, payloads));
}

async function openCommitment(entry, opening) {
  var typed = typeof entry.type === "string", tag = toBytes("qq-commit/v1\0" + entry.type + "\0");
  var found = toHex(await sha256(joined(tag, fromBase64(opening.salt), toBytes(opening.payload))));
  want(typed && entry.cm[opening.name] === found, "receipt.opening", "", { name: shown(opening.name) });
  return readCanonical(opening.payload);
}
