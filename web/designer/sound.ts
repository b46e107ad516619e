/** Sounds of prompts in the browser: one at a time. */
import { request } from "@/shared/net/http";

let speaker: HTMLAudioElement | null = null;

export function soundOf(prompt: string, language: string): string {
  const [name = "", fixed] = prompt.split("@");
  return `/api/prompts/${encodeURIComponent(name)}/${encodeURIComponent(fixed ?? language)}/sound`;
}

/** Where the sound of a text can be heard. */
export async function spoken(text: string, language: string): Promise<string> {
  const { url } = await request<{ url: string }>("POST", "/prompts/speak", { text, language, values: {} });
  return url;
}

/** Ends when it was heard, or when something else is played; rejects when there is nothing to hear. */
export function play(url: string): Promise<void> {
  hush();
  const audio = new Audio(url);
  speaker = audio;
  return new Promise((resolve, reject) => {
    audio.onended = () => resolve();
    audio.onpause = () => resolve();
    audio.onerror = () => reject(new Error("no sound"));
    audio.play().catch(reject);
  });
}

export function hush(): void {
  speaker?.pause();
  speaker = null;
}
