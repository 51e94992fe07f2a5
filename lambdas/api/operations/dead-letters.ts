import * as z from 'zod';
import { MOST_TAKEN } from '../../commands/dead-letters/dead-letters.ts';
import { STAGE_TRAIL } from '../../contracts/audit.ts';
import { DeadLetterQueueSchema, MessageIdSchema } from '../../contracts/dead-letter.ts';
import { ImportIdSchema } from '../../contracts/import.ts';
import { TenantSchema } from '../../contracts/import-options.ts';
import { operation } from '../operation.ts';
import { Problem } from '../problem.ts';

const MAX_PAGE = 100;

const OF_STAGE = { callers: 'operator', tag: 'Dead letters' } as const;

const QueueParams = z.object({ queue: DeadLetterQueueSchema });
const LetterParams = QueueParams.extend({ messageId: MessageIdSchema });

const listQueues = operation({
  ...OF_STAGE,
  id: 'listDeadLetterQueues',
  method: 'GET',
  path: '/v1/stage/dead-letters',
  summary: 'Lists the dead-letter queues of the stage, and how many messages each has.',
  description:
    'Each queue has the name of its alarm: docs/operations.md says what its messages mean. The numbers are approximate.',
  permission: 'stage:read',
  status: 200,
  result: z.object({
    queues: z.array(
      z
        .object({
          queue: DeadLetterQueueSchema,
          messages: z.int(),
          canResend: z.boolean().meta({
            description:
              'False: what its messages are about was repaired in another way, or is lost. Delete them.',
          }),
        })
        .meta({ id: 'DeadLetterQueue' }),
    ),
  }),
  async run(_, { deadLetters }) {
    return { body: { queues: [...(await deadLetters.queues())] } };
  },
});

const listLetters = operation({
  ...OF_STAGE,
  id: 'listDeadLetters',
  method: 'GET',
  path: '/v1/stage/dead-letters/{queue}',
  summary: 'Lists messages of a dead-letter queue, the newest first.',
  description:
    'A message is shown by ids, folders and the name of its error. File names and values are not shown. A queue with more messages than `limit` shows any of them. While a request looks at a message, other requests do not find it.',
  permission: 'stage:read',
  params: QueueParams,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50) }),
  status: 200,
  result: z.object({
    messages: z.array(
      z
        .object({
          id: z.string(),
          sentAt: z.iso.datetime(),
          event: z.string().optional().meta({ description: 'The `detail-type` of the event.' }),
          tenant: TenantSchema.optional(),
          importId: ImportIdSchema.optional(),
          folder: z.string().optional().meta({
            description:
              'Of an upload: the first folders of its key, which begins with `partners/<tenant>/`.',
          }),
          error: z.string().optional().meta({
            description: 'The name of the error. Its text is in the log of the function.',
          }),
        })
        .meta({ id: 'DeadLetter' }),
    ),
  }),
  problems: ['invalid-request', 'not-found'],
  async run({ params: { queue }, query: { limit } }, { deadLetters }) {
    const messages = await deadLetters.list(queue, limit);
    return { body: { messages: messages.map((message) => ({ ...message })) } };
  },
});

const ACT = { permission: 'stage:write', problems: ['not-found', 'conflict'] } as const;

const resendLetters = operation({
  ...OF_STAGE,
  ...ACT,
  id: 'resendDeadLetters',
  method: 'POST',
  path: '/v1/stage/dead-letters/{queue}/resend',
  summary: 'Sends all messages of a dead-letter queue again, and deletes them from it.',
  description: `At most ${MOST_TAKEN} messages: repeat the request if there are more. An event that fails again comes back as a new message. An event that was processed before has no effect.`,
  params: QueueParams,
  status: 202,
  result: z.object({
    sent: z.int(),
    kept: z.int().meta({ description: 'Messages without an event. They stay in the queue.' }),
  }),
  async run({ params: { queue } }, { deadLetters }) {
    const body = await deadLetters.resendAll(queue);
    if (body === undefined) throw notResendable(queue);
    return { body, tenant: STAGE_TRAIL };
  },
});

const resendLetter = operation({
  ...OF_STAGE,
  ...ACT,
  id: 'resendDeadLetter',
  method: 'POST',
  path: '/v1/stage/dead-letters/{queue}/{messageId}/resend',
  summary: 'Sends a message of a dead-letter queue again, and deletes it from the queue.',
  description: 'If it fails again, it comes back as a new message.',
  params: LetterParams,
  status: 202,
  result: z.object({ id: MessageIdSchema }),
  async run({ params: { queue, messageId } }, { deadLetters }) {
    const act = await deadLetters.resend(queue, messageId);
    if (act === 'not-found') throw noSuchLetter(messageId);
    if (act === 'not-resendable') throw notResendable(queue);
    if (act === 'no-event')
      throw new Problem('conflict', 'The message does not contain an event. Delete it.', { code: 'NoEvent' });
    return { body: { id: messageId }, tenant: STAGE_TRAIL };
  },
});

const discardLetter = operation({
  ...OF_STAGE,
  ...ACT,
  id: 'discardDeadLetter',
  method: 'DELETE',
  path: '/v1/stage/dead-letters/{queue}/{messageId}',
  summary: 'Deletes a message of a dead-letter queue without sending it again.',
  params: LetterParams,
  status: 204,
  async run({ params: { queue, messageId } }, { deadLetters }) {
    if ((await deadLetters.discard(queue, messageId)) !== 'done') throw noSuchLetter(messageId);
    return { body: undefined, tenant: STAGE_TRAIL };
  },
});

function noSuchLetter(messageId: string): Problem {
  return new Problem(
    'not-found',
    `The queue has no message ${messageId}, or another request looks at it: try again in 30 seconds.`,
  );
}

function notResendable(queue: string): Problem {
  return new Problem(
    'conflict',
    `The messages of ${queue} are not sent again: docs/operations.md says why. Delete them.`,
    { code: 'NotResendable' },
  );
}

export const DEAD_LETTER_OPERATIONS = [listQueues, listLetters, resendLetters, resendLetter, discardLetter];
