// A receipt in the digits of a link, as a QR code holds it: see link.py. DICTIONARY is put in when the page is built.

var MOST_BYTES = 500000;
// How many digits so many bytes take: DIGITS[n - 1] for n, at most 17.
var DIGITS = Array.from({ length: 17 }, function (_, n) { return String(256n ** BigInt(n + 1) - 1n).length; });

// The bytes the digits stand for, or null.
function fromDigits(digits) {
  var bytes = [];
  for (var at = 0; at < digits.length; at += 41) {
    var block = digits.slice(at, at + 41), size = DIGITS.indexOf(block.length) + 1, number = BigInt(block);
    if (!size || number >= 256n ** BigInt(size)) return null;
    for (var n = size - 1; n >= 0; n--) bytes.push(Number((number >> BigInt(8 * n)) & 255n));
  }
  return Uint8Array.from(bytes);
}

// Adler-32 (RFC 1950), by which a link that was cut is told from a receipt that does not hold.
function checksum(bytes) {
  var low = 1, high = 0;
  bytes.forEach(function (byte) { low = (low + byte) % 65521; high = (high + low) % 65521; });
  return high * 65536 + low;
}

// The file behind a link's digits, or null where they stand for none.
function unpacked(digits) {
  var bytes = /^[0-9]+$/.test(digits) && digits.length < 3 * MOST_BYTES ? fromDigits(digits) : null;
  if (!bytes || bytes[0] !== 1) return null;
  try {
    var file = inflate(bytes.slice(5), toBytes(DICTIONARY), MOST_BYTES);
    return Number(fromBigEndian(bytes.slice(1, 5))) === checksum(file) ? file : null;
  } catch (error) {
    return null;
  }
}
