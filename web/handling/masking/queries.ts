/** Masked words of a ticket, asked of the server and changed there. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { takeTicket } from "@/shared/queries";
import { useSay } from "@/shared/words/say";
import type { MasksView, TicketView } from "@/src/generated/api";

const masksOf = (ticket: number): readonly unknown[] => ["ticket", ticket, "masks"];

export function useMasks(ticket: number) {
  return useQuery({ queryKey: masksOf(ticket), queryFn: () => request<MasksView>("GET", `/tickets/${ticket}/masks`) });
}

export interface MaskWish {
  place: "subject" | "note";
  start: number;
  words: string;
}

/** Masks, or with a number unmasks for everybody. */
export function useMasking(ticket: number, done: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (wish: MaskWish | number) =>
      typeof wish === "number"
        ? request<TicketView>("DELETE", `/tickets/${ticket}/masks/${wish}`)
        : request<TicketView>("POST", `/tickets/${ticket}/masks`, wish),
    onSuccess: (told) => {
      takeTicket(cache, told);
      void cache.invalidateQueries({ queryKey: masksOf(ticket) });
      done();
    },
    onError: useSay(),
  });
}

export function useShowWords(ticket: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (number: number) => request<{ words: string }>("POST", `/tickets/${ticket}/masks/${number}/show`, {}),
    onSuccess: () => void cache.invalidateQueries({ queryKey: masksOf(ticket) }),
    onError: useSay(),
  });
}
