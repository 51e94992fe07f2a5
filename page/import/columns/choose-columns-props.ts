import type { ImportTypeView } from '../../../client/rollcall-client.ts';
import type { FoundFile } from '../../draft/found-file.ts';
import type { FileSettings } from '../open-check.ts';
import type { StepProps } from '../step-props.ts';
import type { RememberedColumns } from './use-remembered-columns.ts';

export interface ChooseColumnsProps extends StepProps {
  readonly found: FoundFile;
  readonly type: ImportTypeView;
  readonly settings: FileSettings;
  readonly remembered: RememberedColumns;
}
