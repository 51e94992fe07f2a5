import { useState } from 'preact/compat';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RejectionReason } from '../../ui/rejection-reason.tsx';
import { Switch } from '../../ui/switch.tsx';
import { StepFrame } from '../step-frame.tsx';
import type { ChooseColumnsProps } from './choose-columns-props.ts';
import { ColumnFilter, type ColumnsShown } from './column-filter.tsx';
import { planColumns, unknownColumns } from './column-plan.ts';
import { ColumnsTable } from './columns-table.tsx';
import { UnknownColumns } from './unknown-columns.tsx';
import { useFinishColumns } from './use-finish-columns.ts';

/** Fewer columns are seen at a glance. */
const MANY_COLUMNS = 10;
/** Fewer unknown columns are decided one by one. */
const MANY_UNKNOWN = 3;

export function ChooseColumns(props: ChooseColumnsProps) {
  const { draft, found, type, remembered, change, back } = props;
  const { columns: texts } = useTexts();
  const format = useFormat();
  const { targets = {} } = draft;
  const required = type.fields.filter((field) => field.required).map(({ name }) => name);
  const plan = planColumns(found, targets, required);
  const attention = plan.columns.filter(({ needsAttention }) => needsAttention);
  const [shown, setShown] = useState<ColumnsShown>(
    plan.columns.length >= MANY_COLUMNS && attention.length > 0 ? 'attention' : 'all',
  );
  const [isRemembered, setIsRemembered] = useState(remembered.mayChange);
  const { finish, rejection, error, isBusy } = useFinishColumns(props, plan, isRemembered);
  const unknown = unknownColumns(plan);
  const missing =
    plan.missing.length > 0 ? texts.missing.title(format.list(plan.missing), plan.missing.length) : undefined;
  const open = plan.columns.filter(({ problem }) => problem !== undefined).length;
  return (
    <StepFrame
      title={texts.title}
      subtitle={texts.subtitle(plan.columns.length)}
      back={back}
      action={
        <div className="flex flex-wrap items-center justify-end gap-4">
          {open > 0 ? <Reason>{texts.toDecide(open)}</Reason> : missing && <Reason>{missing}</Reason>}
          <Continue isBusy={isBusy} disabled={!plan.isComplete} onClick={finish} />
        </div>
      }
    >
      {missing !== undefined && (
        <Notice tone="danger" title={missing}>
          {texts.missing.advice(plan.missing.length)}
        </Notice>
      )}
      {rejection !== undefined && (
        <Notice tone="danger" isLive title={texts.rejected}>
          <RejectionReason {...rejection} hasAdvice={false} />
        </Notice>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 empty:hidden">
        {attention.length > 0 && attention.length < plan.columns.length && (
          <ColumnFilter
            shown={shown}
            attention={attention.length}
            all={plan.columns.length}
            onChange={setShown}
          />
        )}
        {unknown.length >= MANY_UNKNOWN && (
          <UnknownColumns
            columns={unknown}
            onChoose={(chosen) => change({ targets: { ...targets, ...chosen } })}
          />
        )}
      </div>
      <ColumnsTable
        columns={shown === 'attention' && attention.length > 0 ? attention : plan.columns}
        plan={plan}
        fields={type.fields}
        onChoose={(column, target) => change({ targets: { ...targets, [column]: target } })}
      />
      {remembered.mayChange && (
        <Switch
          label={texts.remember}
          help={texts.rememberHelp}
          isOn={isRemembered}
          onChange={setIsRemembered}
        />
      )}
      {error !== undefined && <FailureNotice title={texts.notRemembered} error={error} />}
    </StepFrame>
  );
}

/** Why the button next to it is disabled. */
function Reason({ children }: { readonly children: string }) {
  return <p className="text-sm text-muted">{children}</p>;
}

function Continue(props: {
  readonly isBusy: boolean;
  readonly disabled: boolean;
  readonly onClick: () => void;
}) {
  const { app } = useTexts();
  return (
    <Button look="primary" {...props}>
      {app.continue}
    </Button>
  );
}
