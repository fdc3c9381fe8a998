// biome-ignore-all lint/correctness/noUnusedVariables: used by the scripts after this one
// Loaded first by the page of `untouched.test.ts`: what the page sees, in words that two runs can be compared by.

const HOST = 'api-ui.hyperliquid.xyz';
const scenes = [];
/** Adds a scene; each runs alone, one after the other. */
const scene = (name, play) => scenes.push({name, play});

const describeError = (error) => `${error?.name}: ${error?.message}`;
/** The answer of an attempt, or its error in words. */
const attempt = (act) => {
  try {
    return act();
  } catch (error) {
    return describeError(error);
  }
};
const attemptLater = async (act) => {
  try {
    return await act();
  } catch (error) {
    return describeError(error);
  }
};
const eventOf = (target, name) =>
  new Promise((resolve) => target.addEventListener(name, resolve, {once: true}));
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A property as the page can see it, its function by name, length and text. */
const propertyOf = (owner, name) => {
  const {value, get, set, ...flags} = Object.getOwnPropertyDescriptor(owner, name) ?? {};
  const describe = (one) =>
    typeof one === 'function'
      ? [
          one.name,
          one.length,
          Function.prototype.toString.call(one),
          Reflect.ownKeys(one).map(String).sort(),
        ]
      : String(one);
  return {...flags, value: describe(value), get: describe(get), set: describe(set)};
};
const propertiesOf = (owner) =>
  Object.fromEntries(Reflect.ownKeys(owner).map((name) => [String(name), propertyOf(owner, name)]));

const strays = [];
addEventListener('error', (event) => strays.push(`error ${event.message}`));
addEventListener('unhandledrejection', (event) => strays.push(`rejection ${describeError(event.reason)}`));

/** Plays all scenes; what they saw, by name. */
const playAll = async () => {
  const transcript = {};
  for (const {name, play} of scenes) {
    const lines = [];
    await play((...line) => lines.push(line));
    await pause(20);
    transcript[name] = lines;
  }
  transcript.strays = strays;
  return transcript;
};
