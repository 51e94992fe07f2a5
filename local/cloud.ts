import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from './client-config.ts';
import { acceptClients } from './cloud-clients.ts';
import type { Cloud, CloudOptions } from './cloud-types.ts';
import { writeEndpoints } from './endpoints-file.ts';
import { createEvents, type Events } from './event-bridge/create-events.ts';
import type { EventBridgeEvent } from './event-bridge/event.ts';
import { servePutEvents } from './event-bridge/serve-put-events.ts';
import { startEventSources } from './event-source/start-event-sources.ts';
import { injectFaults } from './faults/inject-faults.ts';
import { startIssuer } from './issuer/start-issuer.ts';
import { functionCacheDirectory } from './lambda/function-cache.ts';
import { createFunctionLogs } from './lambda/function-log.ts';
import { serveInvoke } from './lambda/serve-invoke.ts';
import { type Lambda, startLambda } from './lambda/start-lambda.ts';
import { closeServer } from './listen.ts';
import { readMails } from './ses/mailbox.ts';
import { serveQueues } from './sqs/serve-queues.ts';
import { type Localize, startHttpEndpoints } from './start-http-endpoints.ts';
import { lockState } from './state-lock.ts';
import { statusChangeEvent } from './status-change-event.ts';
import { type StepFunctions, startStepFunctions } from './step-functions/start-step-functions.ts';
import { startStores } from './stores.ts';
import { readPlan } from './template/plan.ts';
import type { Plan } from './template/planned.ts';
import { readStack, type Stack } from './template/stack.ts';
import { synthesize } from './template/synthesize.ts';

export type { Cloud, CloudOptions } from './cloud-types.ts';

/**
 * Runs a synthesized stack on this machine: names the resources, then starts the services, the functions with the
 * services' endpoints, and the rules.
 * @throws if a part of the template would behave differently here than on AWS, or if another process uses the directory
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const stateDir = resolve(options.stateDir);
  await mkdir(join(stateDir, 'logs'), { recursive: true });
  await using started = new AsyncDisposableStack();
  started.adopt(await lockState(stateDir), async (unlock) => unlock());
  const stack = await readAssembly(options, stateDir);
  const plan = await readPlan(stack);
  const services = await startServices({ ...options, stateDir }, stack, plan, started);
  const { endpoints, outputs } = services;
  started.defer(
    await writeEndpoints(stateDir, {
      pid: process.pid,
      region: stack.region,
      endpoints: { ...endpoints, inbox: endpoints.ses, clients: services.clients.endpoint },
      outputs,
    }),
  );
  return createCloud({ stateDir, stack, services, close: started.move() });
}

async function readAssembly(options: CloudOptions, stateDir: string): Promise<Stack> {
  const directory = options.templateDir ?? (await synthesize(resolve(options.projectDir ?? '.'), stateDir));
  return readStack(directory, options.stackName);
}

type Services = Awaited<ReturnType<typeof startServices>>;

async function lambdaDirectories(stateDir: string, { functions }: Plan, functionCache: string | undefined) {
  const directory = join(stateDir, 'lambda');
  const codePaths = functions.map(({ codePath }) => codePath);
  const cache = await functionCacheDirectory(functionCache, codePaths, directory);
  return { directory, code: join(cache, 'code'), compileCache: join(cache, 'compile-cache') };
}

/** Services close in the reverse order of their adoption: executions before functions, functions before the services that they call. */
async function startServices(options: CloudOptions, stack: Stack, plan: Plan, started: AsyncDisposableStack) {
  const { region, accountId } = stack;
  const { stateDir, now = () => new Date(), timeScale = 1 } = options;
  const adopt = <T extends { close(): unknown }>(service: T): T =>
    started.adopt(service, async (value) => void (await value.close()));
  const faults = options.faults && injectFaults(options.faults);
  const logs = adopt(createFunctionLogs(join(stateDir, 'logs'), options.onLog));
  const lambda = await startLambda({
    ...(await lambdaDirectories(stateDir, plan, options.functionCache)),
    functions: plan.functions,
    region,
    logs,
    concurrency: options.concurrency,
    watch: faults?.watch,
  });
  const invoker = faults?.invocationsOf(lambda);
  const invoke = invoker?.invoke ?? lambda.invoke;
  const eventFaults = faults?.events;
  const events = createEvents({ stateDir, plan, region, accountId, invoke, timeScale, now, eventFaults });
  const { ports = {}, dynamodb } = options;
  const stores = await startStores(
    { stateDir, plan, stack, ports, dynamodb, now, onEvent: events.put },
    adopt,
  );
  const s3 = new S3Client(clientConfig(stores.s3, region));
  adopt({ close: () => s3.destroy() });
  adopt(lambda);
  adopt(events);
  const stepFunctions: StepFunctions = adopt(
    await startStepFunctions({
      directory: join(stateDir, 'executions'),
      region,
      accountId,
      s3,
      invokeLambda: invoke,
      onStateEntered: async (entered) => {
        await options.onStateEntered?.(entered);
        await faults?.stateEntered(entered, stepFunctions.endpoint);
      },
      onStatusChange: (detail) => events.put(statusChangeEvent(detail, { region, accountId, now })),
      timeScale,
      now,
    }),
  );
  const apis = await serveApis({ options, plan, stack, now }, { lambda, events }, adopt);
  const endpoints = {
    ...stores,
    ...apis,
    issuer: adopt(await startIssuer()).endpoint,
    stepFunctions: stepFunctions.endpoint,
  };
  const ofFunctions = (await faults?.startProxies(endpoints, adopt)) ?? endpoints;
  const http = { plan, invoke: lambda.invoke, endpoints: ofFunctions, page: options.page, port: ports.page };
  const localize = await startHttpEndpoints(http, adopt);
  const outputs = localizeAll(plan.outputs, localize);
  // Closed first, so that clients learn that the cloud ends before a call fails.
  const clients = adopt(await acceptClients());
  lambda.connect(ofFunctions, localize);
  lambda.startAhead(options.startAhead ?? []);
  for (const { name, definition } of plan.stateMachines)
    stepFunctions.createStateMachine({ name, definition });
  events.start();
  const sources = adopt(
    startEventSources({ stateDir, plan, dynamodb: stores.dynamodb, invoke, events, timeScale, now }),
  );
  return { endpoints, outputs, lambda, events, sources, stepFunctions, invoker, clients };
}

function localizeAll(texts: Plan['outputs'], localize: Localize): Plan['outputs'] {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, localize(text)]));
}

interface Serving {
  readonly options: CloudOptions;
  readonly plan: Plan;
  readonly stack: Stack;
  readonly now: () => Date;
}

/** The APIs of Lambda, EventBridge and SQS. */
async function serveApis(
  { options, plan, stack: { region, accountId }, now }: Serving,
  { lambda, events }: { readonly lambda: Lambda; readonly events: Events },
  adopt: (service: { close(): unknown }) => void,
) {
  const put = (event: EventBridgeEvent, bus: string): void => {
    options.onEvent?.(event, bus);
    events.put(event, bus);
  };
  const bus = await servePutEvents({ buses: plan.eventBuses, region, accountId, now, put });
  adopt({ close: () => closeServer(bus.server) });
  const invokeLater = (nameOrArn: string, payload: unknown): void =>
    events.invokeLater(arnOf(plan, nameOrArn), payload as EventBridgeEvent);
  const face = await serveInvoke({ invoke: lambda.invoke, invokeLater });
  adopt({ close: () => closeServer(face.server) });
  const queues = await serveQueues({ queues: plan.queues, letters: events.queues, now });
  adopt({ close: () => closeServer(queues.server) });
  return { lambda: face.endpoint, eventBridge: bus.endpoint, sqs: queues.endpoint };
}

/** @throws if there is no such function */
function arnOf({ functions }: Plan, nameOrArn: string): string {
  const plan = functions.find(({ name, arn }) => [name, arn].includes(nameOrArn));
  if (plan === undefined) throw new Error(`there is no function ${nameOrArn}`);
  return plan.arn;
}

function createCloud({
  stateDir,
  stack,
  services: { endpoints, outputs, lambda, events, sources, stepFunctions, invoker, clients },
  close,
}: {
  readonly stateDir: string;
  readonly stack: Stack;
  readonly services: Services;
  readonly close: AsyncDisposableStack;
}): Cloud {
  const byService = {
    s3: endpoints.s3,
    dynamodb: endpoints.dynamodb,
    sfn: endpoints.stepFunctions,
    ses: endpoints.ses,
    lambda: endpoints.lambda,
    eventBridge: endpoints.eventBridge,
  };
  let closed: Promise<void> | undefined;
  const closeOnce = (): Promise<void> => {
    closed ??= close.disposeAsync();
    return closed;
  };
  return {
    endpoints: { ...endpoints, inbox: endpoints.ses, clients: clients.endpoint },
    outputs,
    clients,
    interrupted: { executions: stepFunctions.interrupted, events: events.undelivered },
    clientConfig: (service) => clientConfig(byService[service], stack.region),
    invoke: lambda.invoke,
    fireSchedule: events.fire,
    mails: () => readMails(join(stateDir, 'mail')),
    deadLetters: events.deadLetters,
    async idle() {
      do {
        await stepFunctions.executionsIdle();
        await events.idle();
        // A function that an event invoked may have started an execution, whose end is an event.
        await invoker?.idle();
        await stepFunctions.executionsIdle();
        // Its function puts events.
        await sources.idle();
      } while (events.pending() + (invoker?.pending() ?? 0) > 0);
    },
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  };
}
