import {apply, construct, keep, recall} from './natives.ts';
import {attempt} from './relay.ts';

type Arguments = readonly unknown[];

type Members<Result> = Record<string, (new (...args: never) => Result) | undefined>;

const natives = new WeakMap<object, unknown>();

/**
 * Shows us each call of a method, or each `new` of a constructor, before it is made; what `watch` answers with hears
 * the result, if there is one, before the caller has it. A Proxy: statics, `instanceof`, subclasses, errors, name,
 * length and property attributes stay the browser's own.
 */
export const hook = <Owner extends object, Result extends object>(
  owner: Owner,
  name: string,
  watch: (args: Arguments, self: Owner) => ((result: Result) => void) | undefined,
): void => {
  const native = (owner as Members<Result>)[name];
  // A browser that lacks it has nothing to hook.
  if (!native) return;
  const tell = (heard: ((result: Result) => void) | undefined, result: Result): Result => {
    attempt(() => heard?.(result));
    return result;
  };
  // The call itself stands in the trap: an error's stack shows the page one line more, not three.
  const proxy: typeof native = new Proxy(native, {
    __proto__: null,
    construct: (target, args, maker) =>
      tell(
        attempt(() => watch(args, owner)),
        construct(target, args, maker === proxy ? target : maker),
      ),
    apply: (target, self, args) =>
      tell(
        attempt(() => watch(args, self)),
        apply(target as never, recall(natives, self) ?? self, args),
      ),
  } as ProxyHandler<typeof native>);
  keep(natives, proxy, native);
  if (native.prototype) native.prototype.constructor = proxy;
  (owner as Members<Result>)[name] = proxy;
};
