/** When a call is established the desk goes to its ticket, wherever the person was (TEL-20). */
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { useLive } from "@/shared/live/context";
import { inTalk } from "@/shared/panel/choices";

export function GoToTicket() {
  const navigate = useNavigate();
  const ticket = useLive(({ call }) => (inTalk(call) ? call.ticket : 0));
  useEffect(() => {
    if (ticket) navigate(`/desk/tickets/${ticket}`, { state: { write: true } });
  }, [ticket, navigate]);
  return null;
}
