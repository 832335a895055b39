// Verifying Ed25519 (RFC 8032, section 5.1.7, without cofactor, as OpenSSL does), for browsers without it. Nothing
// here is secret: it only verifies, so it need not take the same time for every input.

var P = 2n ** 255n - 19n;
var ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
var D = mod(-121665n * inverse(121666n));
var ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);
// Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, x·y = T/Z.
var NEUTRAL = [0n, 1n, 1n, 0n];
var BASE = decompressed(4n * inverse(5n), 0n);

function mod(number) {
  var rest = number % P;
  return rest < 0n ? rest + P : rest;
}

function power(base, exponent) {
  var result = 1n;
  for (base = mod(base); exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % P;
    base = (base * base) % P;
  }
  return result;
}

function inverse(number) {
  return power(number, P - 2n);
}

function add(one, other) {
  var a = mod((one[1] - one[0]) * (other[1] - other[0])), b = mod((one[1] + one[0]) * (other[1] + other[0]));
  var c = mod(2n * one[3] * other[3] * D), d = mod(2n * one[2] * other[2]);
  var e = b - a, f = d - c, g = d + c, h = b + a;
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(number, point) {
  var result = NEUTRAL;
  for (; number > 0n; number >>= 1n) {
    if (number & 1n) result = add(result, point);
    point = add(point, point);
  }
  return result;
}

// The point with this y and the sign of its x; null where there is none.
function decompressed(y, sign) {
  y = mod(y);
  var u = mod(y * y - 1n), v = mod(D * y * y + 1n), x = power(u * inverse(v), (P + 3n) / 8n);
  if (mod(v * x * x) !== u) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(v * x * x) !== u) return null;
  if ((x & 1n) !== sign) x = mod(-x);
  return [x, y, 1n, mod(x * y)];
}

// A point of small order: whoever likes signs under it. Doubled three times it is the neutral one, exactly where
// y = 0, y² = 1 or d·y⁴ + 2y² = 1.
function isWeak(publicKey) {
  var y = littleEndian(publicKey) & (2n ** 255n - 1n), square = mod(y * y);
  return mod(y * (square - 1n) * (D * square * square + 2n * square - 1n)) === 0n;
}

function littleEndian(bytes) {
  return fromBigEndian(Uint8Array.from(bytes).reverse());
}

function compressed(point) {
  var z = inverse(point[2]), x = mod(point[0] * z), number = mod(point[1] * z) | ((x & 1n) << 255n);
  return Uint8Array.from({ length: 32 }, function (_, at) { return Number((number >> BigInt(8 * at)) & 255n); });
}

// `digest` is SHA-512. R = S·B − h·A, compared as bytes.
function ed25519Own(publicKey, signature, message, digest) {
  var number = littleEndian(publicKey), key = decompressed(number & (2n ** 255n - 1n), number >> 255n);
  if (signature.length !== 64 || !key) return Promise.resolve(false);
  var r = signature.slice(0, 32), s = littleEndian(signature.slice(32));
  if (s >= ORDER) return Promise.resolve(false);
  return digest(joined(r, publicKey, message)).then(function (hash) {
    var minus = [mod(-key[0]), key[1], key[2], mod(-key[3])];
    return same(compressed(add(times(s, BASE), times(littleEndian(hash) % ORDER, minus))), r);
  });
}
