let audio: AudioContext | null = null

/** Two soft notes, made on the spot. Browsers keep it silent until the page was clicked once. */
export function chime(): void {
  audio ??= new AudioContext()
  for (const [index, pitch] of [659, 880].entries()) {
    const start = audio.currentTime + index * 0.11
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(0.06, start + 0.015)
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.32)
    tone.connect(volume).connect(audio.destination)
    tone.start(start)
    tone.stop(start + 0.35)
  }
}
