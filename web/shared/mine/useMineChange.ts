/** How the parts of one's own page change something. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useSay } from "@/shared/words/say";

/** Asks for a change of oneself; what is shown is asked for anew then. */
export function useMineChange<Wish, Told = unknown>(run: (wish: Wish) => Promise<Told>, done: (told: Told) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (told: Told) => {
      void queries.invalidateQueries({ queryKey: ["mine"] });
      done(told);
    },
    onError: useSay(),
  });
}
