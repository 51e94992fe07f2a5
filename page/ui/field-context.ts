import { createContext, use } from 'preact/compat';

interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

export const FieldContext = createContext<FieldControl | undefined>(undefined);

/** @returns the attributes that connect a control to the label and the texts of the Field that it is in */
export const useFieldControl = (): FieldControl | undefined => use(FieldContext);
