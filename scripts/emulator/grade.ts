/**
 * faithful: as public sources describe it, errors included. simplified: right in what it does, less than a real org does.
 * absent: not there; asked for, it is refused by name.
 */
export type Grade = 'faithful' | 'simplified' | 'absent';
