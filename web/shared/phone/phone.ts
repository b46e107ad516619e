/**
 * The phone of this page: microphone, connection to the gateway, loudspeaker.
 *
 * Edge: everything that can go away comes back here. The socket lost: it reconnects, the voice flows on. The
 * connection failed or the network changed: a new offer. Taken by another page: it stops until it is told to start, or
 * until that page, where it is one of this browser, is closed.
 */
import { backoff } from "@/shared/net/backoff";
import { Socket, socketUrl } from "@/shared/net/socket";
import { MicrophoneTrouble } from "./devices";
import { Loudspeaker } from "./loudspeaker";
import { Media } from "./media";
import { Microphone, type Notice } from "./microphone";
import { qualityOf } from "./quality";
import {
  type PhoneEvent,
  type PhoneState,
  phoneOff,
  phoneReduce,
  SILENT_LOOKS,
  sends,
  silentLooks,
  type Wish,
} from "./state";
import { cameWithPhone, goesWithPhone, isGone, isHere } from "./windows";

type FromServer =
  | { type: "answer"; sdp: string }
  | { type: "state"; attached: boolean; line: boolean; why?: string }
  | { type: "taken" | "occupied"; by: string }
  | { type: "ask" }
  | { type: "error"; detail: string };

const STATS_MS = 5000;
const SETTLE_MS = 1500; // after media is up, the gateway tells so within this time
const RELOAD_MS = 2000; // a window that is gone may only have been loaded again
const PAUSE_MS = 800; // a voice that the network swallows may come through again by itself

export class Phone {
  private state: PhoneState = phoneOff;
  private wish: Wish = { ringing: false, talking: false, held: false };
  private readonly readers = new Set<() => void>();
  private readonly socket: Socket<FromServer>;
  private readonly loudspeaker = new Loudspeaker(
    (on) => this.take({ type: "silenced", on }),
    (replaced) => this.take({ type: "speaker", replaced }),
  );
  private readonly microphone = new Microphone((notice) => this.microphoneChanged(notice));
  private silentFor = 0;
  private media: Media | null = null;
  private upSince = 0;
  private tries = 0;
  private retry = 0;
  private pause = 0;
  private stats = 0;
  private wanted = false;
  private taking = false;
  /** With the same name a socket that broke finds its voice again. */
  private readonly page = newName();
  private justUp = false;
  private waits = new AbortController();

  constructor() {
    this.socket = new Socket<FromServer>({
      url: () => socketUrl(`/api/softphone?page=${this.page}`),
      message: (message) => this.hearServer(message),
      up: () => this.socketUp(),
      down: () => this.take({ type: "reachable", up: false }),
    });
  }

  readonly get = (): PhoneState => this.state;

  readonly subscribe = (reader: () => void): (() => void) => {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  };

  get stream(): MediaStream | null {
    return this.microphone.stream;
  }

  /** take: also from another window that has the phone now. */
  async start(take = false): Promise<void> {
    if (this.wanted) return;
    this.waits.abort();
    this.wanted = true;
    isHere(this.page);
    // a long reload, and another window went on with the phone meanwhile: who loaded this one again wants it here
    this.taking = cameWithPhone() || take;
    this.take({ type: "asking" });
    if (!(await this.openMicrophone()) || !this.wanted) return;
    window.addEventListener("pagehide", this.leave);
    window.addEventListener("online", this.networkChanged);
    this.stats = window.setInterval(() => void this.measure(), STATS_MS);
    this.socket.open();
  }

  stop(event: PhoneEvent = { type: "stopped" }): void {
    if (event.type === "stopped") this.socket.send({ type: "detach" });
    this.wanted = false;
    this.waits.abort();
    window.removeEventListener("pagehide", this.leave);
    window.removeEventListener("online", this.networkChanged);
    clearInterval(this.stats);
    clearTimeout(this.retry);
    clearTimeout(this.pause);
    this.socket.close();
    this.dropMedia();
    this.microphone.close();
    this.take(event);
  }

  setWish(wish: Wish): void {
    if (this.wish.talking && !wish.talking) this.take({ type: "muted", on: false });
    this.wish = wish;
    if (wish.talking && this.state.echo) this.setEcho(false);
    this.applySending();
  }

  setMuted(on: boolean): void {
    this.take({ type: "muted", on });
    this.applySending();
  }

  setEcho(on: boolean): void {
    this.socket.send({ type: "echo", on });
    this.take({ type: "echo", on });
    this.applySending();
  }

  hear(): void {
    this.loudspeaker.hear();
  }

  async devicesChosen(): Promise<void> {
    await this.loudspeaker.toChosen();
    if (this.microphone.stream) await this.openMicrophone();
  }

  private take(event: PhoneEvent): void {
    const before = this.state;
    this.state = phoneReduce(before, event);
    if (this.state !== before) for (const reader of this.readers) reader();
  }

  private async openMicrophone(): Promise<boolean> {
    try {
      await this.microphone.open();
      return true;
    } catch (error) {
      const trouble = error instanceof MicrophoneTrouble ? error.trouble : "no-microphone";
      this.stop({ type: "trouble", trouble });
      return false;
    }
  }

  private microphoneChanged(notice: Notice): void {
    this.take({ type: "notice", notice });
    this.applySending();
  }

  /** The window that has the phone was closed: nobody has to press anything to be heard in this one. */
  private async startAfter(page: string): Promise<void> {
    this.waits = new AbortController();
    const { signal } = this.waits;
    if (!(await isGone(page, signal))) return;
    await new Promise((resume) => setTimeout(resume, RELOAD_MS));
    if (!signal.aborted) await this.start();
  }

  private socketUp(): void {
    this.justUp = true;
    this.socket.send({ type: "here" });
    this.take({ type: "reachable", up: true });
  }

  /** ask: whether this page runs. A browser may freeze it, and then nobody sees here that it rings. Who has said `here`
   * once is one that is asked. */
  private hearServer(message: FromServer): void {
    if (message.type === "ask") this.socket.send({ type: "here" });
    if (message.type === "answer") void this.media?.answer(message.sdp);
    if (message.type === "taken" || message.type === "occupied") {
      this.stop({ type: message.type });
      void this.startAfter(message.by);
    }
    if (message.type === "error" && !this.media?.isUp) this.media?.giveUp();
    if (message.type === "state") this.hearState(message);
  }

  /** The first state after the socket came up tells whether our voice still arrives; later ones, that it was lost. */
  private hearState(state: { type: "state"; attached: boolean; line: boolean; why?: string }): void {
    const first = this.justUp;
    this.justUp = false;
    this.take(state);
    clearTimeout(this.pause);
    const settled = this.media?.isUp && Date.now() - this.upSince > SETTLE_MS;
    if (!state.attached && settled && state.why === "silence")
      this.pause = window.setTimeout(() => this.socket.isUp && this.offer(), PAUSE_MS);
    else if (!state.attached && (first || settled)) void this.offer();
    else if (first && !this.media?.isUp) void this.offer();
  }

  private async offer(): Promise<void> {
    if (!this.wanted || !this.microphone.stream) return;
    clearTimeout(this.retry);
    const before = this.media;
    this.take({ type: "offered" });
    const media = new Media(this.microphone.stream, {
      candidate: (candidate) => this.socket.send({ type: "candidate", candidate }),
      up: () => this.mediaUp(),
      down: () => this.mediaDown(),
      stream: (stream) => this.loudspeaker.play(stream),
    });
    this.media = media;
    const sdp = await media.offer();
    before?.close();
    if (this.media === media) this.socket.send({ type: "offer", sdp, take: this.taking });
  }

  private mediaUp(): void {
    this.tries = 0;
    this.upSince = Date.now();
    this.taking = false;
    this.take({ type: "media", up: true });
    this.applySending();
  }

  private mediaDown(): void {
    this.media = null;
    if (!this.wanted) return;
    this.take({ type: "media", up: false });
    this.retry = window.setTimeout(() => this.socket.isUp && this.offer(), backoff(this.tries, Math.random()));
    this.tries += 1;
  }

  private dropMedia(): void {
    this.media?.close();
    this.media = null;
    this.loudspeaker.stop();
  }

  private applySending(): void {
    const { track } = this.microphone;
    if (!track) return;
    const { attached, audible } = sends(this.wish, this.state);
    track.enabled = audible || !attached; // the level meter of the sound check needs an enabled track
    if (this.media?.isUp) void this.media.send(attached ? track : null);
  }

  private async measure(): Promise<void> {
    if (!this.media?.isUp || !(this.wish.talking || this.state.echo))
      return this.take({ type: "quality", quality: null });
    const quality = qualityOf((await this.media.pc.getStats()).values());
    this.take({ type: "quality", quality });
    this.listenFor(quality.level);
    this.socket.send({ type: "stats", ...quality });
  }

  /** A microphone that is on and says nothing at all: switched off at its cable, or the wrong one. */
  private listenFor(level: number): void {
    this.silentFor = silentLooks(this.silentFor, level, sends(this.wish, this.state).audible);
    const { notice } = this.state;
    if (this.silentFor >= SILENT_LOOKS && !notice) this.take({ type: "notice", notice: "silent" });
    if (this.silentFor === 0 && notice === "silent") this.take({ type: "notice", notice: "" });
  }

  private readonly leave = (): void => {
    if (this.state.attached) goesWithPhone();
    this.socket.send({ type: "detach" });
  };

  private readonly networkChanged = (): void => {
    if (this.socket.isUp) void this.offer();
  };
}

/** 8 to 64 letters and digits; `randomUUID` exists on secure pages only. */
function newName(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
