/** Loudness of a stream, for a level meter. Wants a click before (browsers keep sound processing asleep till then). */

/** Calls `level` with 0..1 about fifteen times a second; gives a function that ends it. */
export function meter(stream: MediaStream, level: (value: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = window.setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    level(loudness(samples));
  }, 66);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

/** Root mean square on a scale of 50 dB, because ears hear ratios. */
export function loudness(samples: Float32Array): number {
  const mean = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibel = 10 * Math.log10(mean + 1e-10);
  return Math.min(1, Math.max(0, (decibel + 55) / 50));
}
