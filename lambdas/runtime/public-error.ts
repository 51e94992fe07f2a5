import { RollcallError } from './errors.ts';

/** Errors of the SDK whose messages name actions and resources, never values. An operator needs them to fix the cause. */
const SPEAKING = /^(AccessDenied|NoSuchBucket|ResourceNotFound|Unrecognized|UnauthorizedOperation)/;

/**
 * What may leave the function: Lambda logs an error's message, stack and fields, and the execution's history shows them to
 * every operator (promise 8). Our own errors are written for that. Others quote what they choked on (a line of JSON, an
 * attribute's value, the address that SES refuses): of them the name stays, by which the state machine decides, where it
 * was thrown, and AWS's id of the request, by which CloudTrail and AWS Support find the rest.
 */
export function publicError(error: unknown): Error {
  if (error instanceof RollcallError) return error;
  if (isThrottling(error)) return new RollcallError('Throttled', `${error.name} after all retries`);
  if (!(error instanceof Error)) return new Error(`a value was thrown that is not an error: ${typeof error}`);
  const visible = new Error(SPEAKING.test(error.name) ? error.message : hiddenMessage(error));
  visible.name = error.name;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  visible.stack = [`${visible.name}: ${visible.message}`, ...frames].join('\n');
  return visible;
}

/** By the names that AWS services give: docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and the like. */
const THROTTLING =
  /^(Throttling|ThrottlingException|ThrottledException|ProvisionedThroughputExceededException|RequestLimitExceeded|TooManyRequestsException|SlowDown|BandwidthLimitExceeded)$/;

function isThrottling(error: unknown): error is Error {
  return error instanceof Error && THROTTLING.test(error.name);
}

function hiddenMessage(error: Error): string {
  const { httpStatusCode, requestId } = metadataOf(error);
  const request = requestId === undefined ? '' : ` (HTTP ${httpStatusCode}, request ${requestId})`;
  return `its message is left out, since it may quote a record${request}`;
}

function metadataOf(error: Error): { readonly httpStatusCode?: number; readonly requestId?: string } {
  return '$metadata' in error && typeof error.$metadata === 'object' ? (error.$metadata ?? {}) : {};
}
