/** How long customers are kept. Pure. */

/** Will some be erased who would have stayed? months: after the last contact; 0 keeps for ever. */
export function erasesMore(before: number, after: number): boolean {
  return after > 0 && (before === 0 || after < before);
}
