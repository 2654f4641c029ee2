import { expect } from 'chai';
import { planProject, type Target } from '../../src/core/files/planProject.ts';
import { failureOf } from '../../src/core/failure.ts';
import { render } from '../../src/core/render/render.ts';
import { makeSettings } from '../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../src/disk/readTemplates.ts';
import { projectStage } from '../../src/stages/projectStage.ts';

const target: Target = { packageDir: 'force-app', outputDir: 'force-app/main/default' };
const CLIENT = 'force-app/main/default/classes/SelfCallout.cls';
const settings = makeSettings({});
const rendered = render(settings, readTemplates());

describe('the project at a set-up', () => {
  const { writes } = planProject(settings, rendered, target, new Map(), { edits: 'keep' });
  const stage = (text: string, overwrite = false): string => {
    const disk = new Map([...writes, [CLIENT, text]]);
    const files = {
      target,
      read: (paths: readonly string[]) => new Map([...disk].filter(([path]) => paths.includes(path))),
      write: () => undefined,
    };
    try {
      const { desired } = projectStage(settings, rendered, overwrite, files);
      return desired.flatMap((each) => [...each.files]).find(([path]) => path === 'classes/SelfCallout.cls')?.[1] ?? '';
    } catch (error) {
      return failureOf(error)?.kind ?? String(error);
    }
  };
  const generated = writes.get(CLIENT) ?? '';

  it('is deployed with its edits', () => {
    expect(stage(`${generated}// mine\n`)).to.equal(`${generated}// mine\n`);
  });

  it('is deployed without what a Windows editor puts around edits', () => {
    const windows = `\uFEFF${generated}// mine\n`.replaceAll('\n', '\r\n');
    expect(stage(windows)).to.equal(`${generated}// mine\n`);
  });

  it('is not deployed while a conflict of an upgrade stands in a file, or half of one', () => {
    const marked = (lines: readonly string[]): string => [...lines, generated].join('\r\n');
    expect(stage(marked(['<<<<<<< edited', '=======', '>>>>>>> generated for 68.0']))).to.equal('ConflictsUnresolved');
    expect(stage(marked(['=======', '>>>>>>> generated for 68.0']))).to.equal('ConflictsUnresolved');
    expect(stage(marked(['<<<<<<< HEAD']), true)).to.equal(generated);
  });
});
