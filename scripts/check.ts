/** `npm run check`: every gate, one line and its seconds each; the problems of a failed one below its line. */
import { codeGates } from './gates/code.ts';
import type { Gate } from './gates/gate.ts';
import { generatedGates } from './gates/generated.ts';
import { packageGates } from './gates/package.ts';
import { makeShadow } from './gates/shadow.ts';

const shadow = await makeShadow();
const failed: string[] = [];

const judge = async ({ name, problems }: Gate): Promise<void> => {
  const started = performance.now();
  const found = await problems(shadow).catch((error: unknown) => [String(error)]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${found.length === 0 ? 'ok  ' : 'FAIL'}  ${name}  ${seconds} s`);
  for (const line of found) console.log(`      ${line}`);
  if (found.length > 0) failed.push(name);
};

/** In order: the build comes first among the rows that use it, and the rows that take the manifest away come last. */
const inOrder = async (gates: readonly Gate[]): Promise<void> => {
  for (const gate of gates) await judge(gate);
};

try {
  const [build, readme, ...compare] = generatedGates;
  const built = [build, readme].filter((gate) => gate !== undefined);
  await Promise.all([inOrder(codeGates), inOrder([...built, ...packageGates, ...compare])]);
} finally {
  await shadow.remove();
}
console.log(failed.length === 0 ? 'all gates passed' : `failed gates: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
