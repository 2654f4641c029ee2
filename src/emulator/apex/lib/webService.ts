import type { ApexList, ApexMap, Tx, Value } from '../model.ts';
import { invokeStub } from '../soap/invokeStub.ts';
import type { Room } from './define.ts';

/** What classes that WSDL2Apex made call out with, and its mock. */
export const webServiceRooms: Room[] = [
  {
    name: 'WebServiceCallout',
    statics: {
      'void invoke(Object, Object?, Map<String, Object>, List<String>)': (
        stub: Value,
        request: Value,
        responses: ApexMap,
        info: ApexList,
        tx: Tx,
      ) => invokeStub(tx, stub, request, responses, info),
    },
  },
  {
    name: 'WebServiceMock',
    kind: 'interface',
    abstracts: [
      'void doInvoke(Object?, Object?, Map<String, Object>?, String?, String?, String?, String?, String?, String?)',
    ],
  },
];
