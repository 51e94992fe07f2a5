import { useState } from 'preact/compat';
import { useAction } from '../../settings/use-action.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Field, Input } from '../../ui/field.tsx';

export interface NewTenant {
  readonly name: string;
  readonly requestsPerSecond?: number;
}

interface CreateTenantDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onCreate: (tenant: NewTenant) => Promise<void>;
}

export function CreateTenantDialog({ isOpen, onClose, onCreate }: CreateTenantDialogProps) {
  const { operator, app } = useTexts();
  const { tenants: texts } = operator;
  const [name, setName] = useState('');
  const [rate, setRate] = useState('');
  const creation = useAction(() =>
    onCreate({ name: name.trim(), ...(rate.trim() !== '' && { requestsPerSecond: Number(rate) }) }),
  );
  const close = () => {
    creation.forget();
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      onSubmit={() => void creation.run()}
      title={texts.create}
      description={texts.createAbout}
      actions={
        <>
          <Button onClick={close}>{app.cancel}</Button>
          <Button look="primary" type="submit" disabled={name.trim() === ''} isBusy={creation.isBusy}>
            {texts.create}
          </Button>
        </>
      }
    >
      <Field label={texts.name} help={texts.nameHelp}>
        <Input value={name} maxLength={63} autoComplete="off" onChange={setName} />
      </Field>
      <Field label={texts.rate} help={texts.rateHelp}>
        <Input value={rate} inputMode="numeric" autoComplete="off" onChange={setRate} />
      </Field>
      {creation.error !== undefined && <FailureNotice error={creation.error} />}
    </Dialog>
  );
}
