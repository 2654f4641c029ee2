/**
 * Namespaces and classes of a real platform that this org has nothing of. Naming one is no misspelling, so the problem
 * says what is missing here. Names from the public Apex Reference's table of contents.
 */
const namespaces = new Set(
  `apexpages approval appexchange auth cache canvas chatteranswers commercebuygrp commerceextension commercepayments
   compression connectapi context database datacloud dataweave dom eventbus flow formulaeval functions industriesdigitallending
   invocable kbmanagement lxscheduler messaging metadata place placequote process pref_center prompttemplate quickaction
   reports richmessaging salesforce_backup schema search sfc sfdc_checkout sfdc_enablement site slack support system
   tcrmretention territorymgmt trailblazer txnsecurity userprovisioning visualeditor wave`.split(/\s+/),
);

/** Classes of the System namespace, and standard objects. */
const classes = new Set(
  `accesslevel address apexpages approval asyncinfo asyncoptions businesshours callable collator comparator cookie
   database domain domainparser domaincreator dom emailmessages eventbus eventpublicationstatus featuremanagement flow
   formula formularecalcresult httpcalloutmock id ideas installhandler location matcher messaging multistaticresourcecalloutmock
   network packaging parentjob pattern pagereference queueable queueablecontext quickaction remoteobjectcontroller
   resetpasswordresult restcontext restrequest restresponse sandboxpostcopy schedulable schedulablecontext schema search
   selectoption sobjectaccessdecision staticresourcecalloutmock stubprovider templates trigger typeexception uninstallhandler
   uuid version webservicecallout webservicemock xmlstreamreader xmlstreamwriter ziputil answers orglimits orglimit security
   finalizer finalizercontext jsongenerator jsonparser jsontoken
   contact lead opportunity case task event campaign campaignmember contract product2 pricebook2 pricebookentry quote asset order
   contentversion contentdocument contentdocumentlink attachment note group groupmember queuesobject emailtemplate emailmessage
   folder recordtype userrole userlicense apexpage apextrigger apexlog asyncapexjob crontrigger traceflag debuglevel
   permissionsetgroup authprovider authsession connectedapplication customobject entitydefinition fielddefinition label userlicense`.split(
    /\s+/,
  ),
);

export const notKnownHere = (names: readonly string[]): string => {
  const [first = '', second] = names.map((name) => name.toLowerCase());
  const known = second === undefined ? classes.has(first) : namespaces.has(first);
  return known ? " (not in the emulated org's type table)" : '';
};
