import { useState } from 'preact/compat';
import { answer } from '../../../client/connect.ts';
import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';
import { useAction } from '../../settings/use-action.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { FailureDialog } from '../failure-dialog.tsx';
import { tenantClientOf } from '../tenant-client.ts';
import { WithTenantSession } from '../with-tenant-session.tsx';
import { listUndelivered, type Undelivered } from './list-undelivered.ts';

/** Webhook messages of a tenant that did not arrive. */
export function UndeliveredMessages({ tenant }: { readonly tenant: string }) {
  const { operator } = useTexts();
  const { title, show } = operator.messages;
  return (
    <WithTenantSession tenant={tenant} title={title} show={show}>
      <Messages tenant={tenant} />
    </WithTenantSession>
  );
}

function Messages({ tenant }: { readonly tenant: string }) {
  const { operator } = useTexts();
  const client = tenantClientOf(useClient(), tenant);
  const {
    fresh: data,
    error,
    refresh,
  } = useLoaded(`operator messages ${tenant}`, () => listUndelivered(client));
  if (error !== undefined) return <FailureNotice error={error} onRetry={refresh} />;
  if (data === undefined) return <Loading />;
  if (data.length === 0) return <p className="text-sm text-muted">{operator.messages.none}</p>;
  return (
    <ul className="divide-y divide-line">
      {data.map((message) => (
        <Message
          key={message.id}
          message={message}
          onResend={async ({ webhookId, id: deliveryId }) => {
            const params = { path: { webhookId, deliveryId } };
            await answer(
              client.http.POST('/v1/webhooks/{webhookId}/deliveries/{deliveryId}/resend', { params }),
            );
          }}
        />
      ))}
    </ul>
  );
}

interface MessageProps {
  readonly message: Undelivered;
  readonly onResend: (message: Undelivered) => Promise<void>;
}

function Message({ message, onResend }: MessageProps) {
  const { operator } = useTexts();
  const { messages: texts } = operator;
  const format = useFormat();
  const [isSent, setIsSent] = useState(false);
  const sending = useAction(async () => {
    await onResend(message);
    setIsSent(true);
  });
  const { id, type, url, attempts, lastAttempt, nextAttemptAt } = message;
  return (
    <li className="flex flex-col gap-3 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-4">
        <div className="min-w-0 flex-1 basis-64 text-sm">
          <p className="font-medium break-all">{url}</p>
          <p className="text-muted">
            {type} · {texts.attempts(attempts)}
            {lastAttempt !== undefined && ` · ${format.dateTime(lastAttempt.at)} · `}
            {lastAttempt !== undefined && <span lang="en">{lastAttempt.result}</span>}
          </p>
          {nextAttemptAt !== undefined && (
            <p className={isSent ? 'invisible' : 'text-muted'}>
              {texts.next(format.dateTime(nextAttemptAt))}
            </p>
          )}
          <p className="font-mono text-xs break-all text-muted">{id}</p>
        </div>
        {/* As high as the button. */}
        <span role="status" className={isSent ? 'flex min-h-10 items-center text-sm' : ''}>
          {isSent && texts.sent}
        </span>
        {!isSent && (
          <Button isBusy={sending.isBusy} aria-label={texts.resendOf(id)} onClick={() => void sending.run()}>
            {texts.resend}
          </Button>
        )}
      </div>
      <FailureDialog title={texts.resend} error={sending.error} onClose={sending.forget} />
    </li>
  );
}
