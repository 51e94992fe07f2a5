import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../docs/adr/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const names = readdirSync(folder).filter((name) => name !== 'README.md');

describe('the decision records', () => {
  it.each(names)('%s has its number, status, date and sections', (name) => {
    const text = read(name);
    const head = /^# (\d{4}) .+\n\n- Status: (accepted|superseded by \d{4})\n- Date: \d{4}-\d\d-\d\d\n\n/;
    expect(head.exec(text)?.[1]).toBe(name.slice(0, 4));
    for (const section of ['Context', 'Decision', 'Consequences'])
      expect(text).toMatch(new RegExp(`^## ${section}`, 'm'));
  });

  it('are all in the index, with title, status and date', () => {
    const rows = names.map((name) => {
      const [, number, title, status, date] =
        /^# (\d{4}) (.+)\n\n- Status: (.+)\n- Date: (.+)\n/.exec(read(name)) ?? [];
      return `| [${number}](${name}) | ${title} | ${status} | ${date} |`;
    });
    const index = read('README.md')
      .split('\n')
      .filter((line) => line.startsWith('| [0'));
    expect(index).toEqual(rows.sort());
  });
});
