import { answer } from '../../client/connect.ts';
import { useClient } from '../api/use-client.ts';
import { usePages } from '../lists/use-pages.ts';
import { useTexts } from '../texts/use-texts.ts';
import { tenantClientOf } from './tenant-client.ts';
import { TrailEntries } from './trail-entries.tsx';
import { WithTenantSession } from './with-tenant-session.tsx';

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
  const { title, about, show } = operator.trail;
  return (
    <WithTenantSession tenant={props.tenant} title={title} about={about} show={show}>
      <Entries {...props} />
    </WithTenantSession>
  );
}

function Entries({ tenant, importId, changed = '' }: AuditTrailProps) {
  const client = tenantClientOf(useClient(), tenant);
  const pages = usePages(
    `operator trail ${tenant} ${importId} ${changed}`,
    async (cursor, limit) => {
      const query = {
        limit,
        ...(importId !== undefined && { importId }),
        ...(cursor !== undefined && { cursor }),
      };
      const { entries, next } = await answer(client.http.GET('/v1/audit', { params: { query } }));
      return { items: entries, next };
    },
    PAGE_SIZE,
  );
  return <TrailEntries pages={pages} about={importId ?? tenant} />;
}
