/** Where imports are: a state directory of this machine, or the address of an API. Lines to type name it. */
export type Place = string | { readonly api: string };
