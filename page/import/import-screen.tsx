import { lazy, Suspense, useEffect } from 'preact/compat';
import { useClient } from '../api/use-client.ts';
import { useLoaded } from '../api/use-polled.ts';
import type { ImportTypeSummary } from '../api/views.ts';
import { changeDraft } from '../draft/draft.ts';
import { draftStore, useDraft } from '../draft/draft-store.ts';
import { useEmbedding } from '../embed/embedding.ts';
import { navigate } from '../routing/use-route.ts';
import { type OwnSession, useLoadedSession } from '../session/use-own-session.ts';
import { useTexts } from '../texts/use-texts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { Screen } from '../ui/screen.tsx';
import { currentStep, stepAfter, stepBefore } from './flow.ts';
import { ImportStepper } from './import-stepper.tsx';
import { ReviewContext } from './review-switch.tsx';
import { STEP_SCREENS } from './step-screens.ts';

/** Loaded after what the person needs first. */
const UnfinishedUploads = lazy(() => import('../imports/list/unfinished-uploads.tsx'));

/** The flow from a file to an import. The step is in the address. */
export default function ImportScreen({ step }: { readonly step: string | undefined }) {
  const texts = useTexts();
  const client = useClient();
  const types = useLoaded('import-types', () => client.listImportTypes());
  const own = useLoadedSession();
  const session = own.data;
  const error = types.error ?? own.error;
  const refresh = () => {
    types.refresh();
    own.refresh();
  };
  const only = useEmbedding()?.importType;
  const importTypes = types.data?.importTypes.filter(({ name }) => only === undefined || only === name);
  return (
    <Screen title={texts.import.title}>
      {importTypes !== undefined && session !== undefined ? (
        <Flow wanted={step} importTypes={importTypes} session={session} />
      ) : error !== undefined ? (
        <FailureNotice error={error} onRetry={refresh} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}

interface FlowProps {
  readonly wanted: string | undefined;
  readonly importTypes: readonly ImportTypeSummary[];
  readonly session: OwnSession;
}

function Flow({ wanted, importTypes, session }: FlowProps) {
  const texts = useTexts();
  const stored = useDraft();
  const facts = { importTypes: importTypes.length, session };
  const [only] = importTypes.length === 1 ? importTypes : [];
  // Known from the start: otherwise the step would move when it learns its type.
  const isTyped = only === undefined || stored.importType === only.name;
  const draft = isTyped ? stored : changeDraft(stored, { importType: only.name });
  useEffect(() => {
    if (only !== undefined) draftStore.change({ importType: only.name });
  }, [only]);
  const name = currentStep(wanted, draft, facts);
  // After a reload there is no file any more. Its step is then the one in the address: another file is looked at first.
  const isLost = wanted !== undefined && wanted !== name && draft.file === undefined;
  useEffect(() => {
    if (isLost) navigate({ name: 'import', step: name }, { replace: true });
  }, [isLost, name]);
  const before = stepBefore(name, draft, facts);
  if (importTypes.length === 0)
    return <EmptyState title={texts.import.type.none.title}>{texts.import.type.none.advice}</EmptyState>;
  const Step = STEP_SCREENS[name];
  return (
    <div className="flex flex-col gap-8">
      <ImportStepper current={name} draft={draft} facts={facts} />
      <ReviewContext value={stepAfter(name, draft, facts) === 'upload' ? session : undefined}>
        <Suspense fallback={<Loading />}>
          <Step
            key={name}
            draft={draft}
            importTypes={importTypes}
            session={session}
            change={draftStore.change}
            next={() => open(stepAfter(name, draftStore.get(), facts))}
            back={before && (() => open(before))}
          />
        </Suspense>
      </ReviewContext>
      {before === undefined && (
        <Suspense fallback={null}>
          <UnfinishedUploads />
        </Suspense>
      )}
    </div>
  );
}

function open(step: string | undefined): void {
  if (step !== undefined) navigate({ name: 'import', step });
}
