/* The programme of a venue on another website (docs/api.md):
   <script src="https://tickets.theatre.example/embed.js" async></script>
   <bookingflow-programme><a href="https://tickets.theatre.example/">What's on</a></bookingflow-programme>
   Attributes: show (a slug), language (such as de), limit (of performances). The link stays below the list; without a list it is all. */
(() => {
  const script = document.currentScript;
  const name = 'bookingflow-programme';
  if (!(script instanceof HTMLScriptElement) || customElements.get(name)) {
    return;
  }

  const programme = new URL('api/v1/performances', script.src);
  const css = `
    :host { display: block }
    article { display: flow-root; padding: 1em 0; border-top: 1px solid rgb(128 128 128 / 40%) }
    h3, p, ul { margin: 0 0 .5em; padding: 0 }
    img { float: inline-start; width: 6em; aspect-ratio: 3 / 4; object-fit: cover; margin: 0 0 .5em; margin-inline-end: 1em }
    ul { clear: both; list-style: none }
    li { display: flex; flex-wrap: wrap; gap: .25em 1em; align-items: center; padding: .5em 0 }
    div { flex: 1 14em }
    time { display: block }
    a { color: inherit }
    li a { padding: .4em .8em; border: 1px solid; border-radius: .25em; color: var(--bookingflow-accent, inherit); text-decoration: none }
    li a:hover { text-decoration: underline }`;

  /**
   * Makes an element. Texts become text nodes: nothing is read as HTML.
   * @param {string} tag
   * @param {object} properties
   * @param {...(Node | string | null)} children
   */
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children.filter(child => child !== null));
    return element;
  };

  /**
   * Makes a picture, of which the browser chooses the smallest file that is wide enough.
   * @param {any} picture
   */
  const image = picture => {
    const files = picture.files.filter((/** @type {any} */ file) => file.type === 'image/webp');
    const src = picture.files[0].link;
    const srcset = files.map((/** @type {any} */ file) => `${file.link} ${file.width}w`).join();
    return make('img', { part: 'picture', alt: picture.altText, loading: 'lazy', sizes: '6em', srcset, src });
  };

  /** @param {any} show @param {any} performance @param {any} room */
  const row = (show, { startsAt, texts, links }, room) => {
    const when = `${texts.day}, ${texts.time}`;
    const label = `${texts.action}: ${show.title}, ${when}`;
    return make('li', { part: 'performance' },
      make('div', {}, make('time', { dateTime: startsAt }, when), `${room.name} · `, make('span', { part: 'availability' }, texts.availability)),
      links.reserve && make('a', { part: 'reserve', href: links.reserve, ariaLabel: label }, texts.action));
  };

  class Programme extends HTMLElement {
    async connectedCallback() {
      const address = new URL(programme);
      // An empty parameter is none.
      address.searchParams.set('show', this.getAttribute('show') ?? '');
      address.searchParams.set('pageSize', this.getAttribute('limit') ?? '');
      // Not the parameter language, which refuses a language that the program does not have.
      const language = this.getAttribute('language') || this.closest('[lang]')?.getAttribute('lang');
      const headers = language ? { 'Accept-Language': language } : undefined;
      const response = await fetch(address, { credentials: 'omit', headers }).catch(() => null);
      if (response?.ok && !this.shadowRoot) {
        this.render(await response.json());
      }
    }

    /** @param {any} programme The answer of /api/v1/performances. */
    render({ language, shows, rooms, performances }) {
      const find = (/** @type {any[]} */ list, /** @type {number} */ id) => list.find(one => one.id === id);
      const articles = shows.map((/** @type {any} */ show) => make('article', { part: 'show' },
        show.picture && image(show.picture),
        make('h3', { part: 'title' }, make('a', { href: show.link }, show.title)),
        make('p', { part: 'summary' }, show.summary),
        make('ul', { lang: language }, ...performances.filter((/** @type {any} */ one) => one.showId === show.id)
          .map((/** @type {any} */ one) => row(show, one, find(rooms, one.roomId))))));
      const root = this.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
      root.append(...articles, make('slot', {}));
    }
  }

  customElements.define(name, Programme);
})();
