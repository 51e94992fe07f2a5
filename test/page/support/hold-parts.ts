import type { Page, Route } from 'playwright-core';

export interface Gate {
  /** Lets so many more parts of uploads pass; others wait. */
  readonly letPass: (parts: number) => void;
  /** Breaks the connections of the parts that wait. */
  readonly breakHeld: () => Promise<void>;
  /** Resolves when so many parts have been sent since the beginning, and S3 has answered. */
  readonly sent: (parts: number) => Promise<void>;
}

const PART = /[?&]partNumber=/;

/** Holds the parts of uploads that a page sends, so that a test can stop in the middle of one. */
export async function holdParts(page: Page): Promise<Gate> {
  let free = 0;
  let held: Route[] = [];
  let sent = 0;
  let tell: () => void = () => undefined;
  const pass = () => {
    for (; free > 0; free -= 1) {
      const route = held.shift();
      if (route === undefined) return;
      void route.continue();
    }
  };
  // The page has given them up.
  page.on('requestfailed', (request) => {
    held = held.filter((route) => route.request() !== request);
  });
  page.on('requestfinished', (request) => {
    if (request.method() !== 'PUT' || !PART.test(request.url())) return;
    sent += 1;
    tell();
  });
  await page.route(PART, (route) => {
    held.push(route);
    pass();
  });
  return {
    letPass(parts) {
      free += parts;
      pass();
    },
    sent: (parts) =>
      new Promise((resolve) => {
        tell = () => sent >= parts && resolve();
        tell();
      }),
    async breakHeld() {
      const broken = held;
      held = [];
      await Promise.all(broken.map((route) => route.abort('connectionreset')));
    },
  };
}
