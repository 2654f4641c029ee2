const words = (text: string): string[] => text.trim().toLowerCase().split(/\s+/);

/** Words that Apex reserves for itself, now or later, in lower case (Apex Developer Guide, Reserved Keywords). */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  words(`
    abstract activate and any array as asc autonomous begin bigdecimal blob boolean break bulk by byte case cast catch
    char class collect commit const continue currency date datetime decimal default delete desc do double else end
    enum exception exit export extends false final finally float for from future global goto group having hint if
    implements import in inherited inner insert instanceof int integer interface into join last_90_days last_month
    last_n_days last_week like limit list long loop map merge new next_90_days next_month next_n_days next_week not
    null nulls number object of on or outer override package parallel pragma private protected public retrieve return
    rollback select set short sobject sort stat static string super switch synchronized system testmethod then this
    this_month this_week throw time today tolabel tomorrow transaction trigger true try undelete update upsert using
    virtual void webservice when where while yesterday
  `),
);

/**
 * Names that the generated classes use inside: as a base name they would be hidden by a variable, a parameter or an
 * inner class, and the classes would not compile. A test compares them with the templates.
 */
export const WORDS_OF_TEMPLATES: ReadonlySet<string> = new Set(
  words(`
    allOrNone answer answers api api_version apiException asked at authException bare batch begin_mark bodies body brief
    cached checks clock code component content context contexts controls detail durationMs empty end_mark endpoint
    endpoints error errorCode errorMessage errors exceptionType expired_code expired_fault failed faultCode faultString
    first firstPath flow form found given graphqlErrors headers i id index input inputs isChecked isEmpty isSent isSoap
    isSuccess items job jobId key keys last line lines login longest_message longest_timeout loopback mark marker
    message method milliseconds mock moment name names namespaces namespaceUri naming nested next notJson one operation
    operations org org_id organization_query orgId outcome pairs parts path parsed paths problem question questions read reason
    record recordId records refusal refused request requestId requests response rest result results root rooted row rows run
    runName runner seconds_ahead sent session_id sessionId soapException soql started status statusCode stop subrequests text
    timeout_milliseconds timeoutMilliseconds token value values version wrong
  `),
);
