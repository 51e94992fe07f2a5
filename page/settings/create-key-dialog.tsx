import { useState } from 'preact/compat';
import { answer } from '../../client/connect.ts';
import { useClient } from '../api/use-client.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Field, Input } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { useAction } from './use-action.ts';
import type { ApiKey, ApiKeyWithSecret } from './views.ts';

interface CreateKeyDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onCreated: (key: ApiKeyWithSecret) => void;
}

const ROLES = ['tenant-admin', 'importer'] as const satisfies readonly ApiKey['role'][];
const DAY_MS = 24 * 60 * 60 * 1000;
/** Days for which the key is valid. */
const LIFETIMES = ['30', '90', '365', ''] as const;

export function CreateKeyDialog({ isOpen, onClose, onCreated }: CreateKeyDialogProps) {
  const { settings: texts, app } = useTexts();
  const client = useClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<ApiKey['role']>('tenant-admin');
  const [days, setDays] = useState('365');
  const creation = useAction(async () => {
    const validUntil = days === '' ? undefined : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
    const body = { name: name.trim(), role, ...(validUntil !== undefined && { validUntil }) };
    onCreated(await answer(client.http.POST('/v1/api-keys', { body })));
    setName('');
  });
  const close = () => {
    creation.forget();
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      onSubmit={() => void creation.run()}
      title={texts.keys.create}
      description={texts.keys.createAbout}
      actions={
        <>
          <Button onClick={close}>{app.cancel}</Button>
          <Button look="primary" type="submit" disabled={name.trim() === ''} isBusy={creation.isBusy}>
            {texts.keys.create}
          </Button>
        </>
      }
    >
      <Field label={texts.keys.name} help={texts.keys.nameHelp}>
        <Input value={name} maxLength={100} onChange={setName} />
      </Field>
      <Field label={texts.keys.rights}>
        <Select
          label={texts.keys.rights}
          items={ROLES.map((value) => ({ value, label: texts.keys.role[value] }))}
          value={role}
          onChange={(next) => setRole(ROLES.find((one) => one === next) ?? 'importer')}
        />
      </Field>
      <Field label={texts.keys.lifetime}>
        <Select
          label={texts.keys.lifetime}
          items={LIFETIMES.map((value) => ({
            value,
            label: value === '' ? texts.keys.untilRevoked : texts.keys.days(Number(value)),
          }))}
          value={days}
          onChange={setDays}
        />
      </Field>
      {creation.error !== undefined && <FailureNotice error={creation.error} />}
    </Dialog>
  );
}
