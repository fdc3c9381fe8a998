/**
 * The language's own functions, taken before the page's first script can change them. What runs later calls these and
 * never a method by its name: a page that patches `String.prototype.indexOf` must neither see nor steer us. For the
 * same reason there is no `for…of`, no spread and no array method in anything that runs beside the page.
 */
const {bind, call} = Function.prototype;

const uncurry: (method: unknown) => unknown = bind.bind(call as never);

export const {stringify} = JSON;
export const {apply, construct, getOwnPropertyDescriptor, defineProperty} = Reflect;

/** A class's member as a plain function of its `this`. */
type Plain<Self, Member> = Member extends (...args: infer Args) => infer Result
  ? (self: Self, ...args: Args) => Result
  : (self: Self) => Member;

/**
 * A method, or the getter behind a property, as a function of the object; throws for a foreign one. A bound function:
 * the call looks nothing up that a page could replace.
 */
export const native = <Self extends object, Name extends keyof Self & string>(
  {prototype}: {readonly prototype: Self},
  name: Name,
): Plain<Self, Self[Name]> => {
  // biome-ignore lint/style/noNonNullAssertion: asked only for members that the platform defines
  const member = getOwnPropertyDescriptor(prototype, name)!;
  return uncurry(member.get ?? member.value) as Plain<Self, Self[Name]>;
};

export const indexOf = native(String, 'indexOf') as (text: string, part: string, from?: number) => number;
export const slice = native(String, 'slice') as (text: string, from: number, to?: number) => string;

/** Of a WeakMap. */
export const recall = native(WeakMap, 'get') as <Kept>(
  map: WeakMap<object, Kept>,
  about: object,
) => Kept | undefined;
export const keep = native(WeakMap, 'set') as <Kept>(
  map: WeakMap<object, Kept>,
  about: object,
  kept: Kept,
) => unknown;
