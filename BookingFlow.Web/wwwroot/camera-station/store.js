import { openDB } from './vendor/idb.js';

/**
 * @typedef {import('./door-list.js').ListFile} ListFile
 * @typedef {import('./door-list.js').PartyState} PartyState
 * @typedef {import('./server.js').ScanRecord} ScanRecord
 * @typedef {{ iv: Uint8Array<ArrayBuffer>, sealed: ArrayBuffer }} Sealed
 */

/**
 * What the device keeps: the list, what happened since it was fetched, and the records that the server does not have yet.
 *
 * Names for the search are encrypted with a key that no script can read out. It is deleted with the list.
 */
export class Store {
  /** @param {any} db */
  constructor(db) {
    this.db = db;
  }

  static async open() {
    return new Store(await openDB('bookingflow-door', 1, {
      /** @param {any} db */
      upgrade(db) {
        db.createObjectStore('list');
        db.createObjectStore('parties', { keyPath: 'id' });
        db.createObjectStore('records', { keyPath: 'id' });
      },
    }));
  }

  /**
   * Replaces the list, and forgets what happened before it was fetched.
   * @param {ListFile} file
   */
  async saveList(file) {
    const key = file.names ? await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']) : null;
    const names = key ? await seal(key, file.names) : null;
    const transaction = this.db.transaction(['list', 'parties'], 'readwrite');
    await Promise.all([
      transaction.objectStore('list').put({ ...file, names: null }, 'file'),
      transaction.objectStore('list').put({ key, names }, 'names'),
      transaction.objectStore('parties').clear(),
      transaction.done,
    ]);
  }

  /**
   * The list as it was last known on this device, and the offset of its clock.
   * @returns {Promise<{ file: ListFile, parties: PartyState[], offset: number | null } | null>}
   */
  async readList() {
    const [file, names, parties, offset] = await Promise.all(
      [this.db.get('list', 'file'), this.db.get('list', 'names'), this.db.getAll('parties'), this.db.get('list', 'offset')]);
    return file ? { file: { ...file, names: names?.key ? await open(names.key, names.names) : null }, parties, offset: offset ?? null } : null;
  }

  /**
   * Stores how far the device's clock is from the server's, for a page that is opened without a network.
   * @param {number} offset Milliseconds.
   */
  async saveOffset(offset) {
    await this.db.put('list', offset, 'offset');
  }

  /** @param {PartyState[]} parties */
  async saveParties(parties) {
    const transaction = this.db.transaction('parties', 'readwrite');
    await Promise.all([...parties.map(({ id, size, inside, state, at, by, door }) =>
      transaction.store.put({ id, size, inside, state, at, by, door })), transaction.done]);
  }

  /** Deletes the list and its key. Records that the server does not have yet stay: they contain no name and no ticket. */
  async erase() {
    const transaction = this.db.transaction(['list', 'parties'], 'readwrite');
    await Promise.all([transaction.objectStore('list').clear(), transaction.objectStore('parties').clear(), transaction.done]);
  }

  /**
   * Stores a record before its outcome is shown, so that it survives a closed tab.
   * @param {ScanRecord & { performance: number, sequence: number }} record
   */
  async addRecord(record) {
    await this.db.put('records', record, undefined);
  }

  /** @param {string} id */
  async removeRecord(id) {
    await this.db.delete('records', id);
  }

  /**
   * The records that the server does not have yet, in their order.
   * @returns {Promise<(ScanRecord & { performance: number, sequence: number })[]>}
   */
  async readRecords() {
    /** @type {(ScanRecord & { performance: number, sequence: number })[]} */
    const records = await this.db.getAll('records');
    return records.sort((a, b) => a.sequence - b.sequence);
  }
}

/**
 * @param {CryptoKey} key
 * @param {unknown} value
 * @returns {Promise<Sealed>}
 */
async function seal(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(value))) };
}

/**
 * @param {CryptoKey} key
 * @param {Sealed} value
 */
async function open(key, { iv, sealed }) {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)));
}
