import { fromBase64Url, hashOf, listIdOf, referenceIdOf, unseal } from './code.js';

/**
 * @typedef {'confirmed' | 'cancelled' | 'waiting' | 'pending' | 'expired'} State
 * @typedef {{ id: number, size: number, inside: number, state: State, at: string | null, by: string | null, door: string | null }} PartyState
 * @typedef {PartyState & { ref: string }} Party
 * @typedef {{ id: number, show: string, room: string, startsAt: string, doorsOpenAt: string | null, doorsCloseAt: string | null, cancelled: boolean }} Performance
 * @typedef {{ name: string, reference: string, notes: string | null }} Names
 * @typedef {{
 *   performance: Performance, salt: string, fetchedAt: string, lastEvent: number, maxAgeMinutes: number, nameSearch: boolean,
 *   parties: Party[], codes: [string, number, string][], names: Names[] | null }} ListFile
 * @typedef {{ party: Party, names: Names | null }} Found
 * @typedef {{ people: number | null, remainder: boolean }} Admission
 * @typedef {'admitted' | 'more_admitted' | 'performance_cancelled' | 'reservation_cancelled' | 'not_confirmed' | 'too_early' | 'too_late'
 *   | 'already_checked_in' | 'not_on_list' | 'foreign_code' | 'not_our_ticket'} Outcome
 */

/** The parties of one performance, as the device knows them. */
export class DoorList {
  /** @type {Map<string, [number, string]>} */
  #codes = new Map();
  /** @type {Map<string, Party>} */
  #references = new Map();
  /** @type {Map<number, Party>} */
  #parties = new Map();
  /** @type {string[] | null} Searchable texts, in the order of the parties. */
  #searchable = null;
  #salt;

  /** @param {ListFile} file */
  constructor(file) {
    this.file = file;
    this.#salt = fromBase64Url(file.salt);
    for (const [id, index, sealed] of file.codes) {
      this.#codes.set(id, [index, sealed]);
    }

    for (const party of file.parties) {
      this.#references.set(party.ref, party);
      this.#parties.set(party.id, party);
    }

    this.#searchable = file.names?.map(names => folded(`${names.name} ${names.reference}`)) ?? null;
  }

  get performance() {
    return this.file.performance;
  }

  /** Whether names can be searched without the network. */
  get hasNames() {
    return this.#searchable !== null;
  }

  /** @param {number} id */
  party(id) {
    return this.#parties.get(id) ?? null;
  }

  /**
   * Finds the party of a ticket, and decrypts its name.
   * @param {Uint8Array<ArrayBuffer>} token
   * @returns {Promise<Found | null>}
   */
  async findByToken(token) {
    const hash = await hashOf(token);
    const code = this.#codes.get(await listIdOf(hash, this.#salt));
    if (!code) {
      return null;
    }

    const party = this.file.parties[code[0]];
    return party ? { party, names: await unseal(code[1], hash, this.#salt) } : null;
  }

  /**
   * @param {string} reference
   * @returns {Promise<Found | null>}
   */
  async findByReference(reference) {
    const party = this.#references.get(await referenceIdOf(reference, this.#salt));
    return party ? { party, names: this.#namesOf(party) } : null;
  }

  /**
   * Finds the parties whose name or reference contains each word of the text; at most 20.
   * @param {string} text
   * @returns {Found[]}
   */
  search(text) {
    const words = folded(text).split(' ').filter(word => word.length > 0);
    if (!this.#searchable || words.length === 0) {
      return [];
    }

    /** @type {Found[]} */
    const found = [];
    for (let i = 0; i < this.#searchable.length && found.length < 20; i++) {
      const searchable = this.#searchable[i] ?? '';
      const party = this.file.parties[i];
      if (party && words.every(word => searchable.includes(word))) {
        found.push({ party, names: this.file.names?.[i] ?? null });
      }
    }

    return found;
  }

  /**
   * Decides as the server does (Domain/Door/CheckInRules.cs), from what the device knows.
   * @param {Party} party
   * @param {Admission} admission
   * @param {number} now
   * @returns {{ outcome: Outcome, people: number }}
   */
  decide(party, admission, now) {
    const { doorsOpenAt, doorsCloseAt, cancelled } = this.performance;
    const left = party.size - party.inside;
    /** @type {Outcome} */
    const outcome = cancelled ? 'performance_cancelled'
      : party.state === 'cancelled' ? 'reservation_cancelled'
      : party.state !== 'confirmed' ? 'not_confirmed'
      : doorsOpenAt && now < Date.parse(doorsOpenAt) ? 'too_early'
      : doorsCloseAt && now >= Date.parse(doorsCloseAt) ? 'too_late'
      : party.inside > 0 && !(admission.remainder && left > 0) ? 'already_checked_in'
      : party.inside > 0 ? 'more_admitted' : 'admitted';
    const isAdmitted = outcome === 'admitted' || outcome === 'more_admitted';
    return { outcome, people: isAdmitted ? Math.min(left, Math.max(1, admission.people ?? left)) : 0 };
  }

  /**
   * Notes what happened on this device or, by an answer of the server, elsewhere.
   * @param {PartyState} state
   * @returns {boolean} False if the list does not have the party.
   */
  update(state) {
    const party = this.#parties.get(state.id);
    if (party) {
      const { id, size, inside, at, by, door } = state;
      Object.assign(party, { id, size, inside, state: state.state, at, by, door });
    }

    return party !== undefined;
  }

  /** @param {Party} party */
  #namesOf(party) {
    return this.file.names?.[this.file.parties.indexOf(party)] ?? null;
  }
}

/** Lower case, without accents and hyphens. @param {string} text */
function folded(text) {
  return text.normalize('NFD').replace(/\p{Mn}/gu, '').replaceAll('-', '').toLowerCase();
}
