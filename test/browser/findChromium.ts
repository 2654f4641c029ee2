import { access, constants } from 'node:fs/promises';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine, or the one that SELFCALLOUT_CHROMIUM names. Undefined when there is none. */
export const findChromium = async (): Promise<string | undefined> => {
  const named = process.env['SELFCALLOUT_CHROMIUM'];
  for (const path of named ? [named] : USUAL) {
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return path;
  }
  return undefined;
};
