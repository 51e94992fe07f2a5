import { expect, it } from 'vitest';
import { IMPORT_FUNCTIONS } from '../../../cli/cloud/import-functions.ts';
import { readDefinition } from '../../../lib/definitions.ts';

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly ItemProcessor?: Definition;
}
interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** The tasks that run when no Choice has a reason to leave its default. */
function ordinaryTasks({ StartAt, States }: Definition): readonly string[] {
  const tasks: string[] = [];
  let name: string | undefined = StartAt;
  while (name !== undefined) {
    const state: State | undefined = States[name];
    if (state?.Type === 'Task') tasks.push(name);
    if (state?.ItemProcessor !== undefined) tasks.push(...ordinaryTasks(state.ItemProcessor));
    name = state?.Next ?? state?.Default;
  }
  return tasks;
}

it('the functions that start with the cloud of an import are those that an ordinary import calls, in order', () => {
  const definition: Definition = JSON.parse(readDefinition('user-import'));
  expect(IMPORT_FUNCTIONS).toEqual(['StartImport', ...ordinaryTasks(definition)]);
});
