const callouts = /\b(HttpRequest|HttpResponse|HttpCalloutMock\w*|RestClient|setMock|RestRequest|callout:)/;

/** The class that a test class is for, by the clone's naming: `X_Tests`, `XTest`. */
const subjectOf = (name: string): string => name.replace(/_?tests?$/i, '');

export const isTestClass = (source: string): boolean => /@istest\b[\s\S]*?\bclass\b/i.test(source);

/**
 * The test classes of recipes about callouts and JSON: those of the clone's group "Integration Recipes", which is where its
 * JSON recipes are, and those that call out, themselves or in the class that they test.
 */
export const aboutCallouts = (classes: ReadonlyMap<string, string>): Set<string> => {
  const matches = (source: string): boolean => callouts.test(source) || /@group Integration Recipes/.test(source);
  return new Set(
    [...classes]
      .filter(
        ([name, source]) =>
          isTestClass(source) &&
          /@istest[^;{]*\bvoid\b/i.test(source.replace(/\([^)]*\)/g, '')) &&
          (matches(source) || matches(classes.get(subjectOf(name)) ?? '')),
      )
      .map(([name]) => name),
  );
};
