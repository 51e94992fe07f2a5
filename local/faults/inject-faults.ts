import type { EventFaults } from '../event-bridge/event-faults.ts';
import type { ServiceEndpoints } from '../lambda/environment.ts';
import type { Lambda } from '../lambda/start-lambda.ts';
import type { InvocationWatch } from '../lambda/watched-invocation.ts';
import type { StateEntered } from '../step-functions/start-step-functions.ts';
import { injectEventFaults } from './event-faults.ts';
import type { FaultPlan } from './fault-plan.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { createFaultyInvoke, type FaultyInvoke } from './faulty-invoke.ts';
import { killProcesses } from './kill-processes.ts';
import { createRunningInvocations } from './running-invocations.ts';
import { stopWherePlanned } from './stop-execution.ts';

/** The parts of a cloud that call its fault plan. */
export interface InjectedFaults {
  readonly watch: InvocationWatch;
  readonly events: EventFaults;
  invocationsOf(lambda: Lambda): FaultyInvoke;
  /** @returns the endpoints for the functions */
  startProxies(endpoints: ServiceEndpoints, adopt: Adopt): Promise<ServiceEndpoints>;
  stateEntered(entered: StateEntered, stepFunctions: string): Promise<void>;
}

/** Registers a service that the caller closes. */
type Adopt = <T extends { close(): unknown }>(service: T) => T;

export function injectFaults(plan: FaultPlan): InjectedFaults {
  const invocations = createRunningInvocations();
  const proxyOf = async (
    service: Exclude<keyof ServiceEndpoints, 'issuer'>,
    target: string,
    adopt: Adopt,
  ): Promise<string> => adopt(await startFaultProxy({ service, target, plan, invocations })).endpoint;
  return {
    watch: killProcesses(plan, invocations),
    events: injectEventFaults(plan),
    invocationsOf: (lambda) => createFaultyInvoke(lambda.invoke, plan, lambda.nameOf),
    startProxies: async (endpoints, adopt) => ({
      ...endpoints,
      s3: await proxyOf('s3', endpoints.s3, adopt),
      dynamodb: await proxyOf('dynamodb', endpoints.dynamodb, adopt),
      ses: await proxyOf('ses', endpoints.ses, adopt),
      stepFunctions: await proxyOf('stepFunctions', endpoints.stepFunctions, adopt),
      sqs: await proxyOf('sqs', endpoints.sqs, adopt),
      lambda: await proxyOf('lambda', endpoints.lambda, adopt),
      eventBridge: await proxyOf('eventBridge', endpoints.eventBridge, adopt),
    }),
    stateEntered: (entered, stepFunctions) => stopWherePlanned(plan, entered, stepFunctions),
  };
}
