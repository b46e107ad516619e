/** When a call is established the desk goes to its ticket, wherever the person was (TEL-20), unless that lost what they wrote. */
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { useLive } from "@/shared/live/context";
import { inTalk } from "@/shared/panel/choices";
import { holdsChanges } from "@/shared/ui/unsaved";

export function GoToTicket() {
  const navigate = useNavigate();
  const ticket = useLive(({ call }) => (inTalk(call) ? call.ticket : 0));
  useEffect(() => {
    if (ticket && !holdsChanges()) navigate(`/desk/tickets/${ticket}`, { state: { write: true } });
  }, [ticket, navigate]);
  return null;
}
