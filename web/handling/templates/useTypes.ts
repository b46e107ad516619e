/** Processing types, as templates are linked to them. */
import { useMemo } from "react";
import { lineOf } from "@/tickets/categories";
import { useChoices } from "@/tickets/queries";

/** This processing type and those above it. */
export function useTypes(processing: number): readonly number[] {
  const { categories } = useChoices();
  return useMemo(() => lineOf(categories, processing), [categories, processing]);
}
