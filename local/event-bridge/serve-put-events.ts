import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createServer } from '../http.ts';
import { listen } from '../listen.ts';
import type { EventBusPlan } from '../template/planned.ts';
import type { EventBridgeEvent } from './event.ts';

export interface PutEventsOptions {
  readonly buses: readonly EventBusPlan[];
  readonly region: string;
  readonly accountId: string;
  readonly now: () => Date;
  readonly put: (event: EventBridgeEvent, bus: string) => void;
}

interface Entry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html, 2026-11 */
const MAX_ENTRIES = 10;
const MAX_ENTRY_BYTES = 1024 * 1024;

/** Serves EventBridge's PutEvents, the only operation that functions call. */
export async function servePutEvents(
  options: PutEventsOptions,
): Promise<{ server: Server; endpoint: string }> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) =>
      refuse(response, 'InternalException', String(error), 500),
    );
  });
  return { server, endpoint: await listen(server, 0) };
}

async function answer(
  options: PutEventsOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = String(request.headers['x-amz-target']);
  if (target !== 'AWSEvents.PutEvents')
    return refuse(response, 'UnknownOperationException', `${target} is not supported here`);
  const { Entries = [] } = JSON.parse(await text(request)) as { readonly Entries?: readonly Entry[] };
  if (Entries.length === 0 || Entries.length > MAX_ENTRIES)
    return refuse(response, 'ValidationException', `expected 1 to ${MAX_ENTRIES} entries`);
  const unknown = Entries.find((entry) => findBus(options, entry) === undefined);
  if (unknown !== undefined)
    return refuse(response, 'ResourceNotFoundException', `Event bus ${unknown.EventBusName} does not exist.`);
  const results = Entries.map((entry) => accept(options, entry));
  const FailedEntryCount = results.filter(({ EventId }) => EventId === undefined).length;
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify({ FailedEntryCount, Entries: results }));
}

function findBus({ buses }: PutEventsOptions, { EventBusName = 'default' }: Entry): string | undefined {
  if (EventBusName === 'default') return EventBusName;
  return buses.find(({ name, arn }) => [name, arn].includes(EventBusName))?.name;
}

type Result = { readonly EventId: string } | { readonly EventId?: never; readonly ErrorCode: string };

/** An entry that is not valid fails alone. */
function accept(options: PutEventsOptions, entry: Entry): Result {
  const { Source, DetailType, Detail, Resources = [] } = entry;
  if (!Source || !DetailType || Detail === undefined) return { ErrorCode: 'InvalidArgument' };
  if (Source.startsWith('aws.')) return { ErrorCode: 'NotAuthorizedForSourceException' };
  const detail = parse(Detail);
  if (detail === undefined || Buffer.byteLength(Detail) > MAX_ENTRY_BYTES)
    return { ErrorCode: 'MalformedDetail' };
  const id = randomUUID();
  const event = {
    version: '0',
    id,
    'detail-type': DetailType,
    source: Source,
    account: options.accountId,
    time: options
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z'),
    region: options.region,
    resources: Resources,
    detail,
  } as const;
  options.put(event, findBus(options, entry) ?? 'default');
  return { EventId: id };
}

function parse(text: string): EventBridgeEvent['detail'] | undefined {
  try {
    return JSON.parse(text) as EventBridgeEvent['detail'];
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, code: string, message: string, status = 400): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify({ __type: code, message }));
}
