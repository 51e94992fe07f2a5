import type { ErrorBody } from './messages.ts';

/** A failed invocation. `name` is Lambda's errorType: the name that Retry and Catch of a state machine match. */
export class LambdaError extends Error {
  readonly errorMessage: string;
  readonly trace: readonly string[] | undefined;

  constructor(body: ErrorBody) {
    super(body.errorMessage);
    this.name = body.errorType;
    this.errorMessage = body.errorMessage;
    this.trace = body.trace;
  }
}
