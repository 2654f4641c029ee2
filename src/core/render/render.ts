import type { Component } from '../components.ts';
import { fail } from '../failure.ts';
import { componentNames } from '../names.ts';
import type { Settings } from '../settings.ts';
import { compileTemplate, type TemplateSet } from './compileTemplate.ts';
import { layoutOf, type LayoutRow } from './layout.ts';
import { templateInputs } from './templateInputs.ts';

/** The components of the loopback that `settings` asks for, with placeholders where the org's own values go. */
export const render = (settings: Settings, templates: TemplateSet): Component[] => {
  const names = componentNames(settings.name, settings.adopted);
  const inputs = templateInputs(settings);
  const text = (template: string): string => {
    const source = templates.get(template) ?? fail('TemplateMissing', { template });
    return compileTemplate(template, source)(inputs);
  };
  const component = (row: LayoutRow): Component => {
    const fullName = names[row.name];
    const paths = row.paths(fullName);
    const files = new Map(row.templates.map((template, index) => [paths[index] ?? template, text(template)]));
    return { type: row.type, fullName, files, ...(row.secretBearing ? { secretBearing: true as const } : {}) };
  };
  return layoutOf(settings).map(component);
};
