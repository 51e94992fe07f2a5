/**
 * Invokes a function and waits for its answer.
 * @param nameOrArn its name, ARN, logical id or construct id
 * @param subject the ARN of the execution that invokes the function
 * @param group the fairness group for waiting invocations: the execution, or the Map Run of a child execution. The default is the subject.
 * @throws LambdaError, also if there is no such function
 */
export type Invoke = (
  nameOrArn: string,
  payload: unknown,
  subject?: string,
  group?: string,
) => Promise<unknown>;
