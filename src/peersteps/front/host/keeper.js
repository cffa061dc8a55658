// Keeping things in a browser, where every storage may be denied, full or cleared at any time.

import { RECORD, blank } from "../core/record.js";

/** @import { Keeper, Where } from "../types" */

const OURS = /^peersteps:/;

/**
 * Things stay in this tab until the learner says "keep on this device". The record under its name in
 * `localStorage` is the sign of that.
 * @returns {Keeper}
 */
export function keeper() {
  const device = shelf(() => localStorage);
  const tab = shelf(() => sessionStorage);
  /** @type {Map<string, string>} */
  const memory = new Map();
  const isKept = () => device.get(RECORD) !== null;
  const wasKept = isKept();
  let asked = wasKept;
  /** @type {Where} */
  let last = wasKept ? "device" : tab.put("peersteps:try", "1") ? "tab" : "memory";
  tab.drop("peersteps:try");

  /** @type {Keeper} */
  const keeping = {
    where: () => (last === "device" && !isKept() ? "tab" : last),
    trouble() {
      if (!asked) return "";
      return isKept() ? (last === "device" ? "" : "full") : "cleared";
    },
    // The nearest copy is the newest: a further one is only there when a nearer one could not be.
    get: (name) => memory.get(name) ?? tab.get(name) ?? device.get(name) ?? null,
    put(name, text) {
      memory.delete(name);
      const onDevice = isKept() && device.put(name, text);
      if (!onDevice && tab.put(name, text)) return (last = "tab");
      tab.drop(name);
      if (onDevice) return (last = "device");
      memory.set(name, text);
      return (last = "memory");
    },
    keep() {
      const names = [...new Set([RECORD, ...tab.names(), ...memory.keys()])];
      const texts = names.map((name) => keeping.get(name) ?? JSON.stringify(blank(new Date())));
      if (!names.every((name, at) => device.put(name, texts[at]))) {
        for (const name of names) device.drop(name);
        return false;
      }
      for (const name of names) tab.drop(name);
      memory.clear();
      asked = true;
      last = "device";
      return true;
    },
    clear() {
      for (const place of [device, tab]) for (const name of place.names()) place.drop(name);
      memory.clear();
      asked = false;
      last = last === "device" ? "tab" : last;
    },
  };
  return keeping;
}

/**
 * A storage that answers instead of throwing.
 * @param {() => Storage} open reading the property may itself be refused
 */
function shelf(open) {
  /**
   * @template T
   * @param {(storage: Storage) => T} use
   * @param {T} otherwise
   */
  const attempt = (use, otherwise) => {
    try {
      return use(open());
    } catch {
      return otherwise;
    }
  };
  return {
    /** @param {string} name */
    get: (name) => attempt((storage) => storage.getItem(name), null),
    /**
     * @param {string} name
     * @param {string} text
     */
    put: (name, text) => attempt((storage) => (storage.setItem(name, text), true), false),
    /** @param {string} name */
    drop: (name) => attempt((storage) => storage.removeItem(name), undefined),
    names: () => attempt((storage) => Object.keys(storage).filter((name) => OURS.test(name)), []),
  };
}
