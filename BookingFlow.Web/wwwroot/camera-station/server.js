/**
 * @typedef {import('./door-list.js').ListFile} ListFile
 * @typedef {import('./door-list.js').PartyState} PartyState
 * @typedef {{
 *   id: string, code: string | null, party: number | null, reference: string | null, people: number | null, remainder: boolean,
 *   at: string, offsetMs: number | null, listAt: string | null, door: string | null,
 *   decided: null | 'admitted' | 'refused', outcome: string | null }} ScanRecord
 * @typedef {{
 *   id: string, outcome: string, admitted: boolean, party: number | null, name: string | null, reference: string | null, size: number | null,
 *   inside: number | null, people: number, at: string | null, by: string | null, door: string | null, excess: number,
 *   tone: 'in' | 'wait' | 'no', title: string, happened: string, notes: string | null }} Answer
 * @typedef {{ id: number, excess: number, outcome: string, name: string | null, size: number,
 *   admissions: { at: string, by: string | null, door: string | null, people: number }[] }} Conflict
 * @typedef {{
 *   now: string, token: string, staff: { id: number, name: string },
 *   performance: { id: number, doorsOpenAt: string | null, doorsCloseAt: string | null, cancelled: boolean },
 *   counts: { arrived: number, stillToCome: number, confirmed: number, left: number },
 *   lastEvent: number, parties: PartyState[], conflicts: Conflict[] }} Arrivals
 * @typedef {'unreachable' | 'signed_out' | 'forbidden' | 'not_found' | 'form_expired' | 'busy' | 'fault'} ProblemKind
 */

/** Why the server gave no answer that can be used. */
export class ServerProblem extends Error {
  /**
   * @param {ProblemKind} kind
   * @param {number} retryAfter Seconds.
   */
  constructor(kind, retryAfter = 0) {
    super(kind);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** Whether the server has refused the person, so that nothing may be decided in their name. */
  get isRefusal() {
    return this.kind === 'signed_out' || this.kind === 'forbidden';
  }
}

/** The three addresses of the server that the station uses. */
export class Server {
  /**
   * @param {string} base Address of the station, without a slash at the end.
   * @param {string} token Of the forms, from the page; each answer about arrivals brings a new one.
   * @param {import('./clock.js').ServerClock} clock
   */
  constructor(base, token, clock) {
    this.base = base;
    this.token = token;
    this.clock = clock;
  }

  /**
   * @param {number} performance
   * @returns {Promise<ListFile>}
   */
  async list(performance) {
    const body = new URLSearchParams({ _form: this.token, performance: `${performance}` });
    return this.#send('/list', { method: 'POST', body, timeout: 30000 });
  }

  /**
   * @param {number} performance
   * @param {number} after The last event that is known.
   * @returns {Promise<Arrivals>}
   */
  async arrivals(performance, after) {
    const sentAt = Date.now();
    /** @type {Arrivals} */
    const arrivals = await this.#send(`/arrivals?performance=${performance}&after=${after}`, { timeout: 8000 });
    this.clock.observe(arrivals.now, sentAt);
    this.token = arrivals.token;
    return arrivals;
  }

  /**
   * Sends records in their order. Sending one again changes nothing.
   * @param {number} performance
   * @param {ScanRecord[]} records
   * @param {number} timeout Milliseconds.
   * @returns {Promise<Answer[]>}
   */
  async records(performance, records, timeout) {
    const body = new URLSearchParams({ _form: this.token, performance: `${performance}`, records: JSON.stringify(records) });
    return (await this.#send('/records', { method: 'POST', body, timeout })).answers;
  }

  /**
   * @param {string} path
   * @param {RequestInit & { timeout: number }} options
   * @returns {Promise<any>} The answer's JSON.
   * @throws {ServerProblem}
   */
  async #send(path, { timeout, ...init }) {
    /** @type {Response} */
    let response;
    try {
      response = await fetch(this.base + path, {
        ...init, redirect: 'manual', cache: 'no-store', headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(timeout),
      });
    } catch {
      throw new ServerProblem('unreachable');
    }

    if (response.ok) {
      try {
        return await response.json();
      } catch {
        // The network failed in the middle of the answer, or a page for signing in to the Wi-Fi came instead of it.
        throw new ServerProblem('unreachable');
      }
    }

    const retryAfter = Number(response.headers.get('Retry-After')) || 0;
    throw new ServerProblem(
      response.type === 'opaqueredirect' || response.status === 401 ? 'signed_out'
        : response.status === 403 ? 'forbidden'
        : response.status === 404 ? 'not_found'
        : response.status === 400 ? 'form_expired'
        : response.status === 429 || response.status === 503 ? 'busy' : 'fault',
      retryAfter);
  }
}
