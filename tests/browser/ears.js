// The tests' ears in a page: what its loudspeakers play now. Runs before the page's own scripts.
;(() => {
  const loudspeakers = new Map()
  const play = HTMLMediaElement.prototype.play
  HTMLMediaElement.prototype.play = function () {
    loudspeakers.set(this, { stream: null, analyser: null })
    return play.call(this)
  }

  let context
  function listen(ear, stream) {
    context ??= new AudioContext()
    ear.stream = stream
    ear.analyser = new AnalyserNode(context, { fftSize: 16384, smoothingTimeConstant: 0 })
    context.createMediaStreamSource(stream).connect(ear.analyser)
  }

  function strongest(analyser) {
    const levels = new Float32Array(analyser.frequencyBinCount)
    analyser.getFloatFrequencyData(levels)
    const bin = levels.reduce((best, level, each) => (level > levels[best] ? each : best), 1)
    return { hertz: (bin * context.sampleRate) / analyser.fftSize, level: levels[bin] }
  }

  // Hertz of the strongest tone of the loudest loudspeaker; 0 for silence.
  window.heard = () => {
    const tones = [{ hertz: 0, level: -60 }]
    for (const [element, ear] of loudspeakers) {
      if (element.paused || element.muted || !element.srcObject) continue
      if (ear.stream !== element.srcObject) listen(ear, element.srcObject)
      tones.push(strongest(ear.analyser))
    }
    return tones.reduce((best, tone) => (tone.level > best.level ? tone : best)).hertz
  }

  // The microphones that the page has opened. `plugged` is false while the tests pretend that there is none.
  const open = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices)
  const microphones = []
  window.plugged = true
  if (open)
    navigator.mediaDevices.getUserMedia = async (wish) => {
      if (!window.plugged) throw new DOMException('none', 'NotFoundError')
      const stream = await open(wish)
      microphones.push(...stream.getAudioTracks())
      return stream
    }

  // Where the page plays: the devices of its loudspeakers now, and those on which it has rung.
  window.sinks = () => [...loudspeakers.keys()].filter(({ srcObject }) => srcObject).map(({ sinkId }) => sinkId)
  window.rang = []
  const sound = AudioContext.prototype.setSinkId
  if (sound)
    AudioContext.prototype.setSinkId = function (id) {
      window.rang.push(id)
      return sound.call(this, id)
    }

  // Speakers: all but the system's own choice; `pullOut` hides one from the page until `plugIn`.
  let hidden = ''
  const devices = navigator.mediaDevices?.enumerateDevices.bind(navigator.mediaDevices)
  if (devices) navigator.mediaDevices.enumerateDevices = async () => (await devices()).filter(({ deviceId }) => deviceId !== hidden || !hidden)
  window.speakers = async () =>
    (await devices()).filter(({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== 'default').map(({ deviceId, label }) => ({ id: deviceId, label }))
  window.pullOut = (id) => {
    hidden = id
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  }

  // What the page shows beside its own window, while nobody looks at it.
  window.lookAway = () => {
    window.notified = []
    document.hasFocus = () => false
    window.Notification = class {
      static permission = 'granted'
      constructor(title, { body }) {
        this.said = { title, body, open: true }
        window.notified.push(this.said)
      }
      close() {
        this.said.open = false
      }
    }
  }

  // As a browser does it when a microphone is pulled out, and when one is plugged in.
  window.unplug = (all) => {
    window.plugged = !all
    for (const track of microphones.splice(0)) {
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
  }
  window.plugIn = () => {
    window.plugged = true
    hidden = ''
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  }
})()
