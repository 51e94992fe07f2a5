import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ExampleServer extends AsyncDisposable {
  /** As it prints it. */
  readonly address: string;
}

/** Starts `examples/embedding/server.mjs` on a free port. */
export async function startExample(api: string, key: string): Promise<ExampleServer> {
  const child = spawn(process.execPath, ['examples/embedding/server.mjs'], {
    env: { ...process.env, ROLLCALL_API: api, ROLLCALL_API_KEY: key, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [address] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(([code]) =>
      Promise.reject(new Error(`examples/embedding/server.mjs has exited with ${code}`)),
    ),
  ]);
  return {
    address: String(address),
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited;
    },
  };
}
