/**
 * Plays what the caller says. Browsers may refuse to play before the first click; then it says so and tries again.
 * A browser that freezes the page stops all that it plays, and does not go on by itself.
 * A chosen speaker that is unplugged is replaced by the system's own choice, and used again when it is back.
 */
import { chosen, listDevices } from "./devices";

export class Loudspeaker {
  private readonly audio = new Audio();

  constructor(
    private readonly refused: (refused: boolean) => void,
    private readonly replaced: (replaced: boolean) => void,
  ) {
    this.audio.autoplay = true;
  }

  play(stream: MediaStream): void {
    this.audio.srcObject = stream;
    navigator.mediaDevices?.addEventListener("devicechange", this.look);
    document.addEventListener("resume", this.again);
    this.look();
    this.hear();
  }

  hear(): void {
    this.audio.play().then(
      () => this.refused(false),
      (error: unknown) => this.refused(error instanceof DOMException && error.name === "NotAllowedError"),
    );
  }

  stop(): void {
    navigator.mediaDevices?.removeEventListener("devicechange", this.look);
    document.removeEventListener("resume", this.again);
    this.audio.srcObject = null;
  }

  async toChosen(): Promise<void> {
    const id = chosen("speaker");
    const there = id === "" || (await listDevices()).outputs.some((device) => device.id === id);
    await this.audio.setSinkId?.(there ? id : "").catch(() => this.audio.setSinkId(""));
    this.replaced(!there);
  }

  private readonly again = (): void => this.hear();

  private readonly look = (): void => void this.toChosen();
}
