/** Who calls out: the running user, and where the Apex runs (`anonymous` is held to more than compiled code, L39). */
export type Caller = { userId: string; context: ApexContext };

export type ApexContext =
  'anonymous' | 'test' | 'queueable' | 'batch' | 'future' | 'scheduled' | 'rest' | 'aura' | 'visualforce';
