/** Messages between the cloud's process and a function's process. Payloads are JSON text, so they are serialized once. */
export interface InvokeMessage {
  readonly requestId: string;
  readonly payload: string;
  /** Epoch milliseconds at which the invocation is killed. */
  readonly deadlineMs: number;
}

/** The error of a function in Lambda's response to Invoke. */
export interface ErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type RuntimeMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly payload: string; readonly maxRssMb: number }
  | { readonly kind: 'error'; readonly error: ErrorBody; readonly maxRssMb: number }
  /** The start or the invocation has failed, and the process will exit. */
  | { readonly kind: 'died'; readonly error: ErrorBody };

/** Configuration of a function's process, as JSON in `ROLLCALL_RUNTIME`. The bootstrap removes the variable. */
export interface RuntimeConfig {
  readonly taskRoot: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** Written to stdout and stderr after each invocation. Output before the mark belongs to that invocation. */
export const endOfLog = '\u0000end';

/** 6 MB (Lambda quotas): https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maxPayloadBytes = 6 * 1024 * 1024;
