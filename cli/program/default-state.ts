/** Where this machine keeps its users, imports, files and mails, unless said otherwise. */
export const DEFAULT_STATE = '.rollcall';
