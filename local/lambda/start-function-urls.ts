import { closeServer } from '../listen.ts';
import type { Plan } from '../template/planned.ts';
import { serveFunctionUrl } from './serve-function-url.ts';

type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;

/**
 * Serves the URLs of functions, and says where in the outputs of the stack.
 * @param adopt makes the caller close each of them
 * @throws when a function is told a URL: that one is only known once it is served
 */
export async function startFunctionUrls(
  { functionUrls, functions, outputs }: Plan,
  invoke: Invoke,
  adopt: (service: { close(): Promise<void> }) => unknown,
): Promise<Plan['outputs']> {
  const resolved = new Map(Object.entries(outputs));
  for (const { functionArn, url } of functionUrls) {
    const told = functions.find(({ environment }) =>
      Object.values(environment).some((value) => value.includes(url)),
    );
    if (told !== undefined)
      throw new Error(`${told.logicalId}.Environment: the URL of a function is not supported on one machine`);
    const { server, endpoint } = await serveFunctionUrl(functionArn, invoke);
    adopt({ close: () => closeServer(server) });
    for (const [name, value] of resolved) resolved.set(name, value.replaceAll(url, `${endpoint}/`));
  }
  return Object.fromEntries(resolved);
}
