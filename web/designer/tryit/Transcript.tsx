/** What the caller hears and does, like a conversation; what is new is played. */
import { ActionIcon } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Heard, Rehearsal } from "@/designer/api";
import { hush, play, soundOf, spoken } from "@/designer/sound";
import { Glyph } from "@/designer/ui/Glyph";
import { transcript } from "./rehearsal";

/** A prompt of the library, and not words of the route itself. */
function isNamed({ prompt }: Pick<Heard, "prompt">): boolean {
  return /^[\w.-]+(@\w+)?$/.test(prompt);
}

async function sound({ sound_url, prompt, text, language }: Heard): Promise<void> {
  if (sound_url) return play(sound_url);
  return isNamed({ prompt }) ? play(soundOf(prompt, language)) : play(await spoken(text, language));
}

/** Plays what was not heard yet, one after the other; ends when something newer comes. */
function usePlayed(heard: readonly Heard[], acts: readonly string[], on: boolean): void {
  const upTo = useRef({ acts: "", count: 0 });
  const key = acts.join(" ");
  useEffect(() => {
    const from = key.startsWith(upTo.current.acts) ? upTo.current.count : 0;
    upTo.current = { acts: key, count: heard.length };
    let over = false;
    const all = async (): Promise<void> => {
      for (const one of heard.slice(from)) if (!over) await sound(one).catch(() => undefined);
    };
    if (on && heard.length > from) void all();
    return () => {
      over = true;
      hush();
    };
  }, [heard, key, on]);
}

const NONE: readonly Heard[] = [];

export function Transcript({
  acts,
  rehearsal,
  sound: on,
}: {
  acts: readonly string[];
  rehearsal: Rehearsal | undefined;
  sound: boolean;
}) {
  const { t } = useTranslation("designer");
  const end = useRef<HTMLLIElement>(null);
  const heard = rehearsal?.heard ?? NONE;
  usePlayed(heard, acts, on);
  const lines = transcript(acts, heard);
  const count = lines.length;
  useEffect(() => {
    if (count) end.current?.scrollIntoView({ block: "nearest" });
  }, [count]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get in
    <ol aria-label={t("try.heard")} aria-live="polite" className="transcript" tabIndex={0}>
      {lines.map((line) =>
        line.what === "act" ? (
          <li className="said-caller" key={`act ${line.index}`}>
            {told(line.act, t)}
          </li>
        ) : (
          <li className="said-route" key={`heard ${line.index}`}>
            <span className="grow">
              {line.heard.text || line.heard.prompt}
              {isNamed(line.heard) && <small>{line.heard.prompt}</small>}
            </span>
            <ActionIcon
              aria-label={`${t("try.play")}: ${line.heard.text || line.heard.prompt}`}
              color="gray"
              onClick={() => void sound(line.heard).catch(() => undefined)}
              size="sm"
              variant="subtle"
            >
              <Glyph name="play" size={12} />
            </ActionIcon>
          </li>
        ),
      )}
      <li aria-hidden="true" ref={end} />
    </ol>
  );
}

function told(act: string, t: ReturnType<typeof useTranslation<"designer">>["t"]): string {
  if (act === "silence") return t("try.waited");
  return act === "hang up" ? t("try.hungUp") : t("try.pressed", { key: act });
}
