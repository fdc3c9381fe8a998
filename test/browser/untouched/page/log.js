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
/** Lines of an error's stack that the page did not put there: see `ourLines`. */
const OURS = /^ *(at Object\.)?(apply|construct)( \(chrome-extension:|@<anonymous code>:)/;
/** How many of them each error showed: the one thing of which a page may see more with us than without. */
const ourLines = [];
/** An error and where it says that it came from, as far as the page's own lines go. */
const describeStack = (error) => {
  const lines = String(error?.stack).split('\n');
  const own = lines.filter((line) => !OURS.test(line));
  ourLines.push(lines.length - own.length);
  // The browser's driver calls from outside, through a line that names this run.
  return [
    describeError(error),
    own.filter((line) => !line.includes('evaluate')),
    Object.getOwnPropertyNames(Object(error)),
  ];
};
const stackOf = (act) => {
  try {
    return act();
  } catch (error) {
    return describeStack(error);
  }
};
const stackLater = async (act) => {
  try {
    return await act();
  } catch (error) {
    return describeStack(error);
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
      ? [one.name, one.length, one.toString(), Reflect.ownKeys(one).map(String).sort()]
      : String(one);
  return {...flags, value: describe(value), get: describe(get), set: describe(set)};
};
const propertiesOf = (owner) =>
  Object.fromEntries(Reflect.ownKeys(owner).map((name) => [String(name), propertyOf(owner, name)]));

const strays = [];
/** The scene that is played. */
let played = '';
const stray = (line) => played.startsWith('limit: ') || strays.push(line);
addEventListener('error', (event) => stray(`error ${event.message}`));
addEventListener('unhandledrejection', (event) => stray(`rejection ${describeError(event.reason)}`));

/** Plays all scenes; what they saw, by name. */
const playAll = async () => {
  const transcript = {};
  for (const {name, play} of scenes) {
    const lines = [];
    played = name;
    try {
      const tooLong = pause(40_000).then(() => {
        throw new Error('takes too long');
      });
      await Promise.race([play((...line) => lines.push(line)), tooLong]);
    } catch (error) {
      lines.push(['the scene broke off', describeStack(error)]);
    }
    await pause(20);
    transcript[name] = lines;
  }
  // Which of several that come at the same time is told first is nobody's promise.
  transcript.strays = strays.sort();
  return transcript;
};
