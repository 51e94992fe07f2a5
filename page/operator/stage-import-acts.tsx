import { useState } from 'react';
import { answer } from '../../client/connect.ts';
import { useClient } from '../api/use-client.ts';
import { useAction } from '../settings/use-action.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { OpenTenantPage } from './open-tenant-page.tsx';
import { tenantClientOf } from './tenant-client.ts';
import type { StageImportDetails } from './views.ts';
import { canRelease, hasEndStatus } from './why-open.ts';

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
      />
    </>
  );
}

interface ActDialogProps extends StageImportActsProps {
  /** The dialog is open if there is one. */
  readonly act: Act | undefined;
  readonly onClose: () => void;
}

function ActDialog({ act, one, onClose, onDone }: ActDialogProps) {
  const { operator: texts, app } = useTexts();
  const operator = useClient();
  const doing = useAction(async () => {
    const params = { path: { importId: one.id } };
    if (act === 'release') {
      await answer(operator.http.POST('/v1/stage/imports/{importId}/release', { params }));
      return onDone();
    }
    const client = tenantClientOf(operator, one.tenant);
    if (act === 'resume') await client.resumeImport(one.id);
    if (act === 'cancel') await client.cancelImport(one.id);
    onDone();
  });
  const { title, about, name } = texts.act[act ?? 'cancel'];
  return (
    <Dialog
      isOpen={act !== undefined}
      onClose={onClose}
      title={title(one.tenant)}
      description={about}
      actions={
        <>
          <Button onClick={onClose}>{app.back}</Button>
          <Button
            look={act === 'resume' ? 'primary' : 'danger'}
            isBusy={doing.isBusy}
            onClick={() => void doing.run()}
          >
            {name}
          </Button>
        </>
      }
    >
      <p className="text-sm">{texts.act.audited(one.tenant)}</p>
      {doing.error !== undefined && <FailureNotice error={doing.error} />}
    </Dialog>
  );
}
