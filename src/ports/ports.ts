import type { TemplateSet } from '../core/render/compileTemplate.ts';
import type { AdoptionPort } from './adoptionPort.ts';
import type { BrowserPort } from './browserPort.ts';
import type { ClockPort } from './clockPort.ts';
import type { FilesPort } from './filesPort.ts';
import type { OrgPort } from './orgPort.ts';
import type { PersonPort } from './personPort.ts';
import type { SecretsPort } from './secretsPort.ts';

/** Everything outside that a set-up uses. */
export type Ports = {
  org: OrgPort;
  clock: ClockPort;
  secrets: SecretsPort;
  adoption: AdoptionPort;
  templates: TemplateSet;
  /** Opens consent pages; without it their URL is told. */
  browser?: BrowserPort;
  /** Whoever sits at the terminal, where there is somebody. */
  person?: PersonPort;
  /** The DX project that the command stands in, if it does. */
  files?: FilesPort;
};
