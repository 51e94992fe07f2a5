import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { TASKS, TASKS_WITHOUT_STATE } from '../../lib/tasks.ts';

it('lambdas/tasks/README.md lists every task with the state that calls it and the schema of its input', async () => {
  const page = await readFile('lambdas/tasks/README.md', 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
  expect(rows.map(([, folder]) => folder).sort()).toEqual(
    Object.values(TASKS)
      .map(({ folder }) => folder)
      .sort(),
  );
  const withoutState: readonly string[] = TASKS_WITHOUT_STATE;
  for (const [id, { folder }] of Object.entries(TASKS)) {
    const [, , calledBy, input] = rows.find(([, name]) => name === folder) ?? [];
    if (withoutState.includes(id)) expect(calledBy, folder).not.toContain('state');
    else expect(calledBy).toBe(`state ${id}`);
    const entry = await readFile(`lambdas/tasks/${folder}/index.ts`, 'utf8');
    if (input !== 'none') expect(entry, folder).toContain(`${input}Schema,`);
  }
});
