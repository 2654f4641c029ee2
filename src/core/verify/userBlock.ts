const MARKER = 'SELFCALLOUT-USER:';

/** Anonymous Apex that leaves in its debug log whom the callouts of the loopback `name` run as. */
export const userBlock = (name: string): string =>
  `System.debug('${MARKER}' + ${name}.get('/services/oauth2/userinfo').asMap().get('preferred_username'));\n`;

// A real log repeats the block itself in its first lines, marker included: only what was debugged counts.
const LINE = new RegExp(`\\|USER_DEBUG\\|.*?\\|${MARKER}(\\S+@\\S+)\\s*$`, 'm');

/** The username that `userBlock` left in a debug log, or undefined. */
export const readUser = (log: string): string | undefined => LINE.exec(log)?.[1];
