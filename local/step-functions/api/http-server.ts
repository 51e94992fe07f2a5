import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createServer } from '../../http.ts';
import { isObject, type JsonObject } from '../language/json.ts';
import { ApiError } from './api-error.ts';
import { executionOperations } from './execution-operations.ts';
import { mapRunOperations } from './map-run-operations.ts';
import type { ApiContext, Operation } from './operation.ts';
import { startExecution } from './start-execution.ts';
import { stateMachineOperations } from './state-machine-operations.ts';
import { taskOperations } from './task-operations.ts';

/** Serves the API as the SDK speaks it: AWS JSON 1.0, POST with `x-amz-target: AWSStepFunctions.<operation>`. */
export async function serveApi(
  surroundings: ApiContext,
  port: number,
): Promise<{ server: Server; endpoint: string }> {
  const operations: Readonly<Record<string, Operation>> = {
    StartExecution: startExecution(surroundings),
    ...executionOperations(surroundings),
    ...mapRunOperations(surroundings),
    ...stateMachineOperations(surroundings),
    ...taskOperations(surroundings),
  };
  const server = createServer((request, response) => {
    answer(operations, request).then(
      (body) => send(response, 200, body),
      (error) => sendError(response, error),
    );
  });
  server.listen(port, '127.0.0.1');
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  return { server, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function answer(
  operations: Readonly<Record<string, Operation>>,
  request: IncomingMessage,
): Promise<JsonObject> {
  const body = await text(request);
  const target = String(request.headers['x-amz-target'] ?? '');
  const [, name = ''] = /^AWSStepFunctions\.(\w+)$/.exec(target) ?? [];
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) {
    throw new ApiError(
      'UnknownOperationException',
      `This machine does not support the operation '${target}'`,
    );
  }
  return operation(parseBody(body));
}

function parseBody(body: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(body === '' ? '{}' : body);
    if (isObject(parsed)) return parsed;
  } catch {
    // Invalid JSON gets the same error as a body that is not an object.
  }
  throw new ApiError('SerializationException', 'The body of the request is not a JSON object');
}

function sendError(response: ServerResponse, error: unknown): void {
  const { name, message } = error as Error;
  if (error instanceof ApiError) send(response, 400, { __type: name, message });
  else send(response, 500, { __type: 'InternalServerException', message: `${name}: ${message}` });
}

function send(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': randomUUID(),
  });
  response.end(JSON.stringify(body));
}
