import { INTERNET, type Network, type Target } from '../../../../lambdas/adapters/guarded-fetch/network.ts';
import { AllowedHostSchema } from '../../../../lambdas/contracts/allowed-host.ts';

export const HOST = 'files.example.test';

export interface TestNetwork extends Network {
  /** Names that were looked up. */
  readonly lookups: string[];
  /** Connections that were begun. */
  readonly targets: Target[];
  /** Timers that run, by their milliseconds: call one and its time is up. */
  readonly timers: Map<number, () => void>;
}

/**
 * The network of production, but for the DNS server: it answers with the given addresses, a list for each time it is asked,
 * the last one for ever. Timers run out only by hand.
 */
export function testNetwork(
  answers: readonly (readonly string[])[],
  changes: Partial<Network> = {},
): TestNetwork {
  const lookups: string[] = [];
  const targets: Target[] = [];
  const timers = new Map<number, () => void>();
  const connect = changes.connect ?? INTERNET.connect;
  return {
    ...INTERNET,
    resolve: async (host) => {
      lookups.push(host);
      return answers[Math.min(lookups.length, answers.length) - 1] ?? [];
    },
    startTimer: (ms, callBack) => {
      timers.set(ms, callBack);
      return () => timers.delete(ms);
    },
    ...changes,
    connect: (target) => {
      targets.push(target);
      return connect(target);
    },
    lookups,
    targets,
    timers,
  };
}

/** This machine plays the internet: its address is let through, and only that. */
export function thisMachine(changes: Partial<Network> = {}): TestNetwork {
  return testNetwork([['127.0.0.1']], { permits: (address) => address === '127.0.0.1', ...changes });
}

/** What a fetch is allowed in most tests: the host, by plain http or https, at the port of a site. */
export function limitsFor(port: number, maxBytes = 1000) {
  const allowedHosts = [`http://${HOST}:${port}`, `https://${HOST}:${port}`].map((host) =>
    AllowedHostSchema.parse(host),
  );
  return { allowedHosts, maxBytes, timeoutMs: 5000, headersTimeoutMs: 1000 };
}
