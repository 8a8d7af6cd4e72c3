import { ServerProblem } from './server.js';

/**
 * @typedef {import('./server.js').ScanRecord} ScanRecord
 * @typedef {import('./server.js').Answer} Answer
 * @typedef {ScanRecord & { performance: number, sequence: number }} WaitingRecord
 */

const BATCH = 20;

/** Keeps records until the server has answered them, and sends them in their order. */
export class Outbox {
  /** @type {WaitingRecord[]} */
  #waiting = [];
  /** Records whose storing failed: only in memory. @type {Set<string>} */
  #unsaved = new Set();
  /** @type {Promise<void> | null} */
  #sending = null;

  /**
   * @param {import('./store.js').Store | null} store Null if the browser has none.
   * @param {import('./server.js').Server} server
   * @param {(record: ScanRecord, answer: Answer) => void} onAnswer
   */
  constructor(store, server, onAnswer) {
    this.store = store;
    this.server = server;
    this.onAnswer = onAnswer;
  }

  /** How many records the server does not have yet. */
  get count() {
    return this.#waiting.length;
  }

  /**
   * The records of a performance that the server does not have yet, in their order.
   * @param {number} performance
   */
  waitingFor(performance) {
    return this.#waiting.filter(record => record.performance === performance);
  }

  /** Whether all records would survive a closed tab. */
  get isSaved() {
    return this.#unsaved.size === 0;
  }

  /** Reads the records of an earlier page. */
  async load() {
    this.#waiting = await this.store?.readRecords() ?? [];
    this.#mark();
  }

  /**
   * Keeps a record. If the device cannot store it, it is kept in memory.
   * @param {ScanRecord} record
   * @param {number} performance
   */
  async add(record, performance) {
    const waiting = { ...record, performance, sequence: (this.#waiting.at(-1)?.sequence ?? 0) + 1 };
    this.#waiting.push(waiting);
    this.#mark();
    try {
      if (!this.store) {
        throw new Error('no store');
      }

      await this.store.addRecord(waiting);
    } catch {
      this.#unsaved.add(record.id);
    }
  }

  /**
   * Sends all records. A record stays until the server has answered it, whatever goes wrong.
   * @throws {ServerProblem}
   */
  send() {
    return this.#sending ??= this.#sendAll().finally(() => this.#sending = null);
  }

  async #sendAll() {
    while (this.#waiting[0]) {
      const { performance } = this.#waiting[0];
      const batch = this.#waiting.slice(0, BATCH).filter(record => record.performance === performance);
      const answers = await this.server.records(performance, batch.map(withoutOwn), 15000);
      for (const record of batch) {
        const answer = answers.find(a => a.id === record.id);
        if (!answer) {
          throw new ServerProblem('fault');
        }

        this.#waiting = this.#waiting.filter(waiting => waiting.id !== record.id);
        this.#unsaved.delete(record.id);
        try {
          await this.store?.removeRecord(record.id);
        } catch {
          // Sent again after a restart, which changes nothing.
        }

        this.onAnswer(record, answer);
      }

      this.#mark();
    }
  }

  // Signing out on another page asks first while records wait (Pages/Staff/Logout.cshtml.cs).
  #mark() {
    document.cookie = `bookingflow.unsent=${this.#waiting.length}; path=/staff; samesite=lax; max-age=${this.#waiting.length > 0 ? 604800 : 0}`
      + (location.protocol === 'https:' ? '; secure' : '');
  }
}

/** @param {WaitingRecord} record */
function withoutOwn({ performance: _, sequence: __, ...record }) {
  return record;
}
