import { randomUUID } from 'node:crypto';
import { createAuthenticate } from '../../api/authenticate.ts';
import type { FunctionUrlEvent, FunctionUrlResult } from '../../contracts/function-url-event.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { publicError } from '../../runtime/public-error.ts';
import { type Authorised, authorise } from './authorise.ts';
import { bulkImport } from './bulk-import.ts';
import { evaluateCsv } from './evaluate-csv.ts';
import type { Call, GroupMembersApiPorts } from './ports.ts';
import { errorAt, type Reply, refusal, SYSTEM_ERROR, toResult } from './reply.ts';

type Endpoint = (event: FunctionUrlEvent, call: Call, ports: GroupMembersApiPorts) => Promise<Reply>;

const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map([
  ['import-evaluate-csv', evaluateCsv],
  ['bulk-import', bulkImport],
]);

const PATH = /^\/api\/v1\/([^/]+)\/user\/([^/]+)\/?$/;
const LOCALE = /^[a-z]{2,3}_[A-Z]{2}$/;

/** The HTTP API of the social network: finds the endpoint, authorises the caller and returns every answer in one shape. */
export function createGroupMembersApi(ports: GroupMembersApiPorts) {
  const authenticate = createAuthenticate({
    ...ports,
    sessions: { find: async () => undefined },
    verifyOperator: async () => undefined,
  });
  return async (event: FunctionUrlEvent, { logger }: TaskRuntime): Promise<FunctionUrlResult> => {
    const requestId = `req_${randomUUID()}`;
    const authorised = async () => {
      const asked = await authorise(event.headers.authorization, authenticate, ports);
      if (asked.ok) logCaller(logger, event, { ...asked.caller, requestId });
      return asked;
    };
    const reply = await answer(event, { requestId, authorised }, ports).catch((error: unknown) => {
      const { name, message } = publicError(error);
      logger.error('the request failed', { requestId, error: name, message });
      return SYSTEM_ERROR;
    });
    logger.info('request answered', { requestId, status: reply.status, errors: reply.errors?.length ?? 0 });
    return toResult(reply, ports.now());
  };
}

/** Who asked. These requests have no item in the audit trail: other programs make one for each of their users. */
function logCaller(
  logger: TaskRuntime['logger'],
  { rawPath }: FunctionUrlEvent,
  { tenant, actor, requestId }: Call,
): void {
  logger.info('audit', { operation: PATH.exec(rawPath)?.[2], tenant, actor, requestId });
}

async function answer(
  event: FunctionUrlEvent,
  { requestId, authorised }: { readonly requestId: string; readonly authorised: () => Promise<Authorised> },
  ports: GroupMembersApiPorts,
): Promise<Reply> {
  const { method } = event.requestContext.http;
  const [, locale = '', name = ''] = PATH.exec(event.rawPath) ?? [];
  const endpoint = ENDPOINTS.get(name);
  if (endpoint === undefined) return refusal(404, [errorAt('', event.rawPath, 'there is no such method')]);
  if (method !== 'POST') return refusal(405, [errorAt('', method, 'expected POST')], { allow: 'POST' });
  const asked = await authorised();
  if (!asked.ok) return asked.reply;
  if (!LOCALE.test(locale))
    return refusal(400, [errorAt('locale', locale, 'expected a locale in the path such as en_US')]);
  return endpoint(event, { ...asked.caller, requestId }, ports);
}
