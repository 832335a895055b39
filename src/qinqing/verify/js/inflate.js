// Raw deflate (RFC 1951), for browsers without DecompressionStream, which knows no dictionary besides. Written to be read.

var LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
var LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
var CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function spoilt() {
  throw new RangeError("no deflated data");
}

// Canonical Huffman codes: how many there are of each length, and their symbols in order.
function huffman(lengths) {
  var counts = new Array(16).fill(0), symbols = [];
  for (var length = 1; length < 16; length++) {
    for (var symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] === length) { counts[length]++; symbols.push(symbol); }
    }
  }
  return { counts: counts, symbols: symbols };
}

// The data, which may copy from `before`; throws RangeError where it is cut, wrong, longer than `most` or goes on.
function inflate(bytes, before, most) {
  var out = Array.from(before), at = 0, held = 0, many = 0, last = 0;

  function bits(count) {
    while (many < count) {
      if (at >= bytes.length) spoilt();
      held |= bytes[at++] << many;
      many += 8;
    }
    var value = held & ((1 << count) - 1);
    held >>>= count;
    many -= count;
    return value;
  }

  function symbol(tree) {
    var code = 0, first = 0, index = 0;
    for (var length = 1; length < 16; length++) {
      code |= bits(1);
      if (code - first < tree.counts[length]) return tree.symbols[index + code - first];
      index += tree.counts[length];
      first = (first + tree.counts[length]) << 1;
      code <<= 1;
    }
    return spoilt();
  }

  function put(byte) {
    if (out.length - before.length >= most) spoilt();
    out.push(byte);
  }

  function stored() {
    held = many = 0;
    var size = bits(16), check = bits(16);
    if (size !== (check ^ 0xffff)) spoilt();
    while (size--) put(bits(8));
  }

  function trees() {
    var literals = bits(5) + 257, distances = bits(5) + 1, count = bits(4) + 4, of = new Array(19).fill(0), lengths = [];
    for (var n = 0; n < count; n++) of[CODE_ORDER[n]] = bits(3);
    var tree = huffman(of);
    while (lengths.length < literals + distances) {
      var next = symbol(tree);
      var value = next === 16 ? lengths[lengths.length - 1] : next < 16 ? next : 0;
      var times = next < 16 ? 1 : next === 16 ? 3 + bits(2) : next === 17 ? 3 + bits(3) : 11 + bits(7);
      while (times--) lengths.push(value === undefined ? spoilt() : value);
    }
    if (lengths.length > literals + distances) spoilt();
    return [huffman(lengths.slice(0, literals)), huffman(lengths.slice(literals))];
  }

  function fixed() {
    var lengths = Array.from({ length: 288 }, function (_, n) { return n < 144 ? 8 : n < 256 ? 9 : n < 280 ? 7 : 8; });
    return [huffman(lengths), huffman(new Array(30).fill(5))];
  }

  function block(literals, distances) {
    for (var next = symbol(literals); next !== 256; next = symbol(literals)) {
      if (next < 256) { put(next); continue; }
      if (next > 285) spoilt();
      var length = LENGTH_BASE[next - 257] + bits(LENGTH_EXTRA[next - 257]), way = symbol(distances);
      if (way > 29) spoilt();
      var extra = way < 4 ? 0 : (way >> 1) - 1, distance = (way < 4 ? way : (2 + (way & 1)) << extra) + 1 + bits(extra);
      if (distance > out.length) spoilt();
      while (length--) put(out[out.length - distance]);
    }
  }

  while (!last) {
    last = bits(1);
    var kind = bits(2);
    if (kind === 3) spoilt();
    if (kind === 0) stored(); else block.apply(null, kind === 1 ? fixed() : trees());
  }
  if (at < bytes.length) spoilt();
  return Uint8Array.from(out.slice(before.length));
}
