import { closeServer } from '../listen.ts';
import type { Plan } from '../template/planned.ts';
import { serveDistribution } from './serve-distribution.ts';
import { serveFunctionUrl } from './serve-function-url.ts';

type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;

/**
 * Serves the URLs of functions, HTTP APIs, and distributions. @returns the outputs of the stack with the local URLs
 * @param adopt registers a server that the caller closes
 * @throws if the environment of a function contains a URL, because the functions start before it is known
 */
export async function startHttpEndpoints(
  { httpEndpoints, distributions, functions, outputs }: Plan,
  invoke: Invoke,
  adopt: (service: { close(): Promise<void> }) => unknown,
): Promise<Plan['outputs']> {
  const resolved = new Map(Object.entries(outputs));
  const servers = [
    ...httpEndpoints.map(({ url, functionArn }) => ({
      url,
      serve: () => serveFunctionUrl(functionArn, invoke),
    })),
    ...distributions.map((plan) => ({ url: plan.url, serve: () => serveDistribution(plan, invoke) })),
  ];
  for (const { url, serve } of servers) {
    const dependent = functions.find(({ environment }) =>
      Object.values(environment).some((value) => value.includes(url)),
    );
    if (dependent !== undefined)
      throw new Error(
        `${dependent.logicalId}.Environment: the URL of a function is not supported on one machine`,
      );
    const { server, endpoint } = await serve();
    adopt({ close: () => closeServer(server) });
    for (const [name, value] of resolved) resolved.set(name, value.replaceAll(url, endpoint));
  }
  return Object.fromEntries(resolved);
}
