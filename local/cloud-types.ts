import type { CloudClients } from './cloud-clients.ts';
import type { DeadLetter } from './event-bridge/dead-letters.ts';
import type { EventBridgeEvent } from './event-bridge/event.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { LogLine } from './lambda/function-log.ts';
import type { Mail } from './ses/mailbox.ts';
import type { StateEntered } from './step-functions/start-step-functions.ts';

export interface CloudOptions {
  /** The directory that contains all state. It is created if it does not exist. One process at a time can use it. */
  readonly stateDir: string;
  /** The project whose `bin/app.ts` is synthesized; the working directory by default. */
  readonly projectDir?: string;
  /** An existing cdk.out. Without it, the app is synthesized. */
  readonly templateDir?: string;
  /** The stack to run, when the app has several. */
  readonly stackName?: string;
  /** Called with every line that a function writes, including START, END and REPORT. */
  readonly onLog?: (line: LogLine) => void;
  /** Called with each event that a function puts on a bus, before its rules are. */
  readonly onEvent?: (event: EventBridgeEvent, bus: string) => void;
  /** Called, and awaited, when an execution or a child execution has entered a state, before the state does its work. */
  readonly onStateEntered?: (entered: StateEntered) => unknown;
  /** The faults to inject; none by default. See faults/README.md. */
  readonly faults?: FaultPlan;
  /** Multiplies the delays between attempts and of Wait states: 1 as on AWS, 0 in tests. Schedules use real time. */
  readonly timeScale?: number;
  /**
   * The most concurrent invocations of one function; all functions together may have one more. The default is the number
   * of cores, at least 2.
   */
  readonly concurrency?: number;
  /**
   * Construct ids of functions, in the order in which they will be called. A process of each starts together with the
   * cloud, so that the first invocation does not wait for it.
   */
  readonly startAhead?: readonly string[];
  /**
   * The directory in which clouds that run the same bundles share the copies of the bundles and their compiled code. Without
   * it, or without permission to write to it, each state directory contains its own.
   */
  readonly functionCache?: string;
  /** Fixed ports, so that presigned URLs in e-mails remain valid after a restart. The default is any free port. */
  readonly ports?: {
    readonly s3?: number;
    readonly dynamodb?: number;
    readonly ses?: number;
    /** Of the page and the API. */
    readonly page?: number;
  };
  /**
   * The directory of the built page. It replaces the files that the template deploys: for stage `local`, these only say that
   * the page is not built.
   */
  readonly page?: string;
  /** The URL of a DynamoDB to use instead of the embedded one, such as AWS's DynamoDB Local. */
  readonly dynamodb?: string;
  readonly now?: () => Date;
}

type ServiceName = 's3' | 'dynamodb' | 'sfn' | 'ses' | 'lambda' | 'eventBridge';

/** The configuration of an SDK client. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** s3rver does not support trailing checksums. Clients of other services ignore this setting. */
  readonly requestChecksumCalculation: 'WHEN_REQUIRED';
}

export interface Cloud extends AsyncDisposable {
  readonly endpoints: {
    readonly s3: string;
    readonly dynamodb: string;
    readonly stepFunctions: string;
    readonly ses: string;
    /** Lambda's Invoke, for other processes. */
    readonly lambda: string;
    /** EventBridge's PutEvents. */
    readonly eventBridge: string;
    /** The OpenID Connect issuer of operators. */
    readonly issuer: string;
    /** The web page that shows the mails. */
    readonly inbox: string;
    /** Where another process connects while it uses the cloud: `joinAsClient`. */
    readonly clients: string;
  };
  /** The stack's outputs, resolved. */
  readonly outputs: Readonly<Record<string, string>>;
  clientConfig(service: ServiceName): ClientConfig;
  /**
   * Invokes a function and waits for its answer.
   * @param functionName its name, ARN, logical id or construct id
   * @throws LambdaError, whose name is Lambda's errorType
   */
  invoke(functionName: string, payload: unknown): Promise<unknown>;
  /** Fires a scheduled rule now. @param ruleName its name, logical id or construct id */
  fireSchedule(ruleName: string): void;
  /** All mails that SES has ever accepted, oldest first. */
  mails(): Promise<readonly Mail[]>;
  /** @param queue a queue's name, ARN, logical id or construct id; `dropped` contains the events that no queue receives */
  deadLetters(queue: string): Promise<readonly DeadLetter[]>;
  /** The other processes that use this cloud. */
  readonly clients: Pick<CloudClients, 'count' | 'allGone' | 'stopAcceptingIfUnused'>;
  /** What was running when the previous process ended. */
  readonly interrupted: {
    /** Names of executions that were running: they were aborted at the start. Those that only waited continue. */
    readonly executions: readonly string[];
    /** Events that were not delivered: they are delivered now. */
    readonly events: readonly EventBridgeEvent[];
  };
  /**
   * Resolves when no event is on its way and no execution runs, except those that only wait for an answer to a task token:
   * they are on disk, and wait also while no cloud runs.
   */
  idle(): Promise<void>;
  /** Stops all services and kills the functions. Events that were being processed are delivered again at the next start. */
  close(): Promise<void>;
}
