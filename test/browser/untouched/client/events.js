// What two of the clients take from Node, as far as they use it: a page has no `events`.
export class EventEmitter {
  #heard = new Map();
  on(name, listener) {
    this.#heard.set(name, [...(this.#heard.get(name) ?? []), listener]);
    return this;
  }
  off(name, listener) {
    this.#heard.set(
      name,
      (this.#heard.get(name) ?? []).filter((one) => one !== listener),
    );
    return this;
  }
  emit(name, ...args) {
    const listeners = this.#heard.get(name) ?? [];
    for (const listener of listeners) listener.apply(this, args);
    return listeners.length > 0;
  }
  removeAllListeners() {
    this.#heard.clear();
    return this;
  }
}
export default EventEmitter;
