import { answer } from '../../../client/connect.ts';
import type { ImportView } from '../../../client/rollcall-client.ts';
import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';
import { usePermission } from '../../session/use-own-session.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { NotifyButton } from './notify-button.tsx';

/** What happens when the person leaves: the import continues, and a mail or a notification tells the result. */
export function LeaveHint({ view }: { readonly view: ImportView }) {
  const { watch: texts } = useTexts();
  return (
    <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <p className="min-w-0 flex-1 basis-64 break-words">
        {usePermission('tenant:read') ? <Recipients /> : texts.mayClose}
      </p>
      <NotifyButton importId={view.id} />
    </div>
  );
}

/** Only sessions that may read the settings of the tenant see who receives its e-mails. */
function Recipients() {
  const { watch: texts } = useTexts();
  const format = useFormat();
  const client = useClient();
  const { data } = useLoaded('tenant', async () => answer(client.http.GET('/v1/tenant')));
  const addresses = data?.settings.notify ?? [];
  return addresses.length === 0 ? texts.mayClose : texts.mayCloseMail(format.list(addresses));
}
