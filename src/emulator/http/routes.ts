import { versionRoutes } from '../rest/versions.ts';
import type { Route } from './router.ts';

/** Every endpoint of the emulated org, from the rows of each area. The first row that matches answers. */
export const routes: readonly Route[] = [...versionRoutes];
