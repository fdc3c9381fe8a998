import type {Storage} from 'webextension-polyfill';
import type {Page} from '../reading/page.ts';

type Area = Pick<Storage.StorageArea, 'get' | 'set' | 'remove'>;

const PREFIX = 'page:';

/** Of the 10 MB that both browsers give; the rest is room for what is written while something is not yet removed. */
const QUOTA_CHARACTERS = 8_000_000;

/** One document may take this much; a larger state is rebuilt from the content script's snapshots after a restart. */
const PAGE_CHARACTERS = 3_000_000;

/**
 * Pages between two lives of the worker, as JSON text, so that their size is known before the browser refuses it.
 * Writes never overlap; what changes meanwhile is written next.
 */
export class Store {
  readonly #area: Area;
  readonly #version: string;
  readonly #sizes = new Map<string, number>();
  #waiting = new Map<string, Page | null>();
  #writing: Promise<void> | null = null;

  /** `version`: of the extension. State of another version is not read: its shape may differ. */
  constructor(area: Area, version: string) {
    this.#area = area;
    this.#version = version;
  }

  async load(): Promise<readonly Page[]> {
    const stored = await this.#area.get(null).catch(() => ({}));
    const pages: Page[] = [];
    for (const [key, text] of Object.entries(stored)) {
      if (!key.startsWith(PREFIX) || typeof text !== 'string') continue;
      this.#sizes.set(key, text.length);
      const page = this.#parse(text);
      if (page === null) this.#waiting.set(key, null);
      else pages.push(page);
    }
    return pages;
  }

  /** Resolves when this page and all before it are written, or given up. */
  save(pages: readonly Page[], gone: readonly string[] = []): Promise<void> {
    for (const page of pages) this.#waiting.set(`${PREFIX}${page.key}`, page);
    for (const key of gone) this.#waiting.set(`${PREFIX}${key}`, null);
    this.#writing ??= this.#write();
    return this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#waiting.size > 0) {
      const batch = this.#waiting;
      this.#waiting = new Map();
      await this.#writeBatch(batch).catch(() => {
        // Refused all the same: after a restart the content scripts' snapshots must do.
      });
    }
    this.#writing = null;
  }

  async #writeBatch(batch: ReadonlyMap<string, Page | null>): Promise<void> {
    const out: Record<string, string> = {};
    const gone: string[] = [];
    for (const [key, page] of batch) {
      const text = page === null ? null : JSON.stringify({version: this.#version, page});
      if (text === null || !this.#fits(key, text)) {
        gone.push(key);
        this.#sizes.delete(key);
      } else {
        out[key] = text;
        this.#sizes.set(key, text.length);
      }
    }
    if (gone.length > 0) await this.#area.remove(gone);
    if (Object.keys(out).length > 0) await this.#area.set(out);
  }

  #fits(key: string, text: string): boolean {
    const others = [...this.#sizes].reduce((sum, [name, size]) => (name === key ? sum : sum + size), 0);
    return text.length <= PAGE_CHARACTERS && others + text.length <= QUOTA_CHARACTERS;
  }

  /** Only this class writes there, so the shape is ours once the version is. */
  #parse(text: string): Page | null {
    try {
      const stored = JSON.parse(text) as {version?: unknown; page?: Page};
      return stored.version === this.#version ? (stored.page ?? null) : null;
    } catch {
      return null;
    }
  }
}
