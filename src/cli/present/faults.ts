import type { EmulatorFault } from '../emulator/emulatorControl.ts';

/** Which requests a fault is for: `POST /services/data/* with header x, holding "y", by callouts`. */
const whom = ({ method, path, header, body, origin }: EmulatorFault): string =>
  [
    method ?? 'any method',
    path ?? 'any path',
    ...(header === undefined ? [] : [`with header ${header}`]),
    ...(body === undefined ? [] : [`holding ${JSON.stringify(body)}`]),
    ...(origin === undefined ? [] : [`by ${origin}s`]),
  ].join(' ');

const what = ({ effect, status, errorCode, latencyMs = 0, when }: EmulatorFault): string =>
  [
    effect,
    ...(status === undefined ? [] : [status]),
    ...(errorCode === undefined ? [] : [errorCode]),
    ...(latencyMs > 0 ? [`${latencyMs} ms`] : []),
    ...(when === 'after' && effect !== 'malformed' ? ['after it was applied'] : []),
  ].join(' ');

/** A line a fault: how often it came, what it does, and to whom. */
export const faultLines = (faults: readonly EmulatorFault[]): string[] =>
  faults.map((fault) => {
    const often =
      fault.times === null || fault.times === undefined ? `${fault.hits}` : `${fault.hits} of ${fault.times}`;
    return `  ${often} × ${what(fault)}: ${whom(fault)}`;
  });
