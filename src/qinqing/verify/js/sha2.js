// SHA-256 and SHA-512 (FIPS 180-4), for browsers and addresses that offer no SubtleCrypto. Written to be read.

var PRIMES = (function () {
  var found = [];
  for (var n = 2; found.length < 80; n++) {
    if (found.every(function (prime) { return n % prime; })) found.push(n);
  }
  return found;
})();

// The first 64 bits after the point of a prime's root of the given degree (2 or 3), as the standard's constants are.
function rootBits(prime, degree) {
  var power = BigInt(degree), goal = BigInt(prime) << (64n * power), low = 0n, high = 1n << 70n;
  while (high - low > 1n) {
    var middle = (low + high) >> 1n;
    if (middle ** power <= goal) low = middle; else high = middle;
  }
  return low & 0xffffffffffffffffn;
}

var ROUNDS = PRIMES.map(function (prime) { return rootBits(prime, 3); });
var START = PRIMES.slice(0, 8).map(function (prime) { return rootBits(prime, 2); });
var ROUNDS_32 = ROUNDS.slice(0, 64).map(function (bits) { return Number(bits >> 32n); });
var START_32 = START.map(function (bits) { return Number(bits >> 32n); });

// The message, a one bit, zeros, and its length in bits, to a multiple of the block.
function padded(bytes, block) {
  var whole = new Uint8Array(Math.ceil((bytes.length + 1 + block / 8) / block) * block);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  new DataView(whole.buffer).setBigUint64(whole.length - 8, BigInt(bytes.length) * 8n);
  return new DataView(whole.buffer);
}

function sha256Own(bytes) {
  var data = padded(bytes, 64), state = START_32.slice(), w = new Uint32Array(64), i;
  function turn(x, by) { return (x >>> by) | (x << (32 - by)); }
  for (var at = 0; at < data.byteLength; at += 64) {
    for (i = 0; i < 16; i++) w[i] = data.getUint32(at + 4 * i);
    for (i = 16; i < 64; i++) {
      var s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
      var s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    var v = state.slice();
    for (i = 0; i < 64; i++) {
      var e1 = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25);
      var t1 = (v[7] + e1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + ROUNDS_32[i] + w[i]) | 0;
      var e0 = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22);
      var t2 = (e0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]))) | 0;
      v = [(t1 + t2) | 0, v[0], v[1], v[2], (v[3] + t1) | 0, v[4], v[5], v[6]];
    }
    state = state.map(function (x, n) { return (x + v[n]) | 0; });
  }
  var result = new DataView(new ArrayBuffer(32));
  state.forEach(function (x, n) { result.setUint32(4 * n, x); });
  return new Uint8Array(result.buffer);
}

function sha512Own(bytes) {
  var data = padded(bytes, 128), state = START.slice(), w = [], i, mask = 0xffffffffffffffffn;
  function turn(x, by) { return ((x >> by) | (x << (64n - by))) & mask; }
  for (var at = 0; at < data.byteLength; at += 128) {
    for (i = 0; i < 16; i++) w[i] = data.getBigUint64(at + 8 * i);
    for (i = 16; i < 80; i++) {
      var s0 = turn(w[i - 15], 1n) ^ turn(w[i - 15], 8n) ^ (w[i - 15] >> 7n);
      var s1 = turn(w[i - 2], 19n) ^ turn(w[i - 2], 61n) ^ (w[i - 2] >> 6n);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) & mask;
    }
    var v = state.slice();
    for (i = 0; i < 80; i++) {
      var e1 = turn(v[4], 14n) ^ turn(v[4], 18n) ^ turn(v[4], 41n);
      var t1 = (v[7] + e1 + ((v[4] & v[5]) ^ ((v[4] ^ mask) & v[6])) + ROUNDS[i] + w[i]) & mask;
      var e0 = turn(v[0], 28n) ^ turn(v[0], 34n) ^ turn(v[0], 39n);
      var t2 = (e0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]))) & mask;
      v = [(t1 + t2) & mask, v[0], v[1], v[2], (v[3] + t1) & mask, v[4], v[5], v[6]];
    }
    state = state.map(function (x, n) { return (x + v[n]) & mask; });
  }
  var result = new DataView(new ArrayBuffer(64));
  state.forEach(function (x, n) { result.setBigUint64(8 * n, x); });
  return new Uint8Array(result.buffer);
}
