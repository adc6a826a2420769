/** A value that changes only by events, outside of React so that tests and the session need none of it. */
export interface Store<State, Event> {
  readonly state: () => State;
  /** What it was made with: what a page shows that was drawn when the site was built. */
  readonly initial: State;
  readonly send: (event: Event) => void;
  /** @returns a function that ends the subscription */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore<State, Event>(
  step: (state: State, event: Event) => State,
  initial: State,
): Store<State, Event> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    state: () => current,
    initial,
    send(event) {
      const next = step(current, event);
      if (next === current) return;
      current = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
