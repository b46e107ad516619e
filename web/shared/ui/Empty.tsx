/** What stands where nothing is yet: says what to do. */
import type { ReactNode } from "react";

export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <b>{title}</b>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  );
}
