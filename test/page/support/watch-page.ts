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
  const add = (text: string) => {
    if (!expects.some((pattern) => pattern.test(text))) found.push(text);
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
    const { violations, shift, shifted } = await page.evaluate(
      () => window.watched ?? { violations: [], shift: 0, shifted: [] },
    );
    for (const violation of violations) add(`violates the content security policy: ${violation}`);
    if (shift > MOST_SHIFT) add(`layout shift of ${shift}: ${shifted.join('; ')}`);
    return found;
  };
}

/** Runs in the page. A shift within half a second of an input, or of another size of the window, does not count. */
function observe(): void {
  const watched = { violations: [] as string[], shift: 0, shifted: [] as string[] };
  window.watched = watched;
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
    watched.violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`),
  );
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput, sources } = entry as LayoutShift;
      if (hadRecentInput) continue;
      watched.shift += value;
      for (const { node, previousRect, currentRect } of sources) {
        const name = node instanceof Element ? `${node.localName}.${node.className}` : node?.nodeName;
        watched.shifted.push(`${location.hash} ${name} from ${previousRect.y} to ${currentRect.y}`);
      }
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

declare global {
  interface Window {
    watched?: {
      readonly violations: readonly string[];
      readonly shift: number;
      readonly shifted: readonly string[];
    };
  }
}
