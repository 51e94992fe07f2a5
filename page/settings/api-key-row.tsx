import { useFormat, useTexts } from '../texts/use-texts.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import type { ApiKey } from './views.ts';

interface ApiKeyRowProps {
  readonly apiKey: ApiKey;
  readonly mayChange: boolean;
  readonly onRotate: () => void;
  readonly onRevoke: () => void;
}

const TONES = { active: 'success', expired: 'neutral', revoked: 'neutral' } as const;

export function ApiKeyRow({ apiKey, mayChange, onRotate, onRevoke }: ApiKeyRowProps) {
  const { settings: texts } = useTexts();
  const { id, name, status, role } = apiKey;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 p-4 sm:px-5">
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
          <Button aria-label={texts.keys.rotateOf(name)} onClick={onRotate}>
            {texts.keys.rotate}
          </Button>
          <Button look="danger" aria-label={texts.keys.revokeOf(name)} onClick={onRevoke}>
            {texts.keys.revoke}
          </Button>
        </div>
      )}
    </li>
  );
}

/** How long its secrets are valid is said only while they are. */
function Times({
  apiKey: { status, createdAt, lastUsedAt, validUntil, previousValidUntil },
}: Pick<ApiKeyRowProps, 'apiKey'>) {
  const { settings: texts } = useTexts();
  const format = useFormat();
  const times = [
    texts.keys.createdAt(format.dateTime(createdAt)),
    lastUsedAt === undefined ? texts.keys.neverUsed : texts.keys.lastUsed(format.ago(lastUsedAt, Date.now())),
    status !== 'revoked' && validUntil && texts.keys.validUntil(format.dateTime(validUntil)),
    status === 'active' &&
      previousValidUntil &&
      texts.keys.previousUntil(format.dateTime(previousValidUntil)),
  ];
  return <p className="text-muted">{times.filter(Boolean).join(' · ')}</p>;
}
