import type { InvokeMessage, RuntimeConfig } from '../messages.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export function createContext(config: RuntimeConfig, { requestId, deadlineMs }: InvokeMessage) {
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: config.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: config.functionArn,
    memoryLimitInMB: String(config.memoryMb),
    logGroupName: config.logGroupName,
    logStreamName: config.logStreamName,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
}
