/** The ringing tones, made and not recorded, and which one this browser has chosen. Pure but for the storage. */

/** hertz; at, for: seconds from the beginning of a round. */
export interface Note {
  hertz: number;
  at: number;
  for: number;
}

/** every: seconds from one round to the next. */
export interface Tone {
  shape: OscillatorType;
  every: number;
  notes: readonly Note[];
}

const both = (hertz: readonly number[], at: number, long: number): Note[] =>
  hertz.map((one) => ({ hertz: one, at, for: long }));

const chime = [523.25, 659.25];

export const TONES = {
  chime: {
    shape: "triangle",
    every: 3,
    notes: [0, 0.9].flatMap((begin) => chime.map((hertz, i) => ({ hertz, at: begin + i * 0.22, for: 0.6 }))),
  },
  bell: { shape: "sine", every: 3, notes: [0, 0.7].flatMap((at) => both([880, 1760, 2637], at, 1.1)) },
  classic: {
    shape: "sine",
    every: 3,
    notes: Array.from({ length: 8 }, (_, i) => both([440, 480], i * 0.12, 0.1)).flat(),
  },
  marimba: {
    shape: "sine",
    every: 3,
    notes: [392, 493.88, 587.33, 783.99].map((hertz, i) => ({ hertz, at: i * 0.16, for: 0.4 })),
  },
  alert: { shape: "square", every: 1.6, notes: [0, 0.18].flatMap((at) => both([988], at, 0.12)) },
} as const satisfies Record<string, Tone>;

export type ToneName = keyof typeof TONES;
export const TONE_NAMES = Object.keys(TONES) as ToneName[];

const [TONE, VOLUME] = ["cordboard.ring.tone", "cordboard.ring.volume"];

export function toneFrom(kept: string | null): ToneName {
  return kept !== null && kept in TONES ? (kept as ToneName) : "chime";
}

/** 0 to 100 percent; never silent by what cannot be read. */
export function volumeFrom(kept: string | null): number {
  const volume = Number(kept ?? Number.NaN);
  return volume >= 0 && volume <= 100 ? volume : 60;
}

export function chosenTone(): ToneName {
  return toneFrom(localStorage.getItem(TONE));
}

export function chosenVolume(): number {
  return volumeFrom(localStorage.getItem(VOLUME));
}

export function chooseTone(tone: ToneName): void {
  localStorage.setItem(TONE, tone);
}

export function chooseVolume(volume: number): void {
  localStorage.setItem(VOLUME, String(volume));
}
