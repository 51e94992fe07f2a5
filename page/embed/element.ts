/**
 * The element `<rollcall-import>`: a frame with the page of Rollcall, in a page of another host. docs/embedding.md
 * It is built to `embed.js`, which has less than 1,000 bytes. `host.ts` is the other side of the messages.
 */
const { href, origin } = new URL('.', (document.currentScript as HTMLScriptElement).src);

customElements.define(
  'rollcall-import',
  class extends HTMLElement {
    static readonly observedAttributes = ['theme'];
    /** Set by a page that has another way to create a session than `session-url`. It returns a token or a promise of one. */
    declare getSession?: () => unknown;
    declare handleEvent: (event: MessageEvent) => void;
    declare send?: (token?: unknown) => void;

    connectedCallback() {
      const frame = document.createElement('iframe');
      let names: string[] = [];
      // An attribute, or a variable of CSS.
      const read = (name: string) => this.getAttribute(name) ?? getComputedStyle(this).getPropertyValue(name);
      const send = (token?: unknown) => frame.contentWindow?.postMessage([names.map(read), token], origin);
      this.send = send;
      this.handleEvent = async ({ source, origin: sender, data }) => {
        if (source === frame.contentWindow && sender === origin) {
          const [say, detail] = data;
          if (say === 'height') frame.height = detail;
          else if (say === 'session') {
            names = detail;
            let token: unknown;
            try {
              token = await (this.getSession?.() ??
                fetch(read('session-url'), { method: 'POST' })
                  .then((response) => response.json())
                  .then((body) => body.token));
            } finally {
              send(token ?? 0);
            }
          } else this.dispatchEvent(new CustomEvent(say, { bubbles: true, detail }));
        }
      };
      addEventListener('message', this);
      frame.src = `${href}?embed=${location.origin}`;
      frame.title = 'Import';
      // Attributes, because a policy of the page may forbid styles.
      frame.width = '100%';
      frame.height = '480';
      frame.frameBorder = '0';
      this.replaceChildren(frame);
    }

    attributeChangedCallback() {
      this.send?.();
    }

    disconnectedCallback() {
      removeEventListener('message', this);
    }
  },
);
