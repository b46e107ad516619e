/** The name of who is on the line, under the number. Keeps its line while it is looked up. */
import { useCallerKnown } from "./queries";

export function CallerName({ call, network }: { call: string; network: string }) {
  const { data } = useCallerKnown(call);
  const name = data?.name || network;
  return (
    <div className="cut" style={{ minHeight: "1.5em" }}>
      {name} {data && data.id > 0 && <span className="soft small num">{data.number}</span>}
    </div>
  );
}
