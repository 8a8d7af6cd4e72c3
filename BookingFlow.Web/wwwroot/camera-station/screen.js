/**
 * @typedef {import('./station.js').Station} Station
 * @typedef {import('./station.js').Shown} Shown
 */

/** How long an outcome fills the screen before the camera's picture comes back, in milliseconds. */
const FULL = { in: 2500, wait: 6000, no: 5000 };

/** Symbols, as on the plain station (Components/Door/OutcomeStyle.cs). @type {Record<string, string>} */
const SYMBOLS = {
  in: 'M4 13l5 5L20 6', no: 'M5 5l14 14M19 5L5 19', wait: 'M12 3a9 9 0 1 0 .01 0M12 7v5l4 3', more: 'M12 4v16M4 12h16',
  question: 'M7 8.5a5 5 0 1 1 5 5V16M12 20v1',
};

/** Draws outcomes, connection, counters and the list of what happened. */
export class Screen {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {import('./words.js').Words} words
   * @param {(people: number, isRemainder: boolean) => void} onPeople Called when a number of people is chosen.
   */
  constructor(words, onPeople) {
    this.words = words;
    this.onPeople = onPeople;
  }

  /** @param {Shown} shown */
  showOutcome(shown) {
    clearTimeout(this.#timer);
    const outcome = byId('outcome');
    outcome.className = `outcome camera-outcome outcome--${shown.tone}`;
    outcome.hidden = false;
    const isPartly = shown.people === 0 && shown.left > 0 && shown.outcome === 'already_checked_in';
    path('outcome-path', SYMBOLS[shown.kind === 'question' ? 'question' : isPartly ? 'more' : shown.tone] ?? '');
    const { words } = this;
    text('outcome-word', this.#titleOf(shown));
    text('outcome-people', shown.people > 0 ? words.count('people', shown.people) : isPartly ? words.count('still_to_come', shown.left) : '');
    text('outcome-name', shown.name ?? '');
    text('outcome-happened', this.#happened(shown));
    text('outcome-what', [shown.reference, shown.size > 0 ? words.count('inside', shown.inside, shown.size) : ''].filter(Boolean).join(' · '));
    text('outcome-notes', shown.notes ?? '');
    this.#showNumbers(shown, isPartly);
    // Read out as one sentence by screen readers, whatever has the focus.
    text('announcement', [this.#titleOf(shown), byId('outcome-people').textContent, shown.name, byId('outcome-happened').textContent]
      .filter(Boolean).join('. '));
    const asks = shown.kind === 'question' || isPartly;
    if (!asks) {
      this.#timer = setTimeout(() => this.shrinkOutcome(), FULL[shown.tone]);
    }
  }

  /** Leaves the outcome as a strip above the camera's picture. */
  shrinkOutcome() {
    clearTimeout(this.#timer);
    byId('outcome').classList.add('camera-outcome--small');
    byId('outcome-numbers').replaceChildren();
  }

  /** @param {Station} station */
  showStation(station) {
    const { words } = this;
    const { outbox } = station.parts;
    const waiting = outbox.count > 0 ? words.count('waiting', outbox.count) : '';
    const since = station.offlineSince ? words.timeOf(station.offlineSince + (station.parts.clock.offset ?? 0)) : '';
    const status = station.connection === 'offline' ? words.say(station.list ? 'offline' : 'offline_without_list', since)
      : words.say(station.connection);
    text('connection', [status, waiting].filter(Boolean).join(' · '));
    byId('connection').className = `camera-connection camera-connection--${station.connection}`;
    const warnings = [
      !outbox.isSaved ? words.say('storage_full') : '',
      station.list && !station.isListSaved ? words.say('list_not_saved') : '',
      station.isListOld ? words.count('list_old', Math.floor(station.listAge / 60000), words.timeOf(station.list?.file.fetchedAt ?? 0)) : '',
    ].filter(Boolean);
    byId('warnings').replaceChildren(...warnings.map(warning => element('p', warning)));
    text('arrived', station.counts ? `${station.counts.arrived}` : '–');
    text('still-to-come', station.counts ? `${station.counts.stillToCome}` : '–');
    byId('counts').hidden = station.counts === null;
    byId('find').hidden = station.list === null;
    byId('sign-in').hidden = station.connection !== 'signed_out';
    byId('conflicts').hidden = station.conflicts.length === 0;
    byId('conflict-list').replaceChildren(...station.conflicts.map(conflict => element('li', [
      `${words.say(`title.${conflict.outcome}`)}: ${conflict.name ?? words.say('unnamed')}, ${words.count('people', conflict.size)}`,
      ...conflict.admissions.map(({ people, at, by, door }) => [words.timeOf(at), words.count('people', people), by, door].filter(Boolean).join(' · ')),
    ].join(' – '))));
  }

  /**
   * @param {Shown} shown
   * @param {number} at The server's time.
   */
  addToLog(shown, at) {
    const item = element('li', [
      this.words.timeOf(at), this.#titleOf(shown), shown.people > 0 ? this.words.count('people', shown.people) : '', shown.name ?? shown.reference ?? '',
    ].filter(Boolean).join(' · '));
    item.className = `last-scan ${shown.people > 0 ? 'last-scan--in' : 'last-scan--no'}`;
    const log = byId('log');
    log.prepend(item);
    while (log.children.length > 10) {
      log.lastElementChild?.remove();
    }
  }

  /** @param {import('./camera.js').CameraProblem | 'no_camera_code' | null} problem */
  showCameraProblem(problem) {
    byId('problem').hidden = problem === null;
    if (problem) {
      text('problem-title', this.words.say(`camera.${problem}`));
      text('problem-text', this.words.say(`camera.${problem}.text`));
    }
  }

  /**
   * @param {import('./door-list.js').Found[]} found
   * @param {(found: import('./door-list.js').Found) => void} onChoice
   */
  showFound(found, onChoice) {
    byId('find-results').replaceChildren(...found.map(one => {
      const button = element('button',
        [one.names?.name ?? this.words.say('unnamed'), one.names?.reference ?? '', this.words.count('inside', one.party.inside, one.party.size)]
          .filter(Boolean).join(' · '));
      button.setAttribute('type', 'button');
      button.className = 'button button--quiet camera-found';
      button.addEventListener('click', () => onChoice(one));
      const item = document.createElement('li');
      item.append(button);
      return item;
    }));
  }

  /**
   * @param {Shown} shown
   * @param {boolean} isPartly
   */
  #showNumbers(shown, isPartly) {
    const numbers = byId('outcome-numbers');
    numbers.replaceChildren();
    if (shown.kind !== 'question' && !isPartly) {
      return;
    }

    for (let people = Math.min(shown.left, 20); people >= 1; people--) {
      const button = element('button', `${people}`);
      button.setAttribute('type', 'button');
      button.setAttribute('aria-label', this.words.count('admit', people));
      button.className = 'button button--quiet camera-number';
      button.addEventListener('click', () => this.onPeople(people, shown.inside > 0));
      numbers.append(button);
    }
  }

  /** @param {Shown} shown */
  #titleOf(shown) {
    return shown.title ?? this.words.say(shown.kind === 'question' ? 'title.question' : `title.${shown.outcome}`);
  }

  /** @param {Shown} shown */
  #happened(shown) {
    const { words } = this;
    if (shown.happened) {
      return shown.happened;
    }

    const offline = shown.isFromList && shown.people > 0 && !shown.isToBeChecked ? words.say('from_list') : '';
    const sentence = shown.kind === 'question' ? words.say('how_many')
      : shown.isToBeChecked ? words.say('to_be_checked')
      : shown.outcome === 'already_checked_in' && shown.at
        ? [words.say('checked_in_at', words.timeOf(shown.at)), [shown.by, shown.door].filter(Boolean).join(' · ')].filter(Boolean).join(' ')
      : shown.people > 0 ? '' : words.say(`happened.${shown.outcome}`);
    return [sentence, offline].filter(Boolean).join(' ');
  }
}

/** @param {string} id */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`The page has no #${id}.`);
  }

  return found;
}

/**
 * @param {string} id
 * @param {string} content
 */
function text(id, content) {
  const found = byId(id);
  found.textContent = content;
  found.hidden = content === '';
}

/**
 * @param {string} id
 * @param {string} d
 */
function path(id, d) {
  byId(id).setAttribute('d', d);
}

/**
 * @param {string} name
 * @param {string} content
 */
function element(name, content) {
  const created = document.createElement(name);
  created.textContent = content;
  return created;
}
