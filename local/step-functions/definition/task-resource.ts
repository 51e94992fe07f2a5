/** How the resource of a Task names the Lambda function: in the parameters of `lambda:invoke`, or as its ARN. */
export type TaskResource =
  | { readonly kind: 'invoke'; readonly waitsForToken: boolean }
  | { readonly kind: 'function'; readonly functionName: string };

const INVOKE = 'arn:aws:states:::lambda:invoke';

/** @returns undefined for a resource that is not supported here */
export function parseTaskResource(resource: string): TaskResource | undefined {
  if (resource === INVOKE) return { kind: 'invoke', waitsForToken: false };
  if (resource === `${INVOKE}.waitForTaskToken`) return { kind: 'invoke', waitsForToken: true };
  return /^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/.test(resource)
    ? { kind: 'function', functionName: resource }
    : undefined;
}
