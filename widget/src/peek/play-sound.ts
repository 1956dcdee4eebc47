let context: AudioContext | undefined

/** Two soft tones, made on the spot; browsers keep silent until somebody has touched the page. */
export function playSound(): void {
  context ??= new AudioContext()
  const start = context.currentTime
  for (const [index, hertz] of [660, 880].entries()) {
    const at = start + index * 0.12
    const tone = new OscillatorNode(context, { frequency: hertz })
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(0.08, at)
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.3)
    tone.connect(volume).connect(context.destination)
    tone.start(at)
    tone.stop(at + 0.3)
  }
}
