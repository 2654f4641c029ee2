import { apexClass } from './apexClass.ts';
import type { MetadataType } from '../metadataType.ts';

/** A trigger: Apex that runs with the DML of an object's records. Checked by the compiler with the classes. */
export const apexTrigger: MetadataType = {
  ...apexClass,
  name: 'ApexTrigger',
  directory: 'triggers',
  suffix: 'trigger',
  idPrefix: '01q',
  // Nothing names a trigger; it may be called as a class is.
  usedBy: () => [],
  dropped: () => undefined,
};
