/** Measures how far the device's clock is from the server's. */
export class ServerClock {
  /** Server's time minus the device's, in milliseconds; null before the first answer. @type {number | null} */
  offset = null;

  /**
   * @param {string} serverNow Time in an answer of the server.
   * @param {number} sentAt Device's time at which it was asked.
   */
  observe(serverNow, sentAt) {
    this.offset = Math.round(Date.parse(serverNow) - (sentAt + Date.now()) / 2);
  }

  /** The server's time, as far as it is known; in milliseconds since 1970. */
  now() {
    return Date.now() + (this.offset ?? 0);
  }
}
