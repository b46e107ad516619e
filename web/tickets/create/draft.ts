/** What somebody writes before the ticket is made, and which files can come along. Pure. */

export interface Draft {
  service: string;
  subject: string;
  caller: string;
  note: string;
  receipt: number;
  group: number;
  agent: string;
  files: readonly File[];
  /** A template was taken: its placeholders for the number and the time wait for the ticket. */
  fill: boolean;
}

export const NOTHING: Draft = {
  ...{ service: "", subject: "", caller: "", note: "", receipt: 0, group: 0, agent: "", files: [], fill: false },
};

/** Something was written or brought that is not made again by choosing. */
export const begun = ({ subject, caller, note, files }: Draft): boolean =>
  Boolean(subject || caller || note || files.length > 0);

export interface Limits {
  /** Of a ticket. */
  most: number;
  /** Bytes of one. */
  each: number;
}

export interface Refusal {
  name: string;
  why: "many" | "large" | "empty";
}

/** Those that can come along, and for each of the others why not. One that is there already is taken once. */
export function added(
  files: readonly File[],
  more: readonly File[],
  { most, each }: Limits,
): { files: File[]; refused: Refusal[] } {
  const kept = [...files];
  const refused: Refusal[] = [];
  for (const file of more) {
    const { name, size } = file;
    if (kept.some((one) => one.name === name && one.size === size && one.lastModified === file.lastModified)) continue;
    if (size > each) refused.push({ name, why: "large" });
    else if (size === 0) refused.push({ name, why: "empty" });
    else if (kept.length >= most) refused.push({ name, why: "many" });
    else kept.push(file);
  }
  return { files: kept, refused };
}

/** As a number is dialled. */
export const digits = (caller: string): string => caller.replace(/[^\d+*#]/g, "");
