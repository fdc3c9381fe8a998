export type Licence = {
  readonly name: string;
  readonly version: string;
  /** As the package names it: `MIT`. */
  readonly licence: string;
  readonly text: string;
};
export function licences(): Promise<readonly Licence[]>;
export function notices(): Promise<string>;
