/** The tenant of the examples, and of imports that name none. */
export const DEMO_TENANT = 'demo';
