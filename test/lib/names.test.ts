import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { TASK_VARIABLES } from '../../lambdas/composition/environments.ts';
import { ERROR_CATALOGUE } from '../../lambdas/runtime/errors.ts';
import { TASKS, TASKS_WITHOUT_STATE } from '../../lib/tasks.ts';
import {
  allStates,
  definitionText,
  erasure,
  erasureTaskStates,
  erasureText,
  recovery,
  recoveryTaskStates,
  recoveryText,
  taskStates,
} from './definition.ts';
import { PROJECT_DIR, stubStack } from './stub-stack.ts';

/** Names that Step Functions and Lambda themselves give: docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const AWS_ERRORS = ['States.ALL', 'States.Timeout', 'States.TaskFailed', 'Lambda.TooManyRequestsException'];

const WITHOUT_STATE: readonly string[] = TASKS_WITHOUT_STATE;
const LAMBDAS = join(PROJECT_DIR, 'lambdas/tasks');
const kebab = (name: string) => name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

describe('one name for a state, its folder, its construct and its logs', () => {
  it('every state that calls a function has a task of the same name, and no other task has a state', () => {
    expect([...taskStates, ...erasureTaskStates].map(([name]) => name).sort()).toEqual(
      Object.keys(TASKS)
        .filter((id) => !WITHOUT_STATE.includes(id))
        .sort(),
    );
  });

  it('every task has a folder of the same name, and every folder with an entry point has a task', () => {
    const folders = readdirSync(LAMBDAS).filter((folder) => existsSync(join(LAMBDAS, folder, 'index.ts')));
    expect(
      Object.values(TASKS)
        .map((task) => task.folder)
        .sort(),
    ).toEqual(folders.sort());
    expect(Object.keys(TASK_VARIABLES).sort()).toEqual(folders);
    for (const [id, { folder }] of Object.entries(TASKS)) expect(folder).toBe(kebab(id));
  });

  it.each(Object.values(TASKS).map((task) => task.folder))('%s logs under its own name', (folder) => {
    const entry = readFileSync(join(LAMBDAS, folder, 'index.ts'), 'utf8');
    expect(/export const handler = task\(\s*'([^']*)'/.exec(entry)?.[1]).toBe(folder);
  });

  it.each([...taskStates, ...recoveryTaskStates, ...erasureTaskStates])(
    '%s calls the function of the same name',
    (name, state) => {
      expect(state.Parameters?.FunctionName).toBe(`\${${name}Arn}`);
    },
  );

  it.each([
    ['user-import', definitionText],
    ['recover-import', recoveryText],
    ['erase-data', erasureText],
  ])('every substitution of %s has a value, and every value is used', (name, text) => {
    const asked = [...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]);
    const template = stubStack().template();
    const [machine] = Object.values(
      template.findResources('AWS::StepFunctions::StateMachine', {
        Properties: { StateMachineName: `rollcall-local-${name}` },
      }),
    );
    expect(machine?.Properties.DefinitionString).toBe(text);
    expect(Object.keys(machine?.Properties.DefinitionSubstitutions).sort()).toEqual(
      [...new Set(asked)].sort(),
    );
    for (const [id, { folder }] of Object.entries(TASKS)) {
      if (!asked.includes(`${id}Arn`)) continue;
      const [logicalId] = Object.keys(
        template.findResources('AWS::Lambda::Function', {
          Properties: { FunctionName: Match.stringLikeRegexp(`-${folder}$`) },
        }),
      );
      expect(machine?.Properties.DefinitionSubstitutions[`${id}Arn`]).toEqual({
        'Fn::GetAtt': [logicalId, 'Arn'],
      });
    }
  });

  it('every ErrorEquals names an error that can be thrown', () => {
    const matched = [...allStates(), ...allStates(recovery.States), ...allStates(erasure.States)].flatMap(
      ([, { Retry = [], Catch = [] }]) => [...Retry, ...Catch].flatMap((rule) => rule.ErrorEquals),
    );
    expect(matched.length).toBeGreaterThan(0);
    expect(matched.filter((name) => !(name in ERROR_CATALOGUE) && !AWS_ERRORS.includes(name))).toEqual([]);
  });
});
