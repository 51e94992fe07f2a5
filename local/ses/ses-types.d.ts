declare module 'aws-ses-v2-local/dist/store.js' {
  /** The inbox of the module instance, in order of arrival. */
  export function getStoreReadonly(): { readonly emails: { messageId: string; at: number }[] };
}
