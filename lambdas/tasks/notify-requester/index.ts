import {
  anyImports,
  fallbackAddress,
  importLink,
  now,
  objects,
  resultsBucket,
  senderAddress,
  sendMail,
  tags,
  tenants,
} from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createNotifyRequester } from './handler.ts';

export const handler = task('notify-requester', AttemptReferenceSchema, createNotifyRequester, {
  objects,
  imports: anyImports,
  tenants,
  tags,
  sendMail,
  resultsBucket,
  senderAddress,
  fallbackAddress,
  importLink,
  now,
});
