import { expect, it } from 'vitest';
import { ApiProblem, NotRollcall, Unavailable, Unreachable } from '../../../client/errors.ts';
import { PROBLEMS } from '../../../lambdas/api/problem.ts';
import { describeFailure, isTransient, mayHelpToRepeat } from '../../../page/api/problems.ts';
import { en } from '../../../page/texts/en.ts';

const problem = (kind: string, status: number) =>
  new ApiProblem({ type: `urn:rollcall:problem:${kind}`, title: kind, status, detail: kind, requestId: 'r' });

it.each<[string, unknown, boolean, boolean]>([
  ['a connection that was lost', new Unreachable('https://a.example', new Error('gone')), true, true],
  ['an API that is too busy', new Unavailable('https://a.example', 503), true, true],
  ['a gateway that throttles', new Unavailable('https://a.example', 429), true, true],
  ['an error of the API', problem('internal-error', 500), true, true],
  ['too many requests', problem('too-many-requests', 429), true, true],
  ['something that is not Rollcall', new NotRollcall('https://a.example', 200, 'text/html'), false, true],
  ['an import that does not exist', problem('not-found', 404), false, false],
  ['a request that is wrong', problem('invalid-request', 400), false, false],
  ['a conflict', problem('conflict', 409), false, true],
])('after %s, the page goes on by itself, or offers to repeat it: %#', (_, error, goesOn, mayRepeat) => {
  expect([isTransient(error), mayHelpToRepeat(error)]).toEqual([goesOn, mayRepeat]);
  expect(describeFailure(error, en).advice).not.toBe('');
});

it('a status of 500 or more passes, whichever problem it is', () => {
  for (const [kind, { status }] of Object.entries(PROBLEMS))
    expect(isTransient(problem(kind, status)), kind).toBe(status >= 500 || status === 429);
});
