import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RuntimeConfig } from '../messages.ts';

export type Handler = (event: unknown, context: unknown) => unknown;

/** An error with one of Lambda's names for a handler that cannot be loaded. */
function runtimeError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** @throws the same errors as Lambda if the file or the export does not exist, or the module throws */
export async function loadHandler({ taskRoot, handler }: RuntimeConfig): Promise<Handler> {
  const [, moduleName = '', exportName = ''] = /^(.*)\.([^.]+)$/.exec(handler) ?? [];
  const file = ['.js', '.mjs', '.cjs']
    .map((ext) => join(taskRoot, moduleName + ext))
    .find((path) => existsSync(path));
  if (file === undefined) {
    throw runtimeError('Runtime.ImportModuleError', `Error: Cannot find module '${moduleName}'`);
  }
  restrictImports(pathToFileURL(`${taskRoot}/`).href);
  const loaded = await importModule(file);
  const found = loaded[exportName] ?? (loaded.default as Record<string, unknown> | undefined)?.[exportName];
  if (typeof found !== 'function') {
    throw runtimeError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  }
  if (found.length > 2) {
    throw runtimeError(
      'Runtime.CallbackHandlerDeprecated',
      'AWS Lambda does not support callback-based function handlers from Node.js 24 on. Use an async handler instead.',
    );
  }
  return found as Handler;
}

async function importModule(file: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') {
      throw runtimeError('Runtime.ImportModuleError', `Error: ${message}`);
    }
    if (error instanceof SyntaxError)
      throw runtimeError('Runtime.UserCodeSyntaxError', `SyntaxError: ${message}`);
    throw error;
  }
}

/** Lets the bundle import only its own files and the packages of Lambda's runtime (the SDK), not packages of this machine. */
function restrictImports(taskRootUrl: string): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context);
      const isOutside =
        context.parentURL?.startsWith(taskRootUrl) &&
        resolved.url.startsWith('file:') &&
        !resolved.url.startsWith(taskRootUrl);
      if (isOutside && !/^@(aws-sdk|smithy)\//.test(specifier)) {
        const message = `Cannot find package '${specifier}' imported from ${context.parentURL}`;
        throw Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' });
      }
      return resolved;
    },
  });
}
