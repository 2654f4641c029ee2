import Handlebars from 'handlebars';
import { apexString } from '../apexString.ts';
import { escapeXml } from '../xml/escapeXml.ts';

/** Text by path below `templates/`, `/` as separator. */
export type TemplateSet = ReadonlyMap<string, string>;

const KNOWN_HELPERS = { apexString: true, since: true };

const newEngine = (): typeof Handlebars => {
  const engine = Handlebars.create();
  engine.registerHelper('apexString', apexString);
  engine.registerHelper(
    'since',
    function (this: { apiVersion: string }, version: number, options: Handlebars.HelperOptions) {
      return Number(this.apiVersion) >= version ? options.fn(this) : '';
    },
  );
  return engine;
};

const engine = newEngine();

/** What a template may name: texts, and lists of texts to go through. */
export type TemplateValues = Readonly<Record<string, string | readonly string[]>>;

const compile = (source: string): Handlebars.TemplateDelegate<TemplateValues> =>
  engine.compile<TemplateValues>(source, {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: KNOWN_HELPERS,
    // Handlebars' own escapes are numeric (`&#x27;`) and touch `=` and `` ` ``; XML needs neither.
    noEscape: true,
  });

/** By source; compiling costs more than all the rest of a rendering, and an upgrade renders twice. */
const compiled = new Map<string, Handlebars.TemplateDelegate<TemplateValues>>();

/**
 * The text that a template gives for `inputs`. A value that is missing is an error (strict). Values in XML are escaped,
 * values in Apex are not: there they are checked names, or go through `apexString`. Nor are those in a project's own files.
 */
export const compileTemplate = (path: string, source: string): ((inputs: TemplateValues) => string) => {
  const template = compiled.get(source) ?? compile(source);
  compiled.set(source, template);
  if (path.endsWith('.cls.hbs') || path.startsWith('project/')) return template;
  return (inputs) =>
    template(
      Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [
          name,
          typeof value === 'string' ? escapeXml(value) : value.map(escapeXml),
        ]),
      ),
    );
};
