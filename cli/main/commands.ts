import type { CommandTable } from '../program/command-table.ts';

/** The subcommands, in the order in which `--help` lists them. */
export const COMMANDS: CommandTable = {
  import: { summary: 'Import a file of users', load: () => import('../commands/import.ts') },
  list: { summary: 'List the imports, the newest first', load: () => import('../commands/list.ts') },
  status: { summary: 'Show what an import is doing now', load: () => import('../commands/status.ts') },
  results: { summary: 'Fetch the files of an import', load: () => import('../commands/results.ts') },
  users: { summary: 'List or look up imported users', load: () => import('../commands/users.ts') },
  confirm: { summary: 'Confirm an evaluated import', load: () => import('../commands/confirm.ts') },
  cancel: { summary: 'Cancel an import', load: () => import('../commands/cancel.ts') },
  resume: { summary: 'Resume an import that stopped early', load: () => import('../commands/resume.ts') },
  tenant: { summary: "Show and edit a tenant's settings", load: () => import('../commands/tenant.ts') },
  template: { summary: 'Print a template of an import type', load: () => import('../commands/template.ts') },
  login: {
    summary: 'Store an API key for --api, or sign in as an operator',
    load: () => import('../commands/login.ts'),
  },
  logout: { summary: 'Remove what login stored', load: () => import('../commands/logout.ts') },
  completion: {
    summary: 'Print the completion script of a shell',
    load: () => import('../commands/completion.ts'),
  },
  start: {
    summary: 'Run the cloud on this machine until Ctrl-C',
    load: () => import('../commands/start.ts'),
  },
};
