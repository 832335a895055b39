// What was proved, in sentences: the same as verify.py says. WORDS and FACTS are put in from there when the page is built.

// The sentence in both languages; a value may itself be in both.
function say(sentence, values) {
  return [0, 1].map(function (language) {
    return WORDS[sentence][language].replace(/\{(\w+)\}/g, function (_, name) {
      var value = values[name];
      return String(Array.isArray(value) ? value[language] : value);
    });
  });
}

// A name as it may be shown: nothing that moves a cursor or turns the line around, and not without end.
function shown(text, most) {
  var chars = Array.from(text), cut = chars.slice(0, most || 120);
  return cut.map(function (char) {
    return LEFT_OUT.test(char) ? "\ufffd" : /[\t\n\u2028\u2029]/.test(char) ? " " : char;
  }).join("") + (chars.length > cut.length ? "…" : "");
}

// A POSIX time (BigInt) as Beijing's clock shows it.
function moment(time) {
  if (time > 253402271999n) return ["POSIX " + time, "POSIX " + time];
  var clock = new Date((Number(time) + 8 * 3600) * 1000).toISOString().slice(0, 19).replace("T", " ");
  return [clock + "（北京时间）", clock + " (+08:00)"];
}

function tellWitnesses(seen, unseen) {
  var told = seen.map(function (one) { return say("seen", { name: one.key.name, time: moment(one.time) }); });
  unseen.forEach(function (key) { told.push(say("unseen", { name: key.name })); });
  return told.length ? told : [say("unasked")];
}

// Words for code words, where whoever serves the page has put some into it: code to [Chinese, English].
var NAMES = new Map();

// What a page shows folded: numbers, pseudonyms and rows, for whoever compares them.
var DETAILS = ["id", "case", "cseq", "cprev", "actor", "norm", "pub", "set", "gone"];

function told(sentence, key, name, value) {
  var pair = say(sentence, { name: name, value: value });
  pair.detail = DETAILS.indexOf(key) >= 0;
  return pair;
}

function tellEntry(entry) {
  return FACTS.filter(function (key) { return key in entry; }).map(function (key) {
    var words = key === "type" || key === "role" ? NAMES.get(entry[key]) : null;
    return told("fact", key, WORDS[key], words || inWords(entry[key]));
  });
}

function tellWords(entry, payloads) {
  var all = [];
  payloads.forEach(function (payload, name) {
    all.push(say("said", { name: NAMES.get(name) || shown(name) }));
    Object.keys(payload).sort().forEach(function (key) {
      all.push(told("field", key, NAMES.get(key) || key, inWords(payload[key])));
    });
  });
  var closed = Object.keys(entry.cm).filter(function (name) { return !payloads.has(name); }).map(function (name) {
    return shown(name);
  });
  return closed.length ? all.concat([say("closed", { names: closed.join(", ") })]) : all;
}

// Text as it is, with its further lines set in; anything else as JSON.
function inWords(value) {
  var text = typeof value === "string" ? value : canonical(value);
  return text.replace(/\n/g, "\n      ").replace(/[\u2028\u2029]/g, " ");
}

// Whether it is proved, the code word and the sentences; nothing that is read makes it end in another way.
async function judged(act) {
  try {
    return { proved: true, code: "proved", told: await act() };
  } catch (error) {
    if (error instanceof Refusal) return { proved: false, code: error.code, told: [say(error.code, error.values)] };
    return { proved: false, code: "machine.failed", told: [say("machine.failed", { why: String(error) })] };
  }
}
