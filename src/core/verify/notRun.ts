import type { ProbeRow } from '../probeRow.ts';
import type { Context } from './contexts.ts';
import type { Found, Missing } from './foldMatrix.ts';

/** Who verifies what, for the words. */
export type Verifier = { username: string; name: string };

type Lacking = 'authorApex' | 'customizeApplication' | 'logs';

const WHY: Readonly<Record<Lacking, string>> = {
  authorApex: 'lacks Author Apex, which anonymous Apex takes. The invocable context shows the same callouts.',
  customizeApplication:
    'lacks Customize Application, without which anonymous Apex may not call out through a named credential (L39). The invocable context shows the same callouts.',
  logs: 'may not trace Apex and read its debug logs, which takes View All Data (L63): what a job came to cannot be seen.',
};

/** For a context that the user may not run, or not see. `said` is the org's own reason. */
export const notGranted = (lacking: Lacking, { username, name }: Verifier, said?: string): Missing => ({
  state: 'notGranted',
  why: `The user ${username} ${WHY[lacking]}${said ? ` It said: ${said}` : ''}`,
  next:
    lacking === 'logs'
      ? `sf selfcallout verify --name ${name} --target-org <an administrator>`
      : `sf selfcallout verify --name ${name} --target-org ${username} --context invocable`,
});

/** What Apex that was called gave, or code and words that it gave nothing with. */
type Called = { rows: readonly ProbeRow[] } | { errorCode: string; message: string };

/** For a context that a request of ours calls and that tells its lines in its answer. */
export const calledContext = (context: Context, called: Called | undefined, { username, name }: Verifier): Found => {
  if (called && 'rows' in called && called.rows.some(({ id, context: where }) => id === 'end' && where === context.id))
    return { context, rows: called.rows.filter((row) => row.context === context.id) };
  const said =
    called && 'errorCode' in called ? `${called.errorCode}: ${called.message}` : 'no line of a check came back';
  const isLightning = context.runs === 'aura';
  return {
    context,
    rows: [],
    missing: {
      state: isLightning ? 'notReachable' : 'failed',
      why: isLightning
        ? `Lightning cannot be reached from here, so this says nothing of it (${said}).`
        : `The action ${name}Probe did not run (${said}).`,
      next: isLightning
        ? `sf org open --target-org ${username}`
        : `sf org assign permset --name ${name} --target-org ${username}`,
    },
  };
};
