import { useState } from 'preact/compat';
import { answer } from '../../../client/connect.ts';
import { useClient } from '../../api/use-client.ts';
import { usePages } from '../../lists/use-pages.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { tenantClientOf } from '../tenant-client.ts';
import { WithTenantSession } from '../with-tenant-session.tsx';
import { ActSelect } from './act-select.tsx';
import { TrailEntries } from './trail-entries.tsx';

interface AuditTrailProps {
  readonly tenant: string;
  /** Only what was done to this import. */
  readonly importId?: string;
  /** Another text reads the trail again. */
  readonly changed?: string;
}

const PAGE_SIZE = 20;

/** The trail of a tenant. */
export function AuditTrail(props: AuditTrailProps) {
  const { operator } = useTexts();
  const { title, show } = operator.trail;
  return (
    <WithTenantSession tenant={props.tenant} title={title} show={show}>
      <Entries {...props} />
    </WithTenantSession>
  );
}

function Entries({ tenant, importId, changed = '' }: AuditTrailProps) {
  const client = tenantClientOf(useClient(), tenant);
  const [act, setAct] = useState<string>();
  const pages = usePages(
    `operator trail ${tenant} ${importId} ${changed} ${act}`,
    async (cursor, limit) => {
      const query = {
        limit,
        ...(importId !== undefined && { importId }),
        ...(act !== undefined && { operation: act }),
        ...(cursor !== undefined && { cursor }),
      };
      const { entries, next } = await answer(client.http.GET('/v1/audit', { params: { query } }));
      return { items: entries, next };
    },
    PAGE_SIZE,
  );
  const entries = <TrailEntries pages={pages} about={importId ?? tenant} />;
  // An import has few.
  if (importId !== undefined) return entries;
  return (
    <div className="flex flex-col gap-5">
      <div className="sm:w-72">
        <ActSelect act={act} onChange={setAct} />
      </div>
      {entries}
    </div>
  );
}
