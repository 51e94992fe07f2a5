import { remainsOf } from '../../core/lifecycle/remains.ts';
import { objectKeys } from '../../core/naming/object-keys.ts';
import type { Phase } from './phase.ts';

/** Writes what was erased and what remains, to the results bucket and to the audit trail. It contains no key of a user. */
export const writeReport: Phase = async ({ erasure, runtime }, ports) => {
  const { erasureId, tenant, kind, withFiles, by, createdAt, counts, createdAgain, user } = erasure;
  const now = ports.now();
  const { retentionDays: tenantDays } = await ports.tenants.read(tenant);
  const { retentionDays } = ports;
  const report = {
    erasureId,
    tenant,
    kind,
    ...(user && { importType: user.importType }),
    by,
    createdAt,
    endedAt: now.toISOString(),
    deleted: counts,
    ...(createdAgain && { createdAgain }),
    remains: remainsOf({ retentionDays, tenantDays, now, withFiles, kind }),
  };
  const body = `${JSON.stringify(report, undefined, 2)}\n`;
  await ports.objects.put(ports.resultsBucket, objectKeys.erasureReport(erasureId), body, 'application/json');
  const operation = kind === 'tenant' ? 'tenantErased' : 'userErased';
  await ports.audit({ tenant, operation, by, subject: { erasureId }, requestId: erasureId }, runtime);
  return { done: true };
};
