/** One WebRTC connection to the gateway. A new one is made whenever the old one does not carry any more. */

import { Sending } from "./sending";

export interface MediaEvents {
  candidate: (candidate: RTCIceCandidateInit) => void;
  up: () => void;
  down: () => void;
  stream: (stream: MediaStream) => void;
}

const PATIENCE_MS = 2000; // a connection may be "disconnected" for a moment and come back by itself
const CONNECT_MS = 10_000;

export class Media {
  readonly pc = new RTCPeerConnection({ iceServers: [] });
  private readonly sending: Sending;
  private timer = 0;
  private over = false;

  constructor(
    microphone: MediaStream,
    private readonly on: MediaEvents,
  ) {
    const [track] = microphone.getAudioTracks();
    if (!track) throw new Error("a microphone stream without a track");
    this.sending = new Sending(this.pc.addTrack(track, microphone), track);
    this.pc.onicecandidate = ({ candidate }) => candidate && on.candidate(candidate.toJSON());
    this.pc.ontrack = ({ track: remote, streams }) => on.stream(streams[0] ?? new MediaStream([remote]));
    this.pc.onconnectionstatechange = () => this.changed();
  }

  get isUp(): boolean {
    return this.pc.connectionState === "connected";
  }

  async offer(): Promise<string> {
    this.wait(CONNECT_MS);
    await this.pc.setLocalDescription();
    return this.pc.localDescription?.sdp ?? "";
  }

  async answer(sdp: string): Promise<void> {
    if (this.pc.signalingState !== "have-local-offer") return;
    await this.pc.setRemoteDescription({ type: "answer", sdp });
  }

  /** null: nothing is sent at all. */
  send(track: MediaStreamTrack | null): Promise<void> {
    return this.sending.send(track);
  }

  close(): void {
    this.over = true;
    clearTimeout(this.timer);
    this.pc.onconnectionstatechange = this.pc.ontrack = this.pc.onicecandidate = null;
    this.pc.close();
  }

  private changed(): void {
    const state = this.pc.connectionState;
    if (state === "connected") {
      clearTimeout(this.timer);
      this.on.up();
    }
    if (state === "disconnected") this.wait(PATIENCE_MS);
    if (state === "failed" || state === "closed") this.giveUp();
  }

  private wait(ms: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.giveUp(), ms);
  }

  giveUp(): void {
    if (this.over) return;
    this.close();
    this.on.down();
  }
}
