import type { Consumer, OrgState } from '../state/orgState.ts';
import type { App } from './app.ts';

/** A request to the token endpoint whose client has been recognised. */
export type GrantRequest = {
  state: OrgState;
  form: URLSearchParams;
  consumer: Consumer;
  app: App;
  url: URL;
};

/** A grant is a row; the token endpoint knows no more of it. */
export type Grant = {
  type: string;
  /** Whether the grant takes a `scope` parameter. */
  takesScope: boolean;
  /** Whether the client must prove itself with its secret (JWT bearer does with its certificate). */
  needsSecret: (app: App) => boolean;
  /** What login. and test. hosts answer for such an app, where they refuse it (L17). */
  loginHostRefusal?: (app: App) => string | undefined;
  /** Consumer key, where it does not stand in `client_id`. */
  keyOf?: (form: URLSearchParams) => string;
  handle: (request: GrantRequest) => Response;
};
