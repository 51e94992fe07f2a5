import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STAGE_FIELDS, type StageField } from '../../lib/stage-config.ts';
import { TASKS } from '../../lib/tasks.ts';
import { PROJECT_DIR, stubStack } from './stub-stack.ts';

const page = readFileSync(join(PROJECT_DIR, 'docs/operations.md'), 'utf8');

describe('docs/operations.md', () => {
  it('says of every field of a stage what it takes, what it is by default and what it decides', () => {
    const block = /<!-- stage-fields:.*-->\n([\s\S]*?)<!-- \/stage-fields -->/.exec(page)?.[1];
    expect(block).toBe(stageFieldsTable());
  });

  it('explains every alarm that the stack raises, and no other', () => {
    const alarms = Object.values(stubStack().template().findResources('AWS::CloudWatch::Alarm'));
    const raised = alarms.map(({ Properties }) => Properties.AlarmName.replace('rollcall-local-', ''));
    const section = page.slice(page.indexOf('### Alarms'), page.indexOf('## Runbook'));
    const explained = [...section.matchAll(/^\| `([a-z-]+)` \| .+ \| .+ \|$/gm)].map((match) => match[1]);
    expect(explained.sort()).toEqual(raised.sort());
  });

  it('links only to headings of its own', () => {
    const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map((match) =>
      match[1]?.toLowerCase().replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1]);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });

  it('calls functions by the names that they have', () => {
    const called = [...page.matchAll(/--function-name rollcall-prod-([a-z-]+)/g)].map((match) => match[1]);
    const folders: string[] = Object.values(TASKS).map(({ folder }) => folder);
    expect(called.filter((name) => !folders.includes(name ?? ''))).toEqual([]);
  });
});

function stageFieldsTable(): string {
  const byDefault = (field: StageField) => {
    if (field.required) return 'required';
    return field.byDefault === undefined ? '' : `\`${String(field.byDefault)}\``;
  };
  const rows = STAGE_FIELDS.map(
    (field) => `| \`${field.name}\` | ${field.expected} | ${byDefault(field)} | ${field.description} |\n`,
  );
  return `| field | takes | by default | decides |\n|---|---|---|---|\n${rows.join('')}`;
}
