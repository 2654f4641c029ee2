/** A part that the grammar leaves out where it may: its types say that it is always there. */
export const optional = <Part>(part: Part): Part | null => part ?? null;
