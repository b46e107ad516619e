/** One sound at a time, and which one it is. */
import { useCallback, useEffect, useRef, useState } from "react";
import { notice } from "@/shared/ui/notices";

/** key: of the sound that is heard now, "" for silence; toggle plays it, or stops it while it is heard. */
export function useListening(failed: string) {
  const audio = useRef<HTMLAudioElement | null>(null);
  const [key, setKey] = useState("");
  const stop = useCallback(() => {
    audio.current?.pause();
    audio.current = null;
    setKey("");
  }, []);
  useEffect(() => stop, [stop]);
  const toggle = async (which: string, url: () => string | Promise<string>): Promise<void> => {
    stop();
    if (which === key) return;
    const sound = new Audio(await url());
    audio.current = sound;
    setKey(which);
    const over = (): void => setKey((now) => (audio.current === sound ? "" : now));
    sound.onended = over;
    sound.onerror = () => {
      over();
      notice(failed, "error");
    };
    await sound.play().catch(over);
  };
  return { key, toggle, stop };
}

export type Listening = ReturnType<typeof useListening>;
