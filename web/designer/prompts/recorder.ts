/** Records the microphone into a file. What it hears is not made prettier: callers shall hear the voice as it is. */
import { chosen, MicrophoneTrouble } from "@/shared/phone/devices";

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

export class Recorder {
  private readonly parts: Blob[] = [];

  private constructor(
    readonly stream: MediaStream,
    private readonly media: MediaRecorder,
  ) {
    media.ondataavailable = ({ data }) => this.parts.push(data);
  }

  /** Begins at once. Raises `MicrophoneTrouble`. */
  static async begin(): Promise<Recorder> {
    const stream = await opened();
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    const recorder = new Recorder(stream, new MediaRecorder(stream, type ? { mimeType: type } : {}));
    recorder.media.start();
    return recorder;
  }

  /** The whole recording; the microphone is free again. */
  end(): Promise<Blob> {
    return new Promise((resolve) => {
      this.media.onstop = () => {
        this.free();
        resolve(new Blob(this.parts, { type: this.media.mimeType }));
      };
      this.media.stop();
    });
  }

  /** Throws it away. */
  free(): void {
    for (const track of this.stream.getTracks()) track.stop();
  }
}

async function opened(): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new MicrophoneTrouble("insecure");
  const id = chosen("microphone");
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: id ? { ...plain, deviceId: { ideal: id } } : plain });
  } catch (error) {
    const denied = error instanceof DOMException && error.name === "NotAllowedError";
    throw new MicrophoneTrouble(denied ? "denied" : "no-microphone");
  }
}
