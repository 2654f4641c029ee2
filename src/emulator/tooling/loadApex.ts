import type { ApexRuntime } from '../apex/host.ts';

/** The Apex runtime, loaded when Apex is first read: its parser alone costs as much as the rest of the org. */
export const loadApex = async (): Promise<ApexRuntime> => (await import('../apex/runtime.ts')).apexRuntime;
