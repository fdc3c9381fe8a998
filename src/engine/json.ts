import type {Decimal} from './decimal.ts';

/** The JSON form of a model type: every `Decimal` is a decimal string, all else stays. */
export type AsJson<T> = T extends Decimal
  ? string
  : T extends readonly (infer Item)[]
    ? readonly AsJson<Item>[]
    : T extends object
      ? {readonly [Key in keyof T]: AsJson<T[Key]>}
      : T;
