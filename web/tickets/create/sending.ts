/** Makes the ticket, then brings its files to it, one after the other. */
import { useState } from "react";
import { type Sending, useSend } from "@/handling/attachments/queries";
import type { TicketView } from "@/src/generated/api";
import { useCreate } from "../queries";
import { type Draft, digits } from "./draft";
import type { Made, Refused } from "./Left";

interface Told {
  made: Made | null;
  setMade: (made: Made | null) => void;
  /** The ticket is there, with its files still to come. */
  onMade: () => void;
  /** All its files are with it. */
  onDone: (ticket: number) => void;
}

export function useMaking({ made, setMade, onMade, onDone }: Told) {
  const send = useSend();
  const [sending, setSending] = useState<Sending | null>(null);
  const bring = async (ticket: number, files: readonly File[]): Promise<void> => {
    const refused: Refused[] = [];
    for (const file of files) {
      const { name } = file;
      setSending({ name, part: 0 });
      const kept = await send(ticket, file, (part) => setSending({ name, part }));
      if (typeof kept === "string") refused.push({ file, why: kept });
    }
    setSending(null);
    if (refused.length > 0) setMade({ ticket, refused });
    else onDone(ticket);
  };
  const create = useCreate(() => undefined);
  const make = ({ files, caller, ...told }: Draft): void => {
    const body = { ...told, caller: digits(caller) };
    create.mutate(body, {
      onSuccess: ({ id }: TicketView) => {
        onMade();
        void bring(id, files);
      },
    });
  };
  const again = (): void => {
    if (made)
      void bring(
        made.ticket,
        made.refused.map(({ file }) => file),
      );
  };
  return { make, again, sending, busy: create.isPending || sending !== null };
}
