import { useState } from 'preact/compat';
import { answer } from '../../client/connect.ts';
import { useClient } from '../api/use-client.ts';
import { useLoaded } from '../api/use-polled.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { ApiKeyRow } from './api-key-row.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';
import { RotateKeyDialog } from './rotate-key-dialog.tsx';
import type { ApiKey, ApiKeyWithSecret } from './views.ts';

export function ApiKeys({ mayChange }: { readonly mayChange: boolean }) {
  const { settings: texts } = useTexts();
  const client = useClient();
  const {
    fresh: data,
    error,
    refresh,
  } = useLoaded('api-keys', async () => answer(client.http.GET('/v1/api-keys')));
  const [isCreating, setIsCreating] = useState(false);
  // Its id: after a rotation, the list that is loaded again says that another one would end a secret in use.
  const [rotatedId, setRotatedId] = useState<string>();
  const toRotate = data?.apiKeys.find(({ id }) => id === rotatedId);
  const [toRevoke, setToRevoke] = useState<ApiKey>();
  const [shown, setShown] = useState<ApiKeyWithSecret>();
  const show = (key: ApiKeyWithSecret) => {
    setShown(key);
    setIsCreating(false);
    setRotatedId(undefined);
    refresh();
  };
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <p className="max-w-2xl text-sm text-muted">{mayChange ? texts.keys.about : texts.keys.readOnly}</p>
        {mayChange && (
          <Button icon="plus" onClick={() => setIsCreating(true)}>
            {texts.keys.create}
          </Button>
        )}
      </div>
      {error !== undefined && <FailureNotice error={error} onRetry={refresh} />}
      {data === undefined && error === undefined && <Loading />}
      {data?.apiKeys.length === 0 && (
        <EmptyState title={texts.keys.none.title}>{texts.keys.none.advice}</EmptyState>
      )}
      {data !== undefined && (
        <ul className="divide-y divide-line rounded-card border border-line bg-surface empty:hidden">
          {data.apiKeys.map((key) => (
            <ApiKeyRow
              key={key.id}
              apiKey={key}
              mayChange={mayChange}
              onRotate={() => setRotatedId(key.id)}
              onRevoke={() => setToRevoke(key)}
            />
          ))}
        </ul>
      )}
      <CreateKeyDialog isOpen={isCreating} onClose={() => setIsCreating(false)} onCreated={show} />
      <RotateKeyDialog apiKey={toRotate} onClose={() => setRotatedId(undefined)} onRotated={show} />
      <NewKeyDialog apiKey={shown} onClose={() => setShown(undefined)} />
      <RevokeKeyDialog
        apiKey={toRevoke}
        onClose={() => setToRevoke(undefined)}
        onRevoked={() => {
          setToRevoke(undefined);
          refresh();
        }}
      />
    </div>
  );
}
