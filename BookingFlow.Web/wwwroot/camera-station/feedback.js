/** Sound and vibration of an outcome, each of which can be switched off on this device. */
export class Feedback {
  /** @type {AudioContext | null} */
  #audio = null;

  /** @param {'sound' | 'vibration'} kind */
  isOn(kind) {
    return localStorage.getItem(`bookingflow.${kind}`) !== 'off';
  }

  /**
   * @param {'sound' | 'vibration'} kind
   * @param {boolean} isOn
   */
  set(kind, isOn) {
    localStorage.setItem(`bookingflow.${kind}`, isOn ? 'on' : 'off');
  }

  /** Browsers let a page make sounds only after a touch or key. */
  unlock() {
    this.#audio ??= new AudioContext();
    void this.#audio.resume();
  }

  /** @param {'in' | 'wait' | 'no'} tone */
  give(tone) {
    if (this.isOn('sound') && this.#audio?.state === 'running') {
      const notes = tone === 'in' ? [[880, 0, 0.12]] : tone === 'wait' ? [[520, 0, 0.12], [520, 0.18, 0.12]] : [[220, 0, 0.18], [180, 0.22, 0.3]];
      for (const [frequency = 0, after = 0, length = 0] of notes) {
        this.#play(this.#audio, frequency, after, length);
      }
    }

    if (this.isOn('vibration')) {
      navigator.vibrate?.(tone === 'in' ? [80] : tone === 'wait' ? [80, 80, 80] : [250, 80, 250]);
    }
  }

  /**
   * @param {AudioContext} audio
   * @param {number} frequency Hertz.
   * @param {number} after Seconds.
   * @param {number} length Seconds.
   */
  #play(audio, frequency, after, length) {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0.25, audio.currentTime + after);
    gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + after + length);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(audio.currentTime + after);
    oscillator.stop(audio.currentTime + after + length);
  }
}
