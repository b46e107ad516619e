/** Why something was not taken, said beside it and brought into view; null and nothing: there is nothing to say. */
import { useEffect, useRef } from "react";
import { Icon } from "./Icon";

export function Wrong({ text }: { text: string | null | undefined }) {
  const here = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (text) here.current?.scrollIntoView({ block: "nearest" });
  }, [text]);
  if (!text) return null;
  return (
    <p className="wrong" ref={here} role="alert">
      <Icon name="alert" size={16} />
      <span>{text}</span>
    </p>
  );
}
