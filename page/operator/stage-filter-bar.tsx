import type { ReactNode } from 'preact/compat';
import { useClient } from '../api/use-client.ts';
import { useLoaded } from '../api/use-polled.ts';
import { STATUSES } from '../imports/statuses.ts';
import type { StageFilters } from '../routing/routes.ts';
import { navigate } from '../routing/use-route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Select } from '../ui/select.tsx';
import { DEFAULT_PERIOD, PERIODS } from './list-stage-imports.ts';
import { listTenants } from './list-tenants.ts';
import { TYPE_NAMES } from './type-names.ts';

const ANY = 'any';

/** The filters are in the address, so that it can be sent to others. */
export function StageFilterBar({ filters }: { readonly filters: StageFilters }) {
  const texts = useTexts();
  const { imports } = texts;
  const { status, tenant, type, days = DEFAULT_PERIOD } = filters;
  const filter = (change: { readonly [N in keyof StageFilters]: string }) => {
    const next = { status, tenant, type, days, ...change };
    navigate(
      {
        name: 'operator',
        section: 'imports',
        ...(next.status !== undefined && next.status !== ANY && { status: next.status }),
        ...(next.tenant !== undefined && next.tenant !== ANY && { tenant: next.tenant }),
        ...(next.type !== undefined && next.type !== ANY && { type: next.type }),
        ...(next.days !== DEFAULT_PERIOD && { days: next.days }),
      },
      { replace: true },
    );
  };
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      <TenantSelect tenant={tenant} onChange={(value = ANY) => filter({ tenant: value })} />
      <Select
        label={imports.status}
        value={status ?? ANY}
        onChange={(value) => filter({ status: value })}
        items={[
          { value: ANY, label: imports.anyStatus },
          ...STATUSES.map((value) => ({ value, label: texts.status[value] })),
        ]}
      />
      <Select
        label={imports.type}
        value={type ?? ANY}
        onChange={(value) => filter({ type: value })}
        items={[{ value: ANY, label: imports.anyType }, ...TYPE_NAMES.map(itself)]}
      />
      <PeriodSelect days={days} onChange={(value) => filter({ days: value })} />
    </div>
  );
}

interface StagePeriodFiltersProps {
  readonly section: string;
  readonly filters: StageFilters;
  /** Another filter of the section. */
  readonly children?: ReactNode;
}

/** The tenant and the period of another section. */
export function StagePeriodFilters({ section, filters, children }: StagePeriodFiltersProps) {
  const { tenant, days = DEFAULT_PERIOD } = filters;
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fill,14rem)]">
      <TenantSelect tenant={tenant} onChange={(next) => openSection(section, { ...filters, tenant: next })} />
      <PeriodSelect days={days} onChange={(next) => openSection(section, { ...filters, days: next })} />
      {children}
    </div>
  );
}

/** Filters that are undefined are not in the address. */
export function openSection(
  section: string,
  { tenant, days, act }: { readonly [N in keyof StageFilters]: StageFilters[N] | undefined },
): void {
  navigate(
    {
      name: 'operator',
      section,
      ...(tenant !== undefined && { tenant }),
      ...(days !== undefined && { days }),
      ...(act !== undefined && { act }),
    },
    { replace: true },
  );
}

interface TenantSelectProps {
  readonly tenant: string | undefined;
  /** Undefined: all tenants. */
  readonly onChange: (tenant: string | undefined) => void;
}

function TenantSelect({ tenant, onChange }: TenantSelectProps) {
  const { operator: texts } = useTexts();
  const tenants = useTenantNames(tenant);
  return (
    <Select
      label={texts.tenant}
      value={tenant ?? ANY}
      onChange={(value) => onChange(value === ANY ? undefined : value)}
      items={[{ value: ANY, label: texts.anyTenant }, ...tenants.map(itself)]}
    />
  );
}

interface PeriodSelectProps {
  readonly days: string;
  readonly onChange: (days: string) => void;
}

function PeriodSelect({ days, onChange }: PeriodSelectProps) {
  const { operator: texts } = useTexts();
  return (
    <Select
      label={texts.period}
      value={PERIODS.find((one) => one === days) ?? DEFAULT_PERIOD}
      onChange={onChange}
      items={PERIODS.map((value) => ({ value, label: texts.lastDays(Number(value)) }))}
    />
  );
}

/** All, and that of the filter, which a link can name. */
function useTenantNames(current: string | undefined): readonly string[] {
  const client = useClient();
  const { data } = useLoaded('operator all tenants', () => listTenants(client));
  const names = data?.map(({ name }) => name) ?? [];
  return current === undefined || names.includes(current) ? names : [current, ...names];
}

function itself(value: string) {
  return { value, label: value };
}
