import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildElement } from '../../../page/build.ts';

const OWN = 'https://imports.example.com';
const HOST = 'https://app.example.com';

interface Element {
  getSession?: () => unknown;
  connectedCallback(): void;
  disconnectedCallback(): void;
  attributeChangedCallback(): void;
}

let script: string;
beforeAll(async () => {
  script = await buildElement();
});

/** The built script, with the few parts of a browser that it uses. */
function scene(attributes: Readonly<Record<string, string>>, answer: () => Promise<Response>) {
  const events: unknown[] = [];
  const sent: unknown[] = [];
  const listeners = new Set<{ handleEvent(event: unknown): unknown }>();
  const contentWindow = { postMessage: (message: unknown, to: string) => void sent.push([to, message]) };
  const frame: Record<string, unknown> = { contentWindow };
  const classes: (new () => Element)[] = [];
  const fetched = vi.fn(answer);
  runInNewContext(script, {
    URL,
    location: { origin: HOST },
    fetch: fetched,
    customElements: { define: (_: string, element: new () => Element) => void classes.push(element) },
    document: { currentScript: { src: `${OWN}/embed.js` }, createElement: () => frame },
    HTMLElement: class {
      getAttribute = (name: string) => attributes[name] ?? null;
      replaceChildren = () => undefined;
      dispatchEvent = (event: unknown) => events.push(event);
    },
    CustomEvent: class {
      readonly type: string;
      readonly init: object;
      constructor(type: string, init: object) {
        this.type = type;
        this.init = init;
      }
    },
    getComputedStyle: () => ({ getPropertyValue: (name: string) => (name === '--a' ? ' red' : '') }),
    addEventListener: (_: string, listener: { handleEvent(event: unknown): unknown }) =>
      listeners.add(listener),
    removeEventListener: (_: string, listener: { handleEvent(event: unknown): unknown }) =>
      listeners.delete(listener),
  });
  const [Own] = classes;
  if (Own === undefined) throw new Error('no element');
  const element = new Own();
  element.connectedCallback();
  const receive = (data: unknown, { source = contentWindow as unknown, origin = OWN } = {}) =>
    Promise.all([...listeners].map((listener) => listener.handleEvent({ source, origin, data })));
  return { element, frame, events, sent, fetched, receive, listeners };
}

const withToken = async () => Response.json({ token: 'rcs_1' });

describe('<rollcall-import>', () => {
  it('shows the page of the host of its script, and names the origin of the page around it', () => {
    const { frame } = scene({}, withToken);
    expect(frame).toMatchObject({ src: `${OWN}/?embed=${HOST}`, title: 'Import', width: '100%' });
  });

  it('fetches a session and answers with the values that it was asked for', async () => {
    const { sent, fetched, receive } = scene({ 'session-url': '/session', theme: 'dark' }, withToken);
    await receive(['session', ['theme', 'locale', '--a']]);
    expect(fetched).toHaveBeenCalledWith('/session', { method: 'POST' });
    expect(sent).toEqual([[OWN, [['dark', '', ' red'], 'rcs_1']]]);
  });

  it('prefers the function of the page', async () => {
    const { element, sent, fetched, receive } = scene({ 'session-url': '/session' }, withToken);
    element.getSession = async () => 'rcs_own';
    await receive(['session', []]);
    expect(fetched).not.toHaveBeenCalled();
    expect(sent).toEqual([[OWN, [[], 'rcs_own']]]);
  });

  it('answers also when there is no session, so that the person can try again', async () => {
    const refused = scene({ 'session-url': '/session' }, async () => Response.json({}, { status: 403 }));
    await refused.receive(['session', []]);
    expect(refused.sent).toEqual([[OWN, [[], 0]]]);
    const broken = scene({ 'session-url': '/session' }, () => Promise.reject(new Error('offline')));
    // The error is for the console of the page.
    await expect(broken.receive(['session', []])).rejects.toThrow('offline');
    expect(broken.sent).toEqual([[OWN, [[], 0]]]);
  });

  it('has events that bubble, and the height of its content', async () => {
    const { frame, events, receive } = scene({}, withToken);
    const detail = { importId: 'imp_1', status: 'COMPLETED' };
    await receive(['completed', detail]);
    await receive(['height', 612]);
    expect(events).toEqual([{ type: 'completed', init: { bubbles: true, detail } }]);
    expect(frame.height).toBe(612);
  });

  it('sends values again when its theme changes', async () => {
    const { element, sent, receive } = scene({ theme: 'light' }, withToken);
    await receive(['session', ['theme']]);
    element.attributeChangedCallback();
    expect(sent.at(-1)).toEqual([OWN, [['light'], undefined]]);
  });

  it.each([
    ['of another frame', { source: {} }],
    ['of its frame after it has left the page', { origin: 'https://elsewhere.example' }],
  ])('does not read a message %s', async (_, from) => {
    const { events, sent, fetched, receive } = scene({ 'session-url': '/session' }, withToken);
    await receive(['session', []], from);
    await receive(['completed', {}], from);
    expect([events, sent, fetched.mock.calls]).toEqual([[], [], []]);
  });

  it('does not listen after it is removed', () => {
    const { element, listeners } = scene({}, withToken);
    element.disconnectedCallback();
    expect(listeners.size).toBe(0);
  });
});
