// Reads scanned texts, and computes under which key the device's list knows a ticket. Nothing here keeps a token.

/**
 * @typedef {{ kind: 'token', token: Uint8Array<ArrayBuffer> } | { kind: 'reference', reference: string } | { kind: 'foreign' } | { kind: 'unknown' }} Scanned
 */

const encoder = new TextEncoder();
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
// As Domain/Reservations/Reference.cs: no characters that are confused with each other.
const REFERENCE = /^[ACDEFGHJKMNPQRTUVWXY234679]{6}$/;

/**
 * Reads a scanned or typed text.
 * @param {string} text
 * @param {string} prefix What precedes the token in the QR code of a ticket; scheme and host in any case.
 * @returns {Scanned}
 */
export function readCode(text, prefix) {
  const bare = text.trim();
  const token = bare.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase() ? bare.slice(prefix.length) : bare;
  if (TOKEN.test(token)) {
    const bytes = fromBase64Url(token);
    // Only the canonical text of 32 bytes is a token: the last character has two unused bits.
    if (toBase64Url(bytes) === token) {
      return { kind: 'token', token: bytes };
    }
  }

  if (bare.includes('://')) {
    return { kind: 'foreign' };
  }

  const reference = bare.replace(/[\s\p{Pd}\p{Cf}]/gu, '').toUpperCase();
  return REFERENCE.test(reference) ? { kind: 'reference', reference } : { kind: 'unknown' };
}

/**
 * Returns the hash of a token, which the server's database stores.
 * @param {Uint8Array<ArrayBuffer>} token
 */
export async function hashOf(token) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', token));
}

/**
 * Returns under which id the list has a ticket. It cannot be reversed to the hash or the token.
 * @param {Uint8Array<ArrayBuffer>} hash
 * @param {Uint8Array<ArrayBuffer>} salt Of the performance.
 */
export async function listIdOf(hash, salt) {
  return toBase64Url((await hmac(hash, 'bookingflow door list id v1', salt)).slice(0, 16));
}

/**
 * Returns under which id the list has a reference.
 * @param {string} reference Six characters without a hyphen.
 * @param {Uint8Array<ArrayBuffer>} salt Of the performance.
 */
export async function referenceIdOf(reference, salt) {
  const text = encoder.encode(reference);
  const salted = new Uint8Array(salt.length + text.length);
  salted.set(salt);
  salted.set(text, salt.length);
  return toBase64Url((await hashOf(salted)).slice(0, 16));
}

/**
 * Decrypts the name, reference and notes of a party with the hash of its ticket's token.
 * @param {string} sealed
 * @param {Uint8Array<ArrayBuffer>} hash
 * @param {Uint8Array<ArrayBuffer>} salt Of the performance.
 * @returns {Promise<{ name: string, reference: string, notes: string | null }>}
 */
export async function unseal(sealed, hash, salt) {
  const bytes = fromBase64Url(sealed);
  const key = await crypto.subtle.importKey('raw', await hmac(hash, 'bookingflow door list name v1', salt), 'AES-GCM', false, ['decrypt']);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12) }, key, bytes.slice(12));
  return JSON.parse(new TextDecoder().decode(plain));
}

/** @param {string} text */
export function fromBase64Url(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
}

/** @param {Uint8Array} bytes */
export function toBase64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * @param {Uint8Array<ArrayBuffer>} key
 * @param {string} label
 * @param {Uint8Array<ArrayBuffer>} salt
 */
async function hmac(key, label, salt) {
  const text = encoder.encode(label);
  const message = new Uint8Array(text.length + salt.length);
  message.set(text);
  message.set(salt, text.length);
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, message));
}
