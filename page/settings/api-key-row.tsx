import { answer } from '../../client/connect.ts';
import { useClient } from '../api/use-client.ts';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { useAction } from './use-action.ts';
import type { ApiKey, ApiKeyWithSecret } from './views.ts';

interface ApiKeyRowProps {
  readonly apiKey: ApiKey;
  readonly mayChange: boolean;
  readonly onRotated: (key: ApiKeyWithSecret) => void;
  readonly onRevoke: () => void;
}

const TONES = { active: 'success', expired: 'neutral', revoked: 'neutral' } as const;

export function ApiKeyRow({ apiKey, mayChange, onRotated, onRevoke }: ApiKeyRowProps) {
  const { settings: texts } = useTexts();
  const client = useClient();
  const { id, name, status, role } = apiKey;
  const rotation = useAction(async () => {
    const path = { keyId: id };
    onRotated(await answer(client.http.POST('/v1/api-keys/{keyId}/rotate', { params: { path }, body: {} })));
  });
  return (
    <li className="flex flex-col gap-3 p-4 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64 text-sm">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium break-words">
            {name}
            <Badge tone={TONES[status]}>{texts.keys.status[status]}</Badge>
          </p>
          <p className="text-muted">
            <span className="font-mono text-xs">{id}</span> · {texts.keys.role[role]}
          </p>
          <Times apiKey={apiKey} />
        </div>
        {mayChange && status === 'active' && (
          <div className="flex gap-2">
            <Button
              isBusy={rotation.isBusy}
              aria-label={texts.keys.rotateOf(name)}
              onClick={() => void rotation.run()}
            >
              {texts.keys.rotate}
            </Button>
            <Button look="danger" aria-label={texts.keys.revokeOf(name)} onClick={onRevoke}>
              {texts.keys.revoke}
            </Button>
          </div>
        )}
      </div>
      {rotation.error !== undefined && <FailureNotice error={rotation.error} />}
    </li>
  );
}

function Times({
  apiKey: { createdAt, lastUsedAt, validUntil, previousValidUntil },
}: Pick<ApiKeyRowProps, 'apiKey'>) {
  const { settings: texts } = useTexts();
  const format = useFormat();
  const times = [
    texts.keys.createdAt(format.dateTime(createdAt)),
    lastUsedAt === undefined ? texts.keys.neverUsed : texts.keys.lastUsed(format.ago(lastUsedAt, Date.now())),
    validUntil && texts.keys.validUntil(format.dateTime(validUntil)),
    previousValidUntil && texts.keys.previousUntil(format.dateTime(previousValidUntil)),
  ];
  return <p className="text-muted">{times.filter(Boolean).join(' · ')}</p>;
}
