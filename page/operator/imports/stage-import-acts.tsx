import { useState } from 'preact/compat';
import { answer } from '../../../client/connect.ts';
import type { RollcallClient } from '../../../client/rollcall-client.ts';
import { useClient } from '../../api/use-client.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { tenantClientOf } from '../tenant-client.ts';
import { OpenTenantPage } from '../tenants/open-tenant-page.tsx';
import type { StageImportDetails } from '../views.ts';
import { canRelease, hasEndStatus } from '../why-open.ts';

type Act = 'resume' | 'cancel' | 'release';

interface StageImportActsProps {
  readonly one: StageImportDetails;
  readonly onDone: () => void;
}

/** Which act is possible now. The API decides it: this one avoids buttons that it would refuse. */
function actOf(one: StageImportDetails): Act | undefined {
  const { status, cancelRequestedAt } = one;
  if (canRelease(one)) return 'release';
  if (status === 'ABORTED' || status === 'CANCELLED') return 'resume';
  return hasEndStatus(status) || cancelRequestedAt !== undefined ? undefined : 'cancel';
}

export function StageImportActs({ one, onDone }: StageImportActsProps) {
  const { operator: texts } = useTexts();
  const [asked, setAsked] = useState<Act>();
  const act = actOf(one);
  return (
    <>
      <OpenTenantPage tenant={one.tenant} screen={`/imports/${one.id}`} label={texts.openAsTenant} />
      {act !== undefined && (
        <Button look={act === 'resume' ? 'primary' : 'danger'} onClick={() => setAsked(act)}>
          {texts.act[act].name}
        </Button>
      )}
      <ActDialog
        act={asked}
        one={one}
        onClose={() => setAsked(undefined)}
        onDone={() => {
          setAsked(undefined);
          onDone();
        }}
        onRefused={onDone}
      />
    </>
  );
}

interface ActDialogProps extends StageImportActsProps {
  /** The dialog is open if there is one. */
  readonly act: Act | undefined;
  readonly onClose: () => void;
  /** Another operator may have acted: the import is in another state than what is shown. */
  readonly onRefused: () => void;
}

function ActDialog({ act, one, onClose, onDone, onRefused }: ActDialogProps) {
  const { operator: texts, app } = useTexts();
  const operator = useClient();
  const { title, about, name } = texts.act[act ?? 'cancel'];
  return (
    <ConfirmDialog
      isOpen={act !== undefined}
      onClose={onClose}
      title={title(one.tenant)}
      description={about}
      dismiss={app.back}
      confirm={name}
      confirmLook={act === 'resume' ? 'primary' : 'danger'}
      onConfirm={async () => {
        await perform(operator, one, act).catch((error: unknown) => {
          onRefused();
          throw error;
        });
        onDone();
      }}
    >
      <p className="text-sm">{texts.act.audited(one.tenant)}</p>
    </ConfirmDialog>
  );
}

async function perform(
  operator: RollcallClient,
  { id, tenant }: StageImportDetails,
  act: Act | undefined,
): Promise<void> {
  const params = { path: { importId: id } };
  if (act === 'release') await answer(operator.http.POST('/v1/stage/imports/{importId}/release', { params }));
  if (act === 'resume') await tenantClientOf(operator, tenant).resumeImport(id);
  if (act === 'cancel') await tenantClientOf(operator, tenant).cancelImport(id);
}
