// Keys, signed notes (C2SP signed-note, tlog-cosignature) and checkpoints (tlog-checkpoint).

function isKeyName(name) {
  return /^[^+\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/u.test(name);
}

// The key published as a text.
async function readKey(text, cosigns) {
  var found = /^([^+]*)\+([0-9a-f]{8})\+([^]*)$/.exec(text), shownText = { shown: shown(text, 60) };
  var typed = found ? fromBase64(found[3]) : new Uint8Array(0);
  want(found && isKeyName(found[1]) && typed.length, "note.verifier_key", "", shownText);
  var national = toBytes("qinqing/sm2");
  want(typed[0] !== 255 || !same(typed.slice(1, 12), national), "profile.unavailable");
  var id = (await sha256(joined(toBytes(found[1] + "\n"), typed))).slice(0, 4);
  var fits = (typed[0] === 1 || typed[0] === 4) && typed.length === 33 && toHex(id) === found[2];
  want(fits, "note.verifier_key", "", shownText);
  want((typed[0] === 4) === cosigns, "note.key_kind", "", { name: found[1] });
  want(!isWeak(typed.slice(1)), "note.weak_key", "", { name: found[1] });
  return { name: found[1], id: id, public: typed.slice(1), cosigns: cosigns };
}

function readNote(text) {
  want(toBytes(text).length <= 256000, "note.malformed", "太长 | it is too long");
  want(!/[\u0000-\u0009\u000b-\u001f]/.test(text), "note.malformed", "含有控制字符 | it holds control characters");
  var at = text.lastIndexOf("\n\n");
  want(at >= 0 && text.length > at + 2 && text.endsWith("\n"), "note.malformed", "没有签名行 | it has no signature lines");
  var lines = text.slice(at + 2, -1).split("\n");
  want(lines.length <= 64, "note.malformed", "签名太多 | it has too many signatures");
  return { text: text.slice(0, at) + "\n", signatures: lines.map(readSignature) };
}

function readSignature(line) {
  var parts = line.split(" "), value = parts.length === 3 ? fromBase64(parts[2]) : [];
  var fits = parts[0] === "—" && parts.length === 3 && isKeyName(parts[1]) && value.length > 4;
  want(fits, "note.malformed", "有一行不是签名 | a line of it is no signature");
  return { name: parts[1], id: value.slice(0, 4), value: value.slice(4) };
}

// The known keys that signed, witnesses with their time; one false signature by any refuses the whole.
async function openNote(note, known) {
  var signed = [];
  for (var signature of note.signatures) {
    for (var key of known) {
      if (key.name !== signature.name || !same(key.id, signature.id)) continue;
      var again = signed.some(function (one) { return one.key === key; });
      want(!again, "note.malformed", "同一密钥签了两次 | one key signed it twice");
      signed.push({ key: key, time: await signedAt(note.text, key, signature.value) });
    }
  }
  want(signed.length, "note.not_signed");
  return signed;
}

async function signedAt(text, key, value) {
  var time = 0n;
  if (key.cosigns) {
    time = fromBigEndian(value.slice(0, 8));
    value = value.slice(8);
    text = "cosignature/v1\ntime " + time + "\n" + text;
  }
  var timed = !key.cosigns || (time > 0n && time <= LARGEST);
  want(timed && (await verifies(key.public, value, toBytes(text))), "note.false_signature", "", { name: key.name });
  return time;
}

// `trust`: the log's keys, witnesses, and how many of these are enough.
async function openCheckpoint(note, trust) {
  var lines = note.text.split("\n"), last = lines.pop();
  var fits = lines.length >= 3 && last === "" && lines.every(Boolean);
  want(fits, "checkpoint.malformed", "行数不对或有空行 | it has too few lines, or empty ones");
  var size = fromDecimal(lines[1]), root = fromBase64(lines[2]);
  want(size !== null, "checkpoint.malformed", "第二行不是条数 | its second line is no size");
  want(root.length === 32, "checkpoint.malformed", "第三行不是根哈希 | its third line is no root hash");
  var own = trust.logs.filter(function (key) { return key.name === lines[0]; });
  want(own.length, "checkpoint.origin", "", { origin: shown(lines[0]) });
  var signed = await openNote(note, own.concat(trust.witnesses));
  want(signed.some(function (one) { return !one.key.cosigns; }), "note.not_signed");
  var seen = signed.filter(function (one) { return one.key.cosigns; });
  var names = seen.map(function (one) { return one.key.name; }).join(", ") || ["零家", "none"];
  want(seen.length >= trust.threshold, "policy.no_quorum", "", { names: names });
  var unseen = trust.witnesses.filter(function (key) {
    return !signed.some(function (one) { return one.key === key; });
  });
  return { origin: lines[0], size: size, root: root, told: tellWitnesses(seen, unseen) };
}
