/** A WebSocket of JSON messages, one a line, that comes back by itself. Edge: knows no meaning of what it carries. */

import { backoff } from "./backoff";
import { fromWire } from "./wire";

interface Listener<T> {
  /** The address is asked at each try, so that it can tell where to go on. */
  url: () => string;
  message: (message: T) => void;
  up?: () => void;
  /** tries: failed tries since it was last up. */
  down?: (tries: number) => void;
  /** Silence of this length means that the line is dead; 0 = never. */
  silenceMs?: number;
}

export class Socket<T> {
  private socket: WebSocket | null = null;
  private tries = 0;
  private retry = 0;
  private watch = 0;
  private wanted = false;

  constructor(private readonly on: Listener<T>) {}

  get isUp(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  open(): void {
    if (this.wanted) return;
    this.wanted = true;
    window.addEventListener("online", this.now);
    window.addEventListener("offline", this.cut);
    this.connect();
  }

  close(): void {
    this.wanted = false;
    window.removeEventListener("online", this.now);
    window.removeEventListener("offline", this.cut);
    clearTimeout(this.retry);
    clearTimeout(this.watch);
    this.drop();
  }

  send(message: unknown): boolean {
    if (!this.isUp) return false;
    this.socket?.send(JSON.stringify(message));
    return true;
  }

  private readonly now = (): void => {
    if (!this.wanted || this.isUp) return;
    clearTimeout(this.retry);
    this.drop();
    this.connect();
  };

  /** The machine has no network: the socket would stay open, and say nothing, until its silence is noticed. */
  private readonly cut = (): void => {
    if (this.isUp) this.lost();
  };

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onclose = socket.onmessage = null;
    socket.close();
  }

  private connect(): void {
    const socket = new WebSocket(this.on.url());
    this.socket = socket;
    socket.onopen = () => {
      this.tries = 0;
      this.listen();
      this.on.up?.();
    };
    socket.onmessage = (event) => {
      this.listen();
      for (const line of String(event.data).split("\n")) this.on.message(fromWire<T>(line));
    };
    socket.onclose = () => this.lost();
  }

  private listen(): void {
    if (!this.on.silenceMs) return;
    clearTimeout(this.watch);
    this.watch = window.setTimeout(() => this.lost(), this.on.silenceMs);
  }

  private lost(): void {
    clearTimeout(this.watch);
    clearTimeout(this.retry);
    this.drop();
    if (!this.wanted) return;
    this.on.down?.(this.tries);
    this.retry = window.setTimeout(() => this.connect(), backoff(this.tries, Math.random()));
    this.tries += 1;
  }
}

export function socketUrl(path: string): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`;
}
