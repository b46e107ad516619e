/** U, digits and a letter that tells a slip of the pen; as `ticketing/customers/words.py` makes them. Pure. */
const CHECKS = "ABCDEFGHJKLMNPQRTUVWXYZ";

export function customerNumber(id: number): string {
  return `U${String(id).padStart(6, "0")}${CHECKS[id % CHECKS.length]}`;
}
