import { expect, it } from 'vitest';
import { openPage } from '../support/open-page.ts';

/** What a page must not do, and what the harness finds then. Each code runs in the page. */
const FAULTS: readonly (readonly [fault: string, code: string, found: RegExp])[] = [
  ['an error in the console', "console.error('broken')", /error: broken/],
  ['an exception', "setTimeout(() => { throw new Error('thrown') })", /exception: thrown/],
  [
    'a style element',
    "document.head.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }))",
    /content security policy: style-src/,
  ],
  [
    'a request to another host',
    "fetch('http://127.0.0.1:9/').catch(() => undefined)",
    /request to http:\/\/127\.0\.0\.1:9|connect-src/,
  ],
  [
    'content that moves',
    "document.querySelector('main').insertAdjacentHTML('beforebegin', '<p>text</p>'.repeat(20))",
    /layout shift/,
  ],
  [
    // The browser excuses what moves within half a second of an input. On a slow connection, it would be later.
    'content that moves after a click, with the answer to a change',
    `fetch('/v1/session', { method: 'DELETE' }).then(() =>
      document.querySelector('main').insertAdjacentHTML('beforebegin', '<p>text</p>'.repeat(20)))`,
    /layout shift/,
  ],
];

it.each(FAULTS)('a browser test fails for %s', async (fault, code, found) => {
  const test = await openPage({ expects: [/status of 401/] });
  await test.page.getByRole('heading', { name: 'What do you want to import?' }).waitFor();
  if (fault.includes('click')) await test.page.mouse.click(1, 1);
  await test.page.evaluate(code);
  // Two frames later, Chromium has reported what it saw.
  await test.page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))',
  );
  await expect(test[Symbol.asyncDispose]()).rejects.toThrow(found);
});
