import type { CloudClients } from './cloud-clients.ts';
import type { DeadLetter } from './event-bridge/dead-letters.ts';
import type { EventBridgeEvent } from './event-bridge/event.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { LogLine } from './lambda/function-log.ts';
import type { Mail } from './ses/mailbox.ts';
import type { StateEntered } from './step-functions/start-step-functions.ts';

export interface CloudOptions {
  /** Directory of all state. Created when missing; one process at a time. */
  readonly stateDir: string;
  /** The project whose `bin/app.ts` is synthesized; the working directory by default. */
  readonly projectDir?: string;
  /** An existing cdk.out. Without it, the app is synthesized. */
  readonly templateDir?: string;
  /** The stack to run, when the app has several. */
  readonly stackName?: string;
  /** Every line that a function writes, START, END and REPORT included. */
  readonly onLog?: (line: LogLine) => void;
  /** Awaited when an execution has entered a state, before the state's work; children of a map too. */
  readonly onStateEntered?: (entered: StateEntered) => unknown;
  /** The faults to inject; none by default. See faults/README.md. */
  readonly faults?: FaultPlan;
  /** Factor of waits between attempts and of Wait states: 1 as on AWS, 0 for tests. Schedules keep real time. */
  readonly timeScale?: number;
  /** Invocations of a function at a time, and one more over all; as many as the machine has cores by default, at least two. */
  readonly concurrency?: number;
  /**
   * Functions (construct ids, in the order in which they will be called) of which a process starts with the cloud: their
   * first invocations do not wait for it.
   */
  readonly startAhead?: readonly string[];
  /** Ports that connection the same from start to start, so that presigned URLs in mails do; free ones by default. */
  readonly ports?: {
    readonly s3?: number;
    readonly dynamodb?: number;
    readonly ses?: number;
  };
  readonly now?: () => Date;
}

type ServiceName = 's3' | 'dynamodb' | 'sfn' | 'ses' | 'lambda';

/** What an SDK client is made with. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** s3rver takes no trailing checksums; the other services' clients have no such setting and ignore it. */
  readonly requestChecksumCalculation: 'WHEN_REQUIRED';
}

export interface Cloud extends AsyncDisposable {
  readonly endpoints: {
    readonly s3: string;
    readonly dynamodb: string;
    readonly stepFunctions: string;
    readonly ses: string;
    /** Invoke, for other processes. */
    readonly lambda: string;
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
  /** The mails that SES ever took, oldest first. */
  mails(): Promise<readonly Mail[]>;
  /** @param queue a queue's name, ARN, logical id or construct id; `dropped` holds the events that no queue takes */
  deadLetters(queue: string): Promise<readonly DeadLetter[]>;
  /** The other processes that use it. */
  readonly clients: Pick<CloudClients, 'count' | 'allGone' | 'stopAcceptingIfUnused'>;
  /** What was running when the previous process ended. */
  readonly interrupted: {
    /** Names of executions that were running: they were aborted at the start. */
    readonly executions: readonly string[];
    /** Events that were not delivered: they are delivered now. */
    readonly events: readonly EventBridgeEvent[];
  };
  /** Resolves when no execution runs and no event is on its way. */
  idle(): Promise<void>;
  /** Ends everything: functions are killed, and what they were doing for an event is done again at the next start. */
  close(): Promise<void>;
}
