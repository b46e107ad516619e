/**
 * The microphone of the phone. It may be unplugged or forbidden in the middle of a call: then another one takes its
 * place, and where there is none, silence, so that the call itself goes on. When the first one is back, it is used again.
 */
import { chosen, listDevices, MicrophoneTrouble, openMicrophone } from "./devices";

/** replaced: by another one; gone, blocked: nobody hears the agent; silent: it is there and says nothing. */
export type Notice = "" | "replaced" | "gone" | "blocked" | "silent";

export class Microphone {
  stream: MediaStream | null = null;
  private wanted = "";
  private looking = false;
  private permission: PermissionStatus | null = null;

  constructor(private readonly changed: (notice: Notice) => void) {}

  get track(): MediaStreamTrack | null {
    return this.stream?.getAudioTracks()[0] ?? null;
  }

  /** Opens the chosen one, or another. Raises `MicrophoneTrouble`. */
  async open(): Promise<void> {
    this.use(await openMicrophone(), "");
    this.wanted = chosen("microphone") || idOf(this.track);
    navigator.mediaDevices.addEventListener("devicechange", this.look);
    await this.watchPermission();
  }

  close(): void {
    navigator.mediaDevices?.removeEventListener("devicechange", this.look);
    if (this.permission) this.permission.onchange = null;
    this.stopTracks();
    this.stream = null;
  }

  private use(stream: MediaStream, notice: Notice): void {
    this.stopTracks();
    this.stream = stream;
    stream.getAudioTracks()[0]?.addEventListener("ended", this.look);
    this.changed(notice);
  }

  private stopTracks(): void {
    for (const track of this.stream?.getTracks() ?? []) {
      track.removeEventListener("ended", this.look);
      track.stop();
    }
  }

  private async watchPermission(): Promise<void> {
    try {
      this.permission = await navigator.permissions.query({ name: "microphone" as PermissionName });
      this.permission.onchange = this.look;
    } catch {
      // a browser without this question ends the track when the permission is taken back
    }
  }

  /** Something changed: is ours still there, or the wanted one back? */
  private readonly look = (): void => {
    if (this.looking || !this.stream) return;
    this.looking = true;
    void this.mend().finally(() => {
      this.looking = false;
    });
  };

  private async mend(): Promise<void> {
    if (this.track?.readyState === "live" && isReal(this.track) && !(await this.isBack())) return;
    try {
      const stream = await openMicrophone();
      if (!this.stream) return endOf(stream);
      const [track] = stream.getAudioTracks();
      this.use(stream, idOf(track) === this.wanted ? "" : "replaced");
    } catch (error) {
      const denied = error instanceof MicrophoneTrouble && error.trouble === "denied";
      if (this.stream) this.use(silence(), denied ? "blocked" : "gone");
    }
  }

  private async isBack(): Promise<boolean> {
    if (idOf(this.track) === this.wanted) return false;
    return (await listDevices()).inputs.some(({ id }) => id === this.wanted);
  }
}

const silent = new WeakSet<MediaStreamTrack>();

/** A stream in which nothing is ever said; it is sent like any other. */
function silence(): MediaStream {
  const { stream } = new AudioContext().createMediaStreamDestination();
  for (const track of stream.getAudioTracks()) silent.add(track);
  return stream;
}

const isReal = (track: MediaStreamTrack): boolean => !silent.has(track);
const idOf = (track: MediaStreamTrack | null | undefined): string => track?.getSettings().deviceId ?? "";

function endOf(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
