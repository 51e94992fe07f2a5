import type { Page } from 'playwright-core';

export interface WatchOptions {
  /** Hosts that the page may ask. */
  readonly hosts: readonly unknown[];
  readonly expects: readonly RegExp[];
}

/** Layout shifts that Chromium would call good. The page has none that a person could see. */
const MOST_SHIFT = 0.02;

/** @returns a function that gives what went wrong so far */
export async function watchPage(
  page: Page,
  { hosts, expects }: WatchOptions,
): Promise<() => Promise<readonly string[]>> {
  const origins = new Set(hosts.map((host) => new URL(String(host)).origin));
  const found: string[] = [];
  const isExpected = (text: string) => expects.some((pattern) => pattern.test(text));
  const add = (text: string) => {
    if (!isExpected(text)) found.push(text);
  };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) add(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => add(`exception: ${error.message}`));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'blob:' && !origins.has(origin)) add(`request to ${origin}`);
  });
  await page.addInitScript(observe);
  return async () => {
    const { violations, shifts } = await page.evaluate(
      () => window.watched ?? { violations: [], shifts: [] },
    );
    // A shift is expected only if all that it moves is.
    const counted = shifts.filter(
      ({ moved }) => moved.length === 0 || !moved.every((one) => isExpected(`layout shift: ${one}`)),
    );
    const shift = counted.reduce((sum, { value }) => sum + value, 0);
    const shifted = counted.flatMap(({ moved }) => moved);
    for (const violation of violations) add(`violates the content security policy: ${violation}`);
    if (shift > MOST_SHIFT) add(`layout shift of ${shift}: ${shifted.join('; ')}`);
    return found;
  };
}

/**
 * Runs in the page. A shift within half a second of an input, or of another size of the window, does not count, unless it
 * comes with the answer to a change that the person has made: on a slow connection, the message would move what they look at.
 */
function observe(): void {
  const AFTER_ANSWER_MS = 200;
  const watched = { violations: [] as string[], shifts: [] as Shift[] };
  window.watched = watched;
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
    watched.violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`),
  );
  const answered: number[] = [];
  const send = window.fetch;
  window.fetch = async (input, init) => {
    const response = await send(input, init);
    const method = input instanceof Request ? input.method : init?.method;
    if (method !== undefined && method !== 'GET') answered.push(performance.now());
    return response;
  };
  const isAfterAnswer = (time: number) => answered.some((at) => time >= at && time < at + AFTER_ANSWER_MS);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput, sources } = entry as LayoutShift;
      if (hadRecentInput && !isAfterAnswer(entry.startTime)) continue;
      const moved = sources.map(({ node, previousRect, currentRect }) => {
        const name = node instanceof Element ? `${node.localName}.${node.className}` : node?.nodeName;
        return `${location.hash} ${name} from ${previousRect.y} to ${currentRect.y}`;
      });
      watched.shifts.push({ value, moved });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** https://wicg.github.io/layout-instability/ */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

declare global {
  interface Window {
    watched?: {
      readonly violations: readonly string[];
      readonly shifts: readonly Shift[];
    };
  }
}
