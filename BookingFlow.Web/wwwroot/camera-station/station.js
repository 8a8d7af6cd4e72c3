import { readCode } from './code.js';
import { DoorList } from './door-list.js';
import { ServerProblem } from './server.js';

/**
 * @typedef {import('./door-list.js').Found} Found
 * @typedef {import('./door-list.js').Admission} Admission
 * @typedef {import('./server.js').ScanRecord} ScanRecord
 * @typedef {import('./server.js').Answer} Answer
 * @typedef {import('./server.js').Conflict} Conflict
 * @typedef {'starting' | 'online' | 'offline' | 'signed_out' | 'forbidden' | 'closed'} Connection
 * @typedef {{ code?: string, party?: number, reference?: string }} Subject
 * @typedef {{
 *   kind: 'outcome' | 'question', tone: 'in' | 'wait' | 'no', outcome: string, people: number, left: number,
 *   name: string | null, notes: string | null, reference: string | null, inside: number, size: number,
 *   at: string | null, by: string | null, door: string | null,
 *   title: string | null, happened: string | null,
 *   isToBeChecked: boolean, isFromList: boolean, subject: Subject }} Shown
 */

/** How long the server has for an answer before the list decides, in milliseconds. */
const ANSWER = 2000;
/** How often changes are asked for, in milliseconds: other doors' arrivals are seen within five seconds. */
const POLL = 4000;
/** How long the list is used before it is fetched again, in milliseconds. */
const REFRESH = 5 * 60 * 1000;
/** Least time between two fetches of the list, in milliseconds. */
const REFRESH_AT_MOST = 30 * 1000;
/** Change of the clock's offset at which it is stored again, in milliseconds. */
const OFFSET_CHANGE = 1000;
/** A longer text is none of our codes. */
const LONGEST_CODE = 500;
const DAY = 24 * 60 * 60 * 1000;
/** Outcomes that refuse nobody for good. */
const UNDECIDED = ['too_early', 'not_on_list', 'no_list', 'not_found', 'no_names'];

/** Admits parties: by the server while it answers, by the device's list when it does not. */
export class Station {
  /** @type {DoorList | null} */
  list = null;
  /** @type {Connection} */
  connection = 'starting';
  /** Device's time at which the server stopped answering. @type {number | null} */
  offlineSince = null;
  /** @type {{ arrived: number, stillToCome: number, confirmed: number, left: number } | null} */
  counts = null;
  /** @type {Conflict[]} */
  conflicts = [];
  /** Whether the device stores the list. */
  isListSaved = true;
  #lastEvent = 0;
  #fetchedAt = 0;
  #staff = '';
  /** @type {number | null} */
  #savedOffset = null;
  /** @type {Promise<unknown>} */
  #scans = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {{
   *   performance: number, prefix: string, door: string | null,
   *   server: import('./server.js').Server, clock: import('./clock.js').ServerClock,
   *   store: import('./store.js').Store | null, outbox: import('./outbox.js').Outbox, onChange: () => void }} parts
   */
  constructor(parts) {
    this.parts = parts;
  }

  /** Opens the stored list, if it is of this performance, and begins to ask the server; without a stored list, it waits for the answer. */
  async open() {
    const { store, performance, outbox, clock } = this.parts;
    try {
      const stored = await store?.readList();
      if (stored && stored.file.performance.id === performance) {
        // Before the list is judged by the time: the clock of the device may be wrong.
        clock.offset ??= this.#savedOffset = stored.offset;
        this.#use(new DoorList(stored.file));
        stored.parties.forEach(party => this.list?.update(party));
        await this.#eraseIfOver();
      } else if (stored) {
        await store?.erase();
      }
    } catch {
      this.isListSaved = false;
    }

    for (const record of outbox.waitingFor(performance)) {
      this.#applyWaiting(record);
    }

    // The stored list can be searched before the server has answered.
    this.parts.onChange();
    const polled = this.poll();
    if (!this.list) {
      await polled;
    }
  }

  /** Asks the server for changes, sends what waits, and asks again after {@link POLL}. */
  async poll() {
    clearTimeout(this.#timer);
    const { outbox, server } = this.parts;
    try {
      // First what waits, also after the evening is over and its list is gone.
      if (outbox.count > 0 && server.token) {
        await outbox.send().catch(ignoreExpired);
      }

      await this.#ask();
      if (outbox.count > 0) {
        await outbox.send();
        await this.#ask();
      }

      this.#connected();
    } catch (error) {
      if (!(error instanceof ServerProblem)) {
        throw error;
      }

      await this.#disconnected(error);
    } finally {
      // Also after a fault of this script, which would otherwise never ask again.
      clearTimeout(this.#timer);
      if (this.connection !== 'signed_out' && this.connection !== 'forbidden') {
        this.#timer = setTimeout(() => void this.poll(), POLL);
      }
    }

    await this.#eraseIfOver();
    this.parts.onChange();
  }

  /** Whether the list is older than it should be. */
  get isListOld() {
    return this.list !== null && this.listAge > this.list.file.maxAgeMinutes * 60 * 1000;
  }

  /** Milliseconds since the list was fetched or confirmed by the server. */
  get listAge() {
    return this.list ? this.parts.clock.now() - Math.max(Date.parse(this.list.file.fetchedAt), this.#confirmedAt) : 0;
  }

  #confirmedAt = 0;

  /**
   * Admits the party of a scanned or typed code.
   * @param {string} text
   * @param {Admission} admission
   * @param {boolean} asks Whether the number of people is asked for before a party of several is admitted.
   * @returns {Promise<Shown>}
   */
  scan(text, admission = { people: null, remainder: false }, asks = false) {
    return this.#inTurn(async () => {
      const scanned = readCode(text, this.parts.prefix);
      if (scanned.kind === 'foreign' || scanned.kind === 'unknown') {
        return this.#admit({ code: text }, null, admission, scanned.kind === 'foreign' ? 'foreign_code' : 'not_our_ticket');
      }

      if (scanned.kind === 'token') {
        const found = await this.list?.findByToken(scanned.token) ?? null;
        return asks && found && this.#decide(found, admission).people > 1
          ? this.#question(found, { code: text }, admission)
          : this.#admit({ code: text }, found, admission, 'not_on_list');
      }

      // A reference admits nobody by itself: the party is shown first.
      const found = await this.#findByReference(scanned.reference);
      return found ? this.show(found) : this.#shown(null, { reference: scanned.reference }, this.list ? 'not_on_list' : 'no_list', 0, false);
    });
  }

  /**
   * Answers a typed text. One that is no code is a name or a mistake, and not recorded.
   * @param {string} text
   * @returns {Promise<Shown>}
   */
  async type(text) {
    return this.list && readCode(text, this.parts.prefix).kind === 'unknown'
      ? this.#shown(null, {}, this.list.hasNames ? 'not_found' : 'no_names', 0, false)
      : this.scan(text);
  }

  /**
   * Admits a party that was found by its name, or whose number of people was asked for.
   * @param {Shown} shown
   * @param {Admission} admission
   * @returns {Promise<Shown>}
   */
  admit(shown, admission) {
    return this.#inTurn(async () => {
      const party = shown.subject.party ? this.list?.party(shown.subject.party) : null;
      const found = party ? { party, names: shown.name ? { name: shown.name, reference: shown.reference ?? '', notes: shown.notes } : null } : null;
      return this.#admit(shown.subject, found, admission, 'not_on_list');
    });
  }

  /**
   * Shows a party that was found by its name or reference, with the numbers that can be admitted. A refusal is recorded.
   * @param {Found} found
   */
  async show(found) {
    const subject = { party: found.party.id };
    const admission = { people: null, remainder: found.party.inside > 0 };
    const { outcome, people } = this.#decide(found, admission);
    if (people > 0) {
      return this.#question(found, subject, admission);
    }

    await this.parts.outbox.add({ ...this.#record(subject, admission), decided: 'refused', outcome }, this.parts.performance);
    this.parts.onChange();
    return this.#shown(found, subject, outcome, 0, false);
  }

  /** Deletes the list from the device. */
  async erase() {
    this.list = null;
    this.counts = null;
    this.conflicts = [];
    this.#lastEvent = 0;
    this.#savedOffset = null;
    try {
      await this.parts.store?.erase();
    } catch {
      // The browser has no store, so there is nothing to delete.
    }
  }

  /**
   * @template T
   * @param {() => Promise<T>} act
   * @returns {Promise<T>}
   */
  #inTurn(act) {
    const turn = this.#scans.then(act);
    this.#scans = turn.catch(() => undefined);
    return turn;
  }

  /**
   * @param {Subject} subject
   * @param {Found | null} found
   * @param {Admission} admission
   * @param {'not_on_list' | 'foreign_code' | 'not_our_ticket'} unknown
   * @returns {Promise<Shown>}
   */
  async #admit(subject, found, admission, unknown) {
    const { server, outbox, clock, performance, door } = this.parts;
    const record = this.#record(subject, admission);
    const wasOnline = this.connection === 'online' || this.connection === 'starting';
    if (wasOnline) {
      try {
        const [answer] = await server.records(performance, [record], ANSWER);
        if (answer) {
          return await this.#answered(answer, subject);
        }
      } catch (error) {
        if (!(error instanceof ServerProblem)) {
          throw error;
        }

        await this.#disconnected(error);
        void this.#pollSoon();
      }
    }

    if (this.connection === 'signed_out' || this.connection === 'forbidden') {
      return this.#shown(null, subject, this.connection, 0, false);
    }

    if (!found) {
      const outcome = unknown === 'not_on_list' && !this.list ? 'no_list' : unknown;
      if (outcome !== 'no_list') {
        await outbox.add({ ...record, code: null, party: null, reference: null, decided: 'refused', outcome }, performance);
      }

      this.parts.onChange();
      return this.#shown(null, subject, outcome, 0, false);
    }

    const { outcome, people } = this.#decide(found, admission);
    await outbox.add(
      { ...record, code: null, party: found.party.id, reference: null, people: people || null, decided: people > 0 ? 'admitted' : 'refused', outcome },
      performance);
    if (people > 0) {
      const { party } = found;
      await this.#update([{
        ...party, inside: party.inside + people, at: party.at ?? new Date(clock.now()).toISOString(), by: party.by ?? this.#staff, door: party.door ?? door,
      }]);
    }

    this.parts.onChange();
    return this.#shown(found, subject, outcome, people, wasOnline && people > 0);
  }

  /**
   * @param {Subject} subject
   * @param {Admission} admission
   * @returns {ScanRecord}
   */
  #record(subject, { people, remainder }) {
    const { clock, door } = this.parts;
    return {
      id: crypto.randomUUID(), code: subject.code?.slice(0, LONGEST_CODE) ?? null, party: subject.party ?? null, reference: subject.reference ?? null,
      people, remainder, at: new Date().toISOString(), offsetMs: clock.offset, listAt: this.list?.file.fetchedAt ?? null, door,
      decided: null, outcome: null,
    };
  }

  /**
   * @param {Answer} answer
   * @param {Subject} subject
   * @returns {Promise<Shown>}
   */
  async #answered(answer, subject) {
    const party = answer.party ? this.list?.party(answer.party) : null;
    if (party && answer.inside !== null) {
      await this.#update([{
        ...party, size: answer.size ?? party.size, inside: answer.inside, at: answer.at ?? party.at, by: answer.by ?? party.by, door: answer.door ?? party.door,
      }]);
    }

    this.parts.onChange();
    return {
      kind: 'outcome', tone: answer.tone, outcome: answer.outcome, people: answer.people,
      left: answer.size !== null && answer.inside !== null ? Math.max(0, answer.size - answer.inside) : 0,
      name: answer.name, notes: answer.notes, reference: answer.reference, inside: answer.inside ?? 0, size: answer.size ?? 0,
      at: answer.at, by: answer.by, door: answer.door, title: answer.title, happened: answer.happened, isToBeChecked: false, isFromList: false,
      subject: answer.party ? { party: answer.party } : subject,
    };
  }

  /**
   * @param {Found | null} found
   * @param {Subject} subject
   * @param {string} outcome
   * @param {number} people
   * @param {boolean} isToBeChecked
   * @returns {Shown}
   */
  #shown(found, subject, outcome, people, isToBeChecked) {
    const party = found?.party;
    const left = party && party.state === 'confirmed' ? Math.max(0, party.size - party.inside) : 0;
    const isPartlyInside = outcome === 'already_checked_in' && left > 0;
    return {
      kind: 'outcome',
      tone: people > 0 ? isToBeChecked ? 'wait' : 'in'
        : isPartlyInside || UNDECIDED.includes(outcome) ? 'wait' : 'no',
      outcome, people, left, name: found?.names?.name ?? null, notes: found?.names?.notes ?? null, reference: found?.names?.reference ?? null,
      inside: party?.inside ?? 0, size: party?.size ?? 0, at: party?.at ?? null, by: party?.by ?? null, door: party?.door ?? null,
      title: null, happened: null, isToBeChecked, isFromList: true, subject: party ? { party: party.id } : subject,
    };
  }

  /**
   * @param {Found} found
   * @param {Subject} subject
   * @param {Admission} admission
   * @returns {Shown}
   */
  #question(found, subject, admission) {
    const shown = this.#shown(found, subject, admission.remainder ? 'more_admitted' : 'admitted', 0, false);
    return { ...shown, kind: 'question', tone: 'wait', left: found.party.size - found.party.inside };
  }

  /** @param {string} reference */
  async #findByReference(reference) {
    const found = await this.list?.findByReference(reference);
    if (found || this.connection !== 'online' || Date.now() - this.#fetchedAt < REFRESH_AT_MOST) {
      return found ?? null;
    }

    // The reservation may be newer than the list.
    await this.#fetch().catch(() => undefined);
    return await this.list?.findByReference(reference) ?? null;
  }

  /**
   * @param {Found} found
   * @param {Admission} admission
   * @returns {{ outcome: import('./door-list.js').Outcome, people: number }}
   */
  #decide(found, admission) {
    return this.list?.decide(found.party, admission, this.parts.clock.now()) ?? { outcome: 'not_on_list', people: 0 };
  }

  async #ask() {
    const { server, performance } = this.parts;
    const arrivals = await server.arrivals(performance, this.#lastEvent);
    this.counts = arrivals.counts;
    this.conflicts = arrivals.conflicts;
    this.#lastEvent = arrivals.lastEvent;
    this.#staff = arrivals.staff.name;
    this.#confirmedAt = Date.parse(arrivals.now);
    if (!this.list || Date.now() - this.#fetchedAt > REFRESH) {
      await this.#fetch();
      await this.#saveOffset();
      return;
    }

    await this.#saveOffset();

    const { doorsOpenAt, doorsCloseAt, cancelled } = arrivals.performance;
    Object.assign(this.list.performance, { doorsOpenAt, doorsCloseAt, cancelled });
    const isUnknown = await this.#update(arrivals.parties);
    if (isUnknown && Date.now() - this.#fetchedAt > REFRESH_AT_MOST) {
      await this.#fetch();
    }
  }

  async #fetch() {
    const { server, performance, store, outbox } = this.parts;
    const file = await server.list(performance);
    this.#use(new DoorList(file));
    this.#fetchedAt = Date.now();
    try {
      await store?.saveList(file);
      this.isListSaved = store !== null;
    } catch {
      this.isListSaved = false;
    }

    for (const record of outbox.waitingFor(performance)) {
      this.#applyWaiting(record);
    }
  }

  // Stored with the list, and deleted with it.
  async #saveOffset() {
    const { clock, store } = this.parts;
    if (clock.offset !== null && Math.abs(clock.offset - (this.#savedOffset ?? Infinity)) > OFFSET_CHANGE) {
      this.#savedOffset = clock.offset;
      await store?.saveOffset(clock.offset).catch(() => undefined);
    }
  }

  /** @param {DoorList} list */
  #use(list) {
    this.list = list;
    this.#lastEvent = list.file.lastEvent;
    performance.mark('list');
  }

  // What this device admitted and the server does not know yet.
  /** @param {ScanRecord} record */
  #applyWaiting(record) {
    const party = record.party ? this.list?.party(record.party) : null;
    if (party && record.decided === 'admitted') {
      this.list?.update({
        ...party, inside: Math.min(party.size, party.inside + (record.people ?? party.size)), at: party.at ?? record.at,
        by: party.by ?? this.#staff, door: party.door ?? record.door,
      });
    }
  }

  /**
   * @param {import('./door-list.js').PartyState[]} parties
   * @returns {Promise<boolean>} Whether the list lacks one of them.
   */
  async #update(parties) {
    let isUnknown = false;
    const waiting = new Set(this.parts.outbox.waitingFor(this.parts.performance).map(record => record.party));
    const changed = parties.map(state => {
      const known = this.list?.party(state.id);
      // The server does not count what waits here.
      return known && waiting.has(state.id) ? { ...state, inside: Math.max(known.inside, state.inside) } : state;
    });
    for (const state of changed) {
      isUnknown = !this.list?.update(state) || isUnknown;
    }

    try {
      await this.parts.store?.saveParties(changed);
    } catch {
      this.isListSaved = false;
    }

    return isUnknown;
  }

  #connected() {
    this.connection = this.list ? 'online' : 'closed';
    this.offlineSince = null;
  }

  /** @param {ServerProblem} problem */
  async #disconnected(problem) {
    if (problem.isRefusal) {
      this.connection = problem.kind === 'forbidden' ? 'forbidden' : 'signed_out';
      await this.erase();
    } else if (problem.kind === 'not_found') {
      this.connection = 'closed';
      await this.erase();
    } else {
      this.connection = 'offline';
      this.offlineSince ??= Date.now();
    }

    this.parts.onChange();
  }

  async #pollSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.poll(), 500);
  }

  // The list is deleted when the doors have closed, or after a day.
  async #eraseIfOver() {
    if (!this.list) {
      return;
    }

    const now = this.parts.clock.now();
    const closes = this.list.performance.doorsCloseAt;
    if ((closes && now >= Date.parse(closes)) || now - Date.parse(this.list.file.fetchedAt) > DAY) {
      await this.erase();
      this.connection = 'closed';
    }
  }
}

// The answer to the next question brings a new form token.
/** @param {unknown} error */
function ignoreExpired(error) {
  if (!(error instanceof ServerProblem && error.kind === 'form_expired')) {
    throw error;
  }
}
