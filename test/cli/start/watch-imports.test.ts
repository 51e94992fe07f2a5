import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClients } from '../../../cli/cloud/clients.ts';
import { watchImports } from '../../../cli/start/watch-imports.ts';
import { type Cloud, startCloud } from '../../../local/cloud.ts';
import { resumeImport } from '../../support/commands.ts';
import { seedState } from '../../support/seed-state.ts';
import { StateWatch } from '../../support/state-watch.ts';
import { putFile } from '../../support/test-cloud.ts';

let stateDir: string;
beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'rollcall-watch-'));
  await seedState(stateDir);
});
afterAll(() => rm(stateDir, { recursive: true, force: true }));

const FILE = 'accountId,id\nacme,ann\n';

function watching(cloud: Cloud) {
  const lines: string[] = [];
  const until = new AbortController();
  const waiting = new Map<string, () => void>();
  const say = (line: string): void => {
    lines.push(line);
    for (const [words, resolve] of waiting) if (line.includes(words)) resolve();
  };
  const clients = createClients(cloud);
  const watched = watchImports(
    { clients, state: stateDir, interrupted: cloud.interrupted, deadLetters: cloud.deadLetters },
    say,
    until.signal,
  );
  return {
    lines,
    says: (words: string) =>
      new Promise<void>((resolve) => {
        waiting.set(words, resolve);
        if (lines.some((line) => line.includes(words))) resolve();
      }),
    async stop() {
      until.abort();
      await watched;
    },
  };
}

it('reports an import to its end, an interrupted import, its abort, and its resumption', async () => {
  const watch = new StateWatch();
  const cloud = await startCloud({ stateDir, onStateEntered: watch.onStateEntered });
  const first = watching(cloud);
  await putFile({ cloud, clients: createClients(cloud) }, FILE, { tenant: 'one' });
  await first.says('COMPLETED  users.csv of one, 1 record: 1 created');
  const writing = watch.hold('ProcessChunk');
  await putFile({ cloud, clients: createClients(cloud) }, FILE, { tenant: 'two' });
  const importId = await writing.held;
  await first.says(`${importId}  Importing`);
  await first.stop();
  expect(first.lines.at(-1)).toMatch(new RegExp(`^${importId} was interrupted`));
  await cloud.close();

  await using next = await startCloud({ stateDir });
  const second = watching(next);
  await second.says(`${importId}  ABORTED`);
  await second.says(`${importId}  to resume it: npx rollcall resume ${importId}`);
  await resumeImport({ cloud: next, clients: createClients(next) }, importId);
  await second.says(`${importId}  COMPLETED`);
  await second.stop();
  expect(second.lines[0]).toMatch(new RegExp(`^${importId} was interrupted`));
  for (const status of ['ABORTED', 'COMPLETED'])
    expect(second.lines.filter((line) => line.includes(`  ${status}  `))).toHaveLength(1);
  // Imports that had ended before are not reported again.
  expect(second.lines.every((line) => line.includes(importId))).toBe(true);
});
