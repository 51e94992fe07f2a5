import { join } from 'node:path';
import { credentials } from '../client-config.ts';
import type { FunctionPlan } from '../template/planned.ts';
import type { RuntimeConfig } from './messages.ts';

/** The endpoints of the services. Functions receive them in the SDK's own variables, so their code needs no change. */
export interface ServiceEndpoints {
  readonly s3: string;
  readonly dynamodb: string;
  readonly stepFunctions: string;
  readonly ses: string;
  readonly eventBridge: string;
  readonly sqs: string;
  readonly lambda: string;
  /** The issuer of operators' tokens. */
  readonly issuer: string;
}

/** In the template: the embedded issuer. */
export const ISSUER_PLACEHOLDER = 'http://issuer.localhost';

/**
 * The complete environment of a function's process: the variables of the template, those that Lambda sets
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), and the endpoints. From this machine's
 * environment it contains only PATH: no credentials, profile or proxy.
 */
export function functionEnvironment(
  plan: FunctionPlan,
  runtime: RuntimeConfig,
  options: {
    readonly region: string;
    readonly endpoints: ServiceEndpoints;
    /** Replaces the addresses of the template by those on this machine. */
    readonly localize: (text: string) => string;
    readonly scratch: string;
    readonly compileCache: string;
    readonly processId: string;
  },
): NodeJS.ProcessEnv {
  const { endpoints, region, scratch } = options;
  return {
    PATH: process.env.PATH,
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    TMPDIR: scratch,
    HOME: scratch,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_CONFIG_FILE: join(scratch, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(scratch, 'no-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`,
    AWS_LAMBDA_FUNCTION_NAME: plan.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(plan.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    // The SDK adds it to the User-Agent of each request, which identifies the process.
    AWS_SDK_UA_APP_ID: options.processId,
    AWS_LAMBDA_LOG_GROUP_NAME: runtime.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: runtime.logStreamName,
    LAMBDA_TASK_ROOT: runtime.taskRoot,
    _HANDLER: plan.handler,
    // Requests to services that do not run here must not reach AWS. Port 9 is the discard service.
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SFN: endpoints.stepFunctions,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventBridge,
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
    // s3rver refuses streamed bodies with trailing checksums.
    AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
    ...localized(plan.environment, (text) =>
      options.localize(text.replaceAll(ISSUER_PLACEHOLDER, endpoints.issuer)),
    ),
    ...nodeOptions(plan.environment.NODE_OPTIONS),
    NODE_COMPILE_CACHE: options.compileCache,
    ROLLCALL_RUNTIME: JSON.stringify(runtime),
  };
}

/** Without source maps: the bootstrap maps stack traces itself. */
function nodeOptions(options: string | undefined): NodeJS.ProcessEnv {
  return options === undefined ? {} : { NODE_OPTIONS: options.replace('--enable-source-maps', '').trim() };
}

function localized(
  environment: Readonly<Record<string, string>>,
  localize: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, localize(value)]));
}
