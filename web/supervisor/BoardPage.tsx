/** One board: what needs a look, queues, people, calls. A click leads to people, calls and reasons. */
import "./board.css";
import { useSearchParams } from "react-router";
import { AgentTable } from "./AgentTable";
import { Alerts } from "./Alerts";
import { CallTable } from "./CallTable";
import { Details } from "./Details";
import { Emergency } from "./Emergency";
import { IncidentAlerts } from "./IncidentAlerts";
import { QueueTable } from "./QueueTable";
import { RecordingAlert } from "./RecordingAlert";

/** What is shown stands in the address, so that Back leads back. `queue:ID`, `agent:ID` or `call:ID`. */
export default function BoardPage() {
  const [params, setParams] = useSearchParams();
  const show = (target: string): void => setParams(target ? { show: target } : {});
  const shown = params.get("show") ?? "";
  return (
    <div className="board">
      <div className="board-news">
        <Emergency />
        <RecordingAlert />
        <IncidentAlerts />
        <Alerts onShow={show} />
      </div>
      <QueueTable onShow={show} />
      <AgentTable onShow={show} />
      <CallTable onShow={show} />
      {shown && <Details key={shown} onShow={show} target={shown} />}
    </div>
  );
}
