import type { ServerResponse } from 'node:http';
import { sesError } from '../ses/ses-error.ts';
import type { Service } from './fault.ts';

/** Answers with the throttling error of the service. */
export function refuse(service: Service, response: ServerResponse): void {
  const { status, contentType, body } = REFUSALS[service];
  response.writeHead(status, { 'content-type': contentType }).end(body);
}

const json = (type: string) => ({
  status: 400,
  contentType: 'application/x-amz-json-1.0',
  body: JSON.stringify({ __type: type, message: 'The rate is exceeded. (injected)' }),
});

const REFUSALS: Readonly<
  Record<Service, { readonly status: number; readonly contentType: string; readonly body: string }>
> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
  s3: {
    status: 503,
    contentType: 'application/xml',
    body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SlowDown</Code><Message>Please reduce your request rate. (injected)</Message></Error>',
  },
  dynamodb: json('com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException'),
  stepFunctions: json('com.amazon.coral.availability#ThrottlingException'),
  sqs: json('com.amazonaws.sqs#RequestThrottled'),
  // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
  lambda: { ...json('TooManyRequestsException'), status: 429 },
  eventBridge: json('ThrottlingException'),
  // https://docs.aws.amazon.com/ses/latest/dg/using-ses-api-error-codes.html
  ses: {
    status: 400,
    contentType: 'text/xml',
    body: sesError('Throttling', 'Maximum sending rate exceeded. (injected)'),
  },
};
