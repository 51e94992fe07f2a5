/** What can go wrong with a request that a function makes of a service, and where it is known from. */
const REQUEST_FAULTS = [
  /** Throttled, once: the SDK tries again by itself. */
  'refused',
  /** Throttled, and so is every later request of this invocation to this service: the invocation fails. */
  'away',
  /** The connection breaks before the service has read a byte. */
  'unreachable',
  /** The service has done it; the answer is lost. The SDK sends it again. */
  'unanswered',
  /** GetObject announces the whole body and sends a half. */
  'truncated',
  /** BatchGetItem answers for some keys and names the others as unprocessed. */
  'unprocessed',
  /** The function's process is killed before the request arrives. */
  'killed-before',
  /** The function's process is killed when the service has done it. */
  'killed-after',
] as const;

/** What can go wrong between the caller of a function and the function. */
const INVOCATION_FAULTS = [
  /** Lambda has no room: `Lambda.TooManyRequestsException`. */
  'throttled',
  /** Two invocations at the same time; the caller hears the one that ends first. */
  'doubled',
  /** A second invocation when the first has answered, beside whatever comes next. */
  'repeated',
  /** The caller hears an error at once and tries again, the invocation runs on. */
  'abandoned',
] as const;

/** SIGKILL of a function's process, as running out of memory does. */
const PROCESS_FAULTS = ['killed-at-start', 'killed-at-end'] as const;

/** EventBridge delivers at least once, in no order; status changes of executions at best. */
const EVENT_FAULTS = ['doubled', 'late', 'lost'] as const;

/** Somebody stops the execution that has entered a state. */
const STATE_FAULTS = ['stopped'] as const;

export type RequestFault = (typeof REQUEST_FAULTS)[number];
export type InvocationFault = (typeof INVOCATION_FAULTS)[number];
export type ProcessFault = (typeof PROCESS_FAULTS)[number];
export type EventFault = (typeof EVENT_FAULTS)[number];
export type StateFault = (typeof STATE_FAULTS)[number];
export type Fault = RequestFault | InvocationFault | ProcessFault | EventFault | StateFault;

export type Service = 's3' | 'dynamodb' | 'ses' | 'stepFunctions';

interface Invoked {
  /** The function's construct id, which is its state's name. */
  readonly functionName: string;
  /** Whom it works for: an execution's ARN, or a digest of the event. The same for all attempts. */
  readonly subject: string;
}

/** A moment at which something can go wrong. */
export type Occasion =
  | (Invoked & {
      readonly layer: 'request';
      readonly service: Service;
      readonly operation: string;
      /** What it is about, as `resourcesOf` names it. */
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

/** What may go wrong at an occasion. */
export function possibleFaults(occasion: Occasion): readonly Fault[] {
  switch (occasion.layer) {
    case 'request':
      return REQUEST_FAULTS.filter((fault) => fitsRequest(fault, occasion.operation));
    case 'invocation':
      return INVOCATION_FAULTS;
    case 'process':
      return PROCESS_FAULTS;
    case 'event':
      // An upload's event is delivered at least once; of an execution's end nobody promises that.
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
