import { placeholder } from '../placeholders.ts';
import { SCOPES } from '../settings/scopes.ts';
import type { Settings } from '../settings.ts';

/** Everything that a template may name; a test compares it with what the templates do name. */
export type TemplateInputs = {
  name: string;
  label: string;
  principal: string;
  /** `66.0` */
  apiVersion: string;
  /** `v66.0` */
  apiVersionPath: string;
  /** What Apex calls: `callout:SelfCallout`. */
  endpoint: string;
  /** Metadata spelling, comma-separated: `Api, RefreshToken`. */
  scopes: string;
  myDomainUrl: string;
  runAsUser: string;
  contactEmail: string;
  consumerKey: string;
  consumerSecret: string;
};

export const templateInputs = (settings: Settings): TemplateInputs => ({
  name: settings.name,
  label: settings.label,
  principal: settings.principal,
  apiVersion: settings.apiVersion,
  apiVersionPath: `v${settings.apiVersion}`,
  endpoint: `callout:${settings.name}`,
  scopes: settings.scopes.map((scope) => SCOPES.get(scope) ?? scope).join(', '),
  myDomainUrl: placeholder(settings.name, 'myDomainUrl'),
  runAsUser: placeholder(settings.name, 'runAsUser'),
  contactEmail: placeholder(settings.name, 'contactEmail'),
  consumerKey: placeholder(settings.name, 'consumerKey'),
  consumerSecret: placeholder(settings.name, 'consumerSecret'),
});
