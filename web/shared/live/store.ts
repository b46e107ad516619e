/** The live state of this page: one socket, one reducer, many readers. */
import { useSyncExternalStore } from "react";
import { Socket, socketUrl } from "@/shared/net/socket";
import type { FactMessage, LiveMessage, SoundMessage, TicketMessage, TicketView } from "@/src/generated/api";
import { setServerNow } from "./clock";
import { type LiveEvent, type LiveState, nothing, reduce } from "./reducer";

const SILENCE_MS = 40_000; // the server says something every 15 s

export class Live {
  private state: LiveState = nothing;
  private readonly readers = new Set<() => void>();
  private readonly followers = new Set<(message: FactMessage) => void>();
  private readonly ofTickets = new Set<(ticket: TicketView) => void>();
  private readonly ofSounds = new Set<(message: SoundMessage) => void>();
  private readonly ofPresents = new Set<() => void>();
  private frame = 0;
  private readonly socket: Socket<LiveMessage>;

  constructor(private readonly unreachable: (tries: number) => void = () => {}) {
    this.socket = new Socket<LiveMessage>({
      url: () => socketUrl(`/api/live?lines=true&latest=true${this.state.number ? `&since=${this.state.number}` : ""}`),
      message: (message) => this.take(message),
      up: () => this.take({ type: "link", up: true }),
      down: (tries) => {
        this.take({ type: "link", up: false });
        this.unreachable(tries);
      },
      silenceMs: SILENCE_MS,
    });
  }

  open(): void {
    this.socket.open();
  }

  close(): void {
    this.socket.close();
    this.state = nothing;
  }

  readonly get = (): LiveState => this.state;

  readonly subscribe = (reader: () => void): (() => void) => {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  };

  /** Called with each fact as it comes, in order. */
  follow(follower: (message: FactMessage) => void): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  /** Called with each ticket with which somebody, or a trigger, has done something. */
  followTickets(follower: (ticket: TicketView) => void): () => void {
    this.ofTickets.add(follower);
    return () => this.ofTickets.delete(follower);
  }

  /** Called when it was measured how a call of this person sounds. */
  followSounds(follower: (message: SoundMessage) => void): () => void {
    this.ofSounds.add(follower);
    return () => this.ofSounds.delete(follower);
  }

  /** Called when the present was told as a whole: what led to it does not come as facts. */
  followPresents(follower: () => void): () => void {
    this.ofPresents.add(follower);
    return () => this.ofPresents.delete(follower);
  }

  take(event: LiveEvent | TicketMessage | SoundMessage): void {
    if (event.type === "ticket") {
      for (const follower of this.ofTickets) follower(event.ticket);
      return;
    }
    if (event.type === "sound") {
      for (const follower of this.ofSounds) follower(event);
      return;
    }
    if (event.type === "present" || event.type === "ping") setServerNow(event.now);
    const before = this.state;
    this.state = reduce(before, event);
    if (this.state === before) return;
    if (event.type === "fact") for (const follower of this.followers) follower(event);
    if (event.type === "present") for (const follower of this.ofPresents) follower();
    this.draw();
  }

  /** Once a frame is enough for the eye; a page in the background gets no frames but must still ring. */
  private draw(): void {
    if (document.hidden) this.tell();
    else this.frame ||= requestAnimationFrame(() => this.tell());
  }

  private tell(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    for (const reader of this.readers) reader();
  }
}

export function useSelected<T>(live: Live, select: (state: LiveState) => T): T {
  return useSyncExternalStore(live.subscribe, () => select(live.get()));
}
