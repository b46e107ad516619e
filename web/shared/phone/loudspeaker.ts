/** Plays what the caller says. Browsers may refuse to play before the first click; then it says so and tries again. */
import { chosen } from "./devices";

export class Loudspeaker {
  private readonly audio = new Audio();

  constructor(private readonly refused: (refused: boolean) => void) {
    this.audio.autoplay = true;
  }

  play(stream: MediaStream): void {
    this.audio.srcObject = stream;
    void this.toChosen();
    this.hear();
  }

  hear(): void {
    this.audio.play().then(
      () => this.refused(false),
      (error: unknown) => this.refused(error instanceof DOMException && error.name === "NotAllowedError"),
    );
  }

  stop(): void {
    this.audio.srcObject = null;
  }

  async toChosen(): Promise<void> {
    const id = chosen("speaker");
    await this.audio.setSinkId?.(id).catch(() => this.audio.setSinkId(""));
  }
}
