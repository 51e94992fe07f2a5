/** Ports to addresses that tenants name: see ports.ts. */
import { guardedFetch } from '../adapters/guarded-fetch.ts';
import { createGuardedPost } from '../adapters/guarded-post.ts';
import type { Needs } from './ports.ts';

export const fetchFile = () => guardedFetch;
export const postMessage = ({ WEBHOOK_HOSTS }: Needs<'WEBHOOK_HOSTS'>) => createGuardedPost(WEBHOOK_HOSTS);
