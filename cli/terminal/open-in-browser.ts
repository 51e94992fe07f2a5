import { spawn } from 'node:child_process';

/** The program that opens a URL with the browser of the user, and its arguments before the URL. */
const OPENERS: Readonly<
  Partial<Record<NodeJS.Platform, readonly [program: string, ...arguments_: string[]]>>
> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** @param onFailure called if there is no browser, or no program that opens it */
export function openInBrowser(url: string, onFailure: () => void): void {
  const [program, ...before] = OPENERS[process.platform] ?? ['xdg-open'];
  const opener = spawn(program, [...before, url], { stdio: 'ignore', detached: true });
  opener.once('error', onFailure);
  opener.once('exit', (code) => {
    if (code !== 0 && code !== null) onFailure();
  });
  // The command ends without it.
  opener.unref();
}
