import type { HttpApiEvent, HttpApiResult } from '../contracts/http-api-event.ts';
import { Problem } from './problem.ts';
import { respondWithProblem } from './respond.ts';
import type { Answering, RequestScope } from './router.ts';

/** Methods that an operation may have, or that are answered for one. `Request` cannot carry some others, such as TRACE. */
const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Answers an event of API Gateway by the API. */
export async function answerEvent(
  api: Answering,
  event: HttpApiEvent,
  logger: RequestScope['logger'],
): Promise<HttpApiResult> {
  const { requestId, http } = event.requestContext;
  const response = METHODS.includes(http.method)
    ? await api(requestOf(event), { requestId, logger })
    : respondWithProblem(methodNotAllowed(), requestId);
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

function methodNotAllowed(): Problem {
  return new Problem('method-not-allowed', `Use one of the methods ${METHODS.join(', ')}.`, {
    headers: { allow: METHODS.join(', ') },
  });
}

function requestOf({ rawPath, rawQueryString, headers, requestContext, ...event }: HttpApiEvent): Request {
  const url = new URL('https://api.invalid/');
  url.pathname = rawPath;
  url.search = rawQueryString;
  const { method } = requestContext.http;
  const hasBody = event.body !== undefined && method !== 'GET' && method !== 'HEAD';
  return new Request(url, {
    method,
    headers: headersOf(headers),
    ...(hasBody && { body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8') }),
  });
}

/** Of a token of HTTP. `Headers` takes no other name. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** `Headers` takes bytes only: other characters become those of their UTF-8, and are refused where the header is read. */
function headersOf(values: HttpApiEvent['headers']): [string, string][] {
  return Object.entries(values)
    .filter(([name]) => HEADER_NAME.test(name))
    .map(([name, value]) => [
      name,
      Buffer.from(value, 'utf8')
        .toString('latin1')
        .replaceAll(/[\0\r\n]/g, ' '),
    ]);
}
