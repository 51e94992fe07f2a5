import { sendMail } from '../../composition/mail-ports.ts';
import {
  anyImports,
  fallbackAddress,
  importLink,
  now,
  resultsBucket,
  senderAddress,
  tenants,
} from '../../composition/ports.ts';
import { objects, tags } from '../../composition/s3-ports.ts';
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
