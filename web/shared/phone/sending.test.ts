import { describe, expect, it } from "vitest";
import { Sending } from "./sending";

/** A sender that does what it is told a moment later, in order, as browsers do. */
class LateSender {
  private turn: Promise<void> = Promise.resolve();

  constructor(public track: MediaStreamTrack | null) {}

  replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    this.turn = this.turn.then(() => {
      this.track = track;
    });
    return this.turn;
  }
}

describe("what a connection sends", () => {
  it("is the voice again, though it was wanted again before it had stopped", async () => {
    const voice = {} as MediaStreamTrack;
    const sender = new LateSender(voice);
    const sending = new Sending(sender, voice);
    const stopped = sending.send(null);
    await Promise.all([stopped, sending.send(voice)]);
    expect(sender.track).toBe(voice);
  });
});
