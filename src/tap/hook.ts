import {apply, construct} from './natives.ts';
import {attempt} from './relay.ts';

type Arguments = readonly unknown[];

/**
 * Shows us each call of a method, or each `new` of a constructor, before it is made; what `watch` answers with hears
 * the result, if there is one, before the caller has it. A Proxy: statics, `instanceof`, subclasses, errors, name,
 * length and property attributes stay the browser's own.
 */
export const hook = <Owner extends object, Result extends object>(
  owner: Owner,
  name: string,
  watch: (args: Arguments, self?: Owner) => ((result: Result) => void) | undefined,
): void => {
  const members = owner as Record<string, (new (...args: never) => Result) | undefined>;
  const native = members[name];
  // A browser that lacks it has nothing to hook.
  if (!native) return;
  const run = (args: Arguments, make: () => Result, self?: Owner): Result => {
    const heard = attempt(() => watch(args, self));
    const result = make();
    if (heard) attempt(() => heard(result));
    return result;
  };
  const proxy: typeof native = new Proxy(native, {
    __proto__: null,
    construct: (target, args, maker) =>
      run(args, () => construct(target, args, maker === proxy ? target : maker)),
    apply: (target, self, args) => run(args, () => apply(target as never, self, args), self),
  } as ProxyHandler<typeof native>);
  if (native.prototype) native.prototype.constructor = proxy;
  members[name] = proxy;
};
