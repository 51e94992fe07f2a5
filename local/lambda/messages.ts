/** What crosses the channel between this process and a function's. Payloads travel as JSON text, made once. */
export interface InvokeMessage {
  readonly requestId: string;
  readonly payload: string;
  /** Epoch milliseconds at which the invocation is killed. */
  readonly deadlineMs: number;
}

/** An error as Lambda answers it (FunctionError in Invoke's response). */
export interface ErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type RuntimeMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly payload: string; readonly maxRssMb: number }
  | { readonly kind: 'error'; readonly error: ErrorBody; readonly maxRssMb: number }
  /** The start or the invocation has failed, and the process is about to end. */
  | { readonly kind: 'died'; readonly error: ErrorBody };

/** What a function is told about itself, as JSON in `ROLLCALL_RUNTIME`; the bootstrap takes it out of the environment. */
export interface RuntimeConfig {
  readonly taskRoot: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** Written to stdout and stderr after each invocation: what came before it belongs to that invocation. */
export const endOfLog = '\u0000end';

/** 6 MB, as Lambda's quotas give it: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maxPayloadBytes = 6 * 1024 * 1024;
