### The store.
