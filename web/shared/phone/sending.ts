/** What a connection sends: the microphone's track, or nothing at all. */

export class Sending {
  constructor(
    private readonly sender: Pick<RTCRtpSender, "replaceTrack">,
    private wanted: MediaStreamTrack | null,
  ) {}

  /**
   * null: nothing is sent at all. What was asked for last counts, not what the sender does now: it is late, and a voice
   * that is wanted again meanwhile would never be heard.
   */
  async send(track: MediaStreamTrack | null): Promise<void> {
    if (this.wanted === track) return;
    this.wanted = track;
    await this.sender.replaceTrack(track);
  }
}
