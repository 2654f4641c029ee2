import { componentOf, textOf } from './components.ts';
import type { OrgState } from './orgState.ts';

/** L47: whether the org blocks the username-password flow: as its settings say, else as it began. */
export const blocksPasswordFlow = (state: OrgState): boolean => {
  const settings = componentOf(state, 'Settings', 'OauthOidc');
  const deployed = settings === undefined ? undefined : textOf(settings.xml, 'blockOAuthUnPwFlow');
  return deployed === undefined ? state.switches.usernamePasswordFlow === 'blocked' : deployed === 'true';
};
