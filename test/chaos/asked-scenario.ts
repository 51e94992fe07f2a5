import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { createKey } from '../support/api-client.ts';
import { newTenant } from '../support/test-cloud.ts';
import { awaitQuestion } from './confirmed-scenarios.ts';
import { invokeUntil } from './invoke-until.ts';
import { gatherTrial, uploadTrial } from './run-trial.ts';
import { ORDINARY, type ScenarioContext } from './scenario.ts';
import { differs, violationsOf } from './verdict.ts';

interface HttpAnswer {
  readonly statusCode: number;
  readonly body: string;
}

/** A client of the API repeats each request until it is answered. */
type Ask = (method: string, path: string, body?: object) => Promise<HttpAnswer>;

/** A request that took effect although its answer was lost is a conflict, or finds nothing, when it is repeated. */
const isAnswered = ({ statusCode }: HttpAnswer) => statusCode < 500;

function clientOf(context: ScenarioContext, token: string): Ask {
  return async (method, path, body) => {
    const event = {
      version: '2.0',
      rawPath: `/v1${path}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      requestContext: { requestId: 'chaos', http: { method } },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const { answer, idle } = await invokeUntil<HttpAnswer>(context, 'Api', event, isAnswered);
    await idle();
    return answer;
  };
}

/**
 * A page that follows imports through the API: it confirms one, cancels another while it waits, and resumes that one, which
 * asks again. Both end like undisturbed ones.
 */
export async function asked(context: ScenarioContext, plan: ReportingPlan): Promise<readonly string[]> {
  const { test, faults } = context;
  const uploads = await uploadTrial(test, [ORDINARY], { purpose: 'confirm' });
  const { importId } = await awaitQuestion({ test }, uploads);
  const { key } = await createKey(test, uploads.tenant);
  const company = clientOf(context, key);
  const directory = await directoryOf(context);
  const statuses: number[] = [];
  await faults.during(plan, async () => {
    statuses.push(...(await eraseThrough(directory)));
    const opened = await company('POST', '/sessions', {});
    const { id, token } = JSON.parse(opened.body) as { readonly id: string; readonly token: string };
    const page = clientOf(context, token);
    const created = { importType: 'participants', fileName: 'users.csv', bytes: 1 };
    statuses.push((await page('POST', '/imports', created)).statusCode);
    for (const path of ['/imports', `/imports/${importId}`])
      statuses.push((await company('GET', path)).statusCode);
    statuses.push((await page('GET', '/import-types/participants')).statusCode);
    await company('POST', `/imports/${importId}/cancel`);
    await test.cloud.idle();
    await company('POST', `/imports/${importId}/resume`);
    await awaitQuestion({ test }, uploads);
    statuses.push((await company('GET', `/imports/${importId}/files/preview`)).statusCode);
    await company('POST', `/imports/${importId}/confirm`);
    await test.cloud.idle();
    await company('DELETE', `/sessions/${id}`);
    statuses.push((await page('GET', '/imports')).statusCode);
  });
  return [
    ...differs('the answers', statuses, [...ERASED, 201, 200, 200, 200, 302, 401]),
    ...violationsOf([ORDINARY], await gatherTrial(test, uploads), plan.injected, 'confirm'),
  ];
}

/** The backend of another tenant, which writes single users. */
async function directoryOf(context: ScenarioContext): Promise<Ask> {
  const tenant = newTenant();
  return clientOf(context, (await createKey(context.test, tenant)).key);
}

const ERASED = [200, 200, 200, 404, 200];

/** Writes a user with a code, erases it, and gives the code to another user. @returns statuses, ERASED */
async function eraseThrough(ask: Ask): Promise<readonly number[]> {
  const userOf = (id: string) => ({ user: { accountId: 'a', id, referralCodes: { p: 'X' } } });
  const answers = [
    await ask('PUT', '/users/participants', userOf('ann')),
    await ask('GET', '/users/participants/a/ann'),
    await ask('DELETE', '/users/participants/a/ann'),
    await ask('GET', '/users/participants/a/ann'),
    await ask('PUT', '/users/participants', userOf('bob')),
  ];
  await ask('GET', '/audit');
  return answers.map(({ statusCode }) => statusCode);
}
