import { answer } from '../../../client/connect.ts';
import { useClient } from '../../api/use-client.ts';
import { useAction } from '../../settings/use-action.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { FailureDialog } from '../failure-dialog.tsx';
import type { RegisteredTenant } from '../views.ts';
import { OpenTenantPage } from './open-tenant-page.tsx';

interface TenantActsProps {
  readonly tenant: RegisteredTenant;
  readonly onChanged: () => void;
}

export function TenantActs({ tenant: { name, status }, onChanged }: TenantActsProps) {
  const { operator } = useTexts();
  const { tenants: texts } = operator;
  return (
    <>
      <ButtonLink to={{ name: 'operator', section: 'imports', tenant: name }}>{texts.imports}</ButtonLink>
      {status === 'active' ? (
        <>
          <OpenTenantPage tenant={name} screen="/settings" label={texts.settings} />
          <Suspend name={name} onChanged={onChanged} />
        </>
      ) : (
        <EndSuspension name={name} onChanged={onChanged} />
      )}
    </>
  );
}

interface ChangeProps {
  readonly name: string;
  readonly onChanged: () => void;
}

function useStatusChange(name: string, status: RegisteredTenant['status'], onChanged: () => void) {
  const { http } = useClient();
  return async () => {
    await answer(http.PATCH('/v1/tenants/{name}', { params: { path: { name } }, body: { status } }));
    onChanged();
  };
}

function EndSuspension({ name, onChanged }: ChangeProps) {
  const { operator } = useTexts();
  const change = useAction(useStatusChange(name, 'active', onChanged));
  const label = operator.tenants.resume;
  return (
    <>
      <Button look="primary" isBusy={change.isBusy} onClick={() => void change.run()}>
        {label}
      </Button>
      <FailureDialog title={label} error={change.error} onClose={change.forget} />
    </>
  );
}

function Suspend({ name, onChanged }: ChangeProps) {
  const { operator, app } = useTexts();
  const { suspend, suspendOf, suspendAbout } = operator.tenants;
  return (
    <ConfirmButton
      label={suspend}
      look="danger"
      title={suspendOf(name)}
      description={suspendAbout}
      dismiss={app.cancel}
      confirm={suspend}
      onConfirm={useStatusChange(name, 'suspended', onChanged)}
    />
  );
}
