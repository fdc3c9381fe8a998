// First on the pages of clients that sign: what they sign holds the moment, and must be the same in every run.
{
  const NOW = Date.UTC(2026, 10, 23);
  globalThis.Date = class extends Date {
    constructor(...args) {
      super(...(args.length > 0 ? args : [NOW]));
    }
    static now() {
      return NOW;
    }
  };
}
