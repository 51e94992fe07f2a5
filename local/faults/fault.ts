/** Faults of a request from a function to a service. */
const REQUEST_FAULTS = [
  /** Throttled once: the SDK retries. */
  'refused',
  /** This request and every later one of this invocation to this service are throttled: the invocation fails. */
  'away',
  /** The connection breaks before the service has read a byte. */
  'unreachable',
  /** The service has processed the request; the response is lost. The SDK retries. */
  'unanswered',
  /** GetObject announces the complete body and sends half of it. */
  'truncated',
  /** BatchGetItem returns some keys and reports the others as unprocessed. */
  'unprocessed',
  /** The function's process is killed before the request arrives. */
  'killed-before',
  /** The function's process is killed after the service has processed the request. */
  'killed-after',
] as const;

/** Faults between the caller of a function and the function. */
const INVOCATION_FAULTS = [
  /** Lambda throttles the invocation: `Lambda.TooManyRequestsException`. */
  'throttled',
  /** Two concurrent invocations; the caller receives the result of the one that ends first. */
  'doubled',
  /** A second invocation starts when the first has returned, and runs concurrently with the next step. */
  'repeated',
  /** The caller receives an error at once and retries, while the invocation continues. */
  'abandoned',
] as const;

/** SIGKILL of a function's process, as when it runs out of memory. */
const PROCESS_FAULTS = ['killed-at-start', 'killed-at-end'] as const;

/** EventBridge delivers at least once and in any order. For status changes of executions, delivery is best effort. */
const EVENT_FAULTS = ['doubled', 'late', 'lost'] as const;

/** The execution that has entered a state is stopped by hand. */
const STATE_FAULTS = ['stopped'] as const;

export type RequestFault = (typeof REQUEST_FAULTS)[number];
export type InvocationFault = (typeof INVOCATION_FAULTS)[number];
export type ProcessFault = (typeof PROCESS_FAULTS)[number];
export type EventFault = (typeof EVENT_FAULTS)[number];
export type StateFault = (typeof STATE_FAULTS)[number];
export type Fault = RequestFault | InvocationFault | ProcessFault | EventFault | StateFault;

export type Service = 's3' | 'dynamodb' | 'ses' | 'stepFunctions' | 'eventBridge' | 'sqs' | 'lambda';

interface Invoked {
  /** The function's construct id, which is its state's name. */
  readonly functionName: string;
  /** The execution's ARN, or a digest of the event. It is the same for all attempts. */
  readonly subject: string;
}

/** A moment at which a fault can be injected. */
export type Occasion =
  | (Invoked & {
      readonly layer: 'request';
      readonly service: Service;
      readonly operation: string;
      /** The resources that the request names; see `resourcesOf`. */
      readonly resources: () => readonly string[];
    })
  | (Invoked & { readonly layer: 'invocation' })
  | (Invoked & { readonly layer: 'process' })
  | { readonly layer: 'event'; readonly source: string; readonly subject: string }
  | {
      readonly layer: 'state';
      readonly stateMachine: string;
      readonly stateName: string;
      readonly subject: string;
    };

/** The faults that can be injected at an occasion. */
export function possibleFaults(occasion: Occasion): readonly Fault[] {
  switch (occasion.layer) {
    case 'request':
      return REQUEST_FAULTS.filter((fault) => fitsRequest(fault, occasion.operation));
    case 'invocation':
      return INVOCATION_FAULTS;
    case 'process':
      return PROCESS_FAULTS;
    case 'event':
      // S3 events are delivered at least once. Only status changes of executions can be lost.
      return EVENT_FAULTS.filter((fault) => fault !== 'lost' || occasion.source === 'aws.states');
    case 'state':
      return STATE_FAULTS;
  }
}

function fitsRequest(fault: RequestFault, operation: string): boolean {
  if (fault === 'truncated') return operation === 'GetObject';
  if (fault === 'unprocessed') return operation === 'BatchGetItem';
  return true;
}
