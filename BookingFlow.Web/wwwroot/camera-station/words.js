/** Texts of the page in the language of the steward, from the server. */
export class Words {
  /**
   * @param {Record<string, string>} texts
   * @param {string} language
   * @param {string} timeZone Of the venue.
   */
  constructor(texts, language, timeZone) {
    this.texts = texts;
    this.plural = new Intl.PluralRules(language);
    this.time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  }

  /**
   * @param {string} key
   * @param {...(string | number)} values
   */
  say(key, ...values) {
    return (this.texts[key] ?? key).replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)] ?? ''));
  }

  /**
   * A text that depends on a number.
   * @param {string} key
   * @param {number} count
   * @param {...(string | number)} more
   */
  count(key, count, ...more) {
    return this.say(`${key}.${this.plural.select(count) === 'one' ? 'one' : 'other'}`, count, ...more);
  }

  /**
   * The time of day at the venue.
   * @param {string | number} at
   */
  timeOf(at) {
    return this.time.format(new Date(at));
  }
}
