/** The bell of a margin call: two strokes, a fifth apart, as on a ship. Louder than a click, softer than an alarm clock. */
const STROKES = [
  {hertz: 880, at: 0},
  {hertz: 1320, at: 0.22},
] as const;
const RINGS_S = 1.1;
const LOUDNESS = 0.25;

/** Resolves when it has rung out. Without a sound device it resolves as well, in silence. */
export async function chime(): Promise<void> {
  const audio = new AudioContext();
  for (const {hertz, at} of STROKES) {
    const start = audio.currentTime + at;
    const tone = new OscillatorNode(audio, {frequency: hertz});
    const volume = new GainNode(audio, {gain: 0});
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + RINGS_S);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + RINGS_S);
  }
  await new Promise((over) => setTimeout(over, (RINGS_S + 0.5) * 1000));
  await audio.close();
}
