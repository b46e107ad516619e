/** `Dialog` for what the first page has: its code comes right behind the page, because closed dialogs stand in it too. */
import { type ComponentProps, Suspense } from "react";
import { lazy } from "@/shared/ui/later";

const Loaded = lazy(async () => ({ default: (await import("./Dialog")).Dialog }));

export function LaterDialog(props: ComponentProps<typeof Loaded>) {
  return (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  );
}
