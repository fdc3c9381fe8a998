/**
 * The language's own functions, taken before the page's first script can change them. What runs later calls these and
 * never a method by its name: a page that patches `String.prototype.indexOf` must neither see nor steer us. For the
 * same reason there is no `for…of`, no spread and no array method in anything that runs beside the page.
 */
const {bind, call} = Function.prototype;

/** A method as a plain function of its `this`. A bound function: the call looks nothing up that a page could replace. */
export const uncurry: <Self, Args extends unknown[], Result>(
  method: (this: Self, ...args: Args) => Result,
) => (self: Self, ...args: Args) => Result = bind.bind(call);

export const {stringify} = JSON;
export const {apply, construct, getOwnPropertyDescriptor, defineProperty} = Reflect;

export const indexOf: (text: string, part: string, from?: number) => number = uncurry(''.indexOf);
export const slice: (text: string, from: number, to?: number) => string = uncurry(''.slice);

/** Of a WeakMap. */
export const recall: <Kept>(map: WeakMap<object, Kept>, about: object) => Kept | undefined = uncurry(
  WeakMap.prototype.get,
);
export const keep: <Kept>(map: WeakMap<object, Kept>, about: object, kept: Kept) => unknown = uncurry(
  WeakMap.prototype.set,
);

/** The getter behind a property of the browser's objects, as a function of the object. Throws for a foreign object. */
export const getter = <Owner, Name extends keyof Owner & string>(
  prototype: Owner,
  name: Name,
): ((owner: Owner) => Owner[Name]) =>
  // biome-ignore lint/style/noNonNullAssertion: asked only for accessors that the platform defines
  uncurry(getOwnPropertyDescriptor(prototype as object, name)!.get!);
