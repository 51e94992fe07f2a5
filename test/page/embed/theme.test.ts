import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyTheme, readTheme, THEME_VARIABLES } from '../../../page/embed/theme.ts';

const namesIn = (text: string): readonly string[] => [...new Set(text.match(/--rollcall-[a-z-]+/g))].sort();
const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('the theme of an embedding page', () => {
  it('has the variables of the page, and docs/embedding.md describes each of them', () => {
    const own = [...read('page/styles.css').matchAll(/^ {2}(--rollcall-[a-z-]+):/gm)].map(([, name]) => name);
    expect(own.length).toBeGreaterThan(10);
    expect([...THEME_VARIABLES].sort()).toEqual(own.sort());
    const [, table = ''] = read('docs/embedding.md').split(/<!-- \/?variables.*-->/);
    expect(namesIn(table)).toEqual([...THEME_VARIABLES].sort());
  });

  it('has the values that are set and that the browser understands, each for its property', () => {
    const asked: string[] = [];
    const theme = readTheme(
      {
        '--rollcall-accent': '#0f766e',
        '--rollcall-canvas': 'url(https://example.com)',
        '--rollcall-ink': '',
        '--rollcall-font': 'Georgia',
        '--unknown': 'red',
      },
      (property, value) => {
        asked.push(property);
        return !value.startsWith('url');
      },
    );
    expect(theme.variables).toEqual([
      ['--rollcall-font', 'Georgia'],
      ['--rollcall-accent', '#0f766e'],
    ]);
    expect(asked).toEqual(['font-family', 'color', 'color']);
  });

  it.each([
    ['light', 'dark', 'light'],
    ['dark', 'normal', 'dark'],
    ['auto', 'normal', undefined],
    ['', 'dark', 'dark'],
    ['', 'only light', 'light'],
    ['', 'light dark', undefined],
    ['', '', undefined],
  ])('the attribute %j in a page with the color-scheme %j has the scheme %s', (theme, ofPage, scheme) => {
    expect(readTheme({ theme, 'color-scheme': ofPage }, () => true).scheme).toBe(scheme);
  });

  it('takes the place of the one before', () => {
    const style = new Map<string, string>();
    const dataset: Record<string, string | undefined> = {};
    const root = {
      dataset,
      style: {
        setProperty: (name: string, value: string) => void style.set(name, value),
        removeProperty: (name: string) => void style.delete(name),
      },
    };
    applyTheme(root, { scheme: 'dark', variables: [['--rollcall-accent', 'red']] });
    applyTheme(root, { scheme: undefined, variables: [['--rollcall-ink', 'black']] });
    expect([...style]).toEqual([['--rollcall-ink', 'black']]);
    expect(dataset).toEqual({});
  });
});
