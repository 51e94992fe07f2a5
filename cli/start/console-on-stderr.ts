import { Console } from 'node:console';

/**
 * Sends what libraries print by `console` to stderr, until it is disposed. stdout is for the results of a command: a program that
 * reads them would take a notice for one.
 */
export function consoleOnStderr(): Disposable {
  const own = globalThis.console;
  globalThis.console = new Console(process.stderr, process.stderr);
  return {
    [Symbol.dispose]: () => {
      globalThis.console = own;
    },
  };
}
