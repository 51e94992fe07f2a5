import { isNativeError } from 'node:util/types';
import type { ErrorBody } from '../messages.ts';

/** The format in which Lambda's Node.js runtime reports errors: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export function errorBody(error: unknown): ErrorBody {
  if (isNativeError(error)) {
    const trace = (error.stack ?? '').split('\n');
    return { errorType: error.name, errorMessage: error.message, trace };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}
