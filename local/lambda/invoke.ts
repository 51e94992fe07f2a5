/**
 * Invokes a function and waits for its answer.
 * @param nameOrArn its name, ARN, logical id or construct id
 * @param subject whom it works for: the execution that invokes it
 * @param line whom it waits with where it must wait: the subject, or the Map Run that this is a child of
 * @throws LambdaError, also when there is no such function
 */
export type Invoke = (
  nameOrArn: string,
  payload: unknown,
  subject?: string,
  line?: string,
) => Promise<unknown>;
