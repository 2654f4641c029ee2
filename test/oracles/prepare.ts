/** What the judges need beyond the project: Java, and packages in a folder of their own. */
import { ensureJava } from './java.ts';
import { installTools } from './tools.ts';

const problem = await ensureJava();
if (problem === '') await installTools();
else {
  console.error(problem);
  process.exitCode = 1;
}
