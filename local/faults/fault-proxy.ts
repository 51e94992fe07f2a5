import type { Agent as HttpAgent, IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Agent, createServer, request as send } from '../http.ts';
import { closeServer, listen } from '../listen.ts';
import type { RequestFault, Service } from './fault.ts';
import type { FaultPlan } from './fault-plan.ts';
import { operationOf, resourcesOf } from './operation.ts';
import { refuse } from './refusal.ts';
import type { RunningInvocations } from './running-invocations.ts';
import { splitBatch, withUnprocessed } from './unprocessed-keys.ts';

export interface FaultProxy {
  readonly endpoint: string;
  close(): Promise<void>;
}

interface FaultProxyOptions {
  readonly service: Service;
  /** The service's own endpoint. */
  readonly target: string;
  readonly plan: FaultPlan;
  readonly invocations: RunningInvocations;
}

/** Starts a proxy between the functions and a service that injects the faults of the plan into requests. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((request, response) => {
    answer(request, response, { ...options, agent }).catch(() => response.destroy());
  });
  const endpoint = await listen(server, 0);
  return {
    endpoint,
    close: async () => {
      await closeServer(server);
      agent.destroy();
    },
  };
}

interface Call extends FaultProxyOptions {
  readonly agent: HttpAgent;
}

async function answer(request: IncomingMessage, response: ServerResponse, call: Call): Promise<void> {
  // Requests are buffered, because a function sends at most 16 MiB at once. Responses can have any size and are streamed.
  const body = await buffer(request);
  const { service, plan, invocations } = call;
  const invocation = invocations.madeBy(request.headers['user-agent']);
  if (invocation === undefined) return passOn(await forward(request, body, call), response);
  const { functionName, subject, away } = invocation;
  if (away.has(service)) return refuse(service, response);
  const operation = operationOf(service, request, body);
  const resources = () => resourcesOf(service, request, body);
  const fault = plan.faultAt({ layer: 'request', functionName, subject, service, operation, resources });
  switch (fault as RequestFault | undefined) {
    case 'away':
      away.add(service);
      return refuse(service, response);
    case 'refused':
      return refuse(service, response);
    case 'unreachable':
      request.socket.resetAndDestroy();
      return;
    case 'unanswered':
      (await forward(request, body, call)).resume();
      request.socket.resetAndDestroy();
      return;
    case 'killed-before':
      await invocation.kill();
      response.destroy();
      return;
    case 'killed-after':
      await buffer(await forward(request, body, call));
      await invocation.kill();
      response.destroy();
      return;
    case 'truncated':
      return truncate(await forward(request, body, call), request, response);
    case 'unprocessed':
      return answerHalf(request, response, body, call);
    default:
      return passOn(await forward(request, body, call), response);
  }
}

function forward(
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  call: Call,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const length = body.length > 0 || headers['content-length'] !== undefined;
    const forwarded = send(
      new URL(url ?? '/', call.target),
      {
        method: method ?? 'GET',
        agent: call.agent,
        headers: { ...headers, ...(length && { 'content-length': body.length }) },
      },
      resolve,
    );
    forwarded.once('error', reject).end(body);
  });
}

async function passOn(from: IncomingMessage, to: ServerResponse): Promise<void> {
  to.writeHead(from.statusCode ?? 502, from.headers);
  await pipeline(from, to);
}

async function truncate(
  from: IncomingMessage,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await buffer(from);
  response.writeHead(from.statusCode ?? 502, from.headers);
  await new Promise<void>((sent) =>
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => sent()),
  );
  request.socket.destroy();
}

async function answerHalf(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  call: Call,
): Promise<void> {
  const { now, later } = splitBatch(body);
  const answered = await forward(request, now, call);
  const whole = withUnprocessed(await buffer(answered), later);
  // DynamoDB's checksum does not match the changed body.
  const { 'x-amz-crc32': _, ...headers } = answered.headers;
  response.writeHead(answered.statusCode ?? 502, { ...headers, 'content-length': whole.length }).end(whole);
}
