import assert from "node:assert/strict";
import { test } from "node:test";
import { RECORD } from "../../src/peersteps/front/core/record.js";
import { keeper } from "../../src/peersteps/front/host/keeper.js";

class FakeStorage {
  constructor(room = Infinity) {
    Object.defineProperty(this, "room", { value: room, writable: true });
  }
  getItem(name) {
    return this[name] ?? null;
  }
  setItem(name, text) {
    if (text.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this[name] = text;
  }
  removeItem(name) {
    delete this[name];
  }
}

function browser(local, session) {
  const give = (storage) => ({
    configurable: true,
    get: () =>
      storage ??
      (() => {
        throw new DOMException("denied", "SecurityError");
      })(),
  });
  Object.defineProperty(globalThis, "localStorage", give(local));
  Object.defineProperty(globalThis, "sessionStorage", give(session));
  return keeper();
}

test("things stay in the tab until the learner says keep", () => {
  const [local, session] = [new FakeStorage(), new FakeStorage()];
  const keeping = browser(local, session);
  assert.equal(keeping.put("peersteps:place", "1"), "tab");
  assert.deepEqual(Object.keys(local), []);
  assert.equal(keeping.keep(), true);
  assert.deepEqual(Object.keys(session), []);
  assert.deepEqual(Object.keys(local).sort(), ["peersteps:place", RECORD]);
  assert.equal(keeping.where(), "device");
  assert.equal(keeping.put("peersteps:place", "2"), "device");
  assert.equal(browser(local, new FakeStorage()).get("peersteps:place"), "2");
});

test("storage that is denied leaves the page's memory, and says so", () => {
  const keeping = browser(null, null);
  assert.equal(keeping.where(), "memory");
  assert.equal(keeping.put("peersteps:place", "1"), "memory");
  assert.equal(keeping.get("peersteps:place"), "1");
  assert.equal(keeping.keep(), false);
  assert.equal(keeping.get("peersteps:place"), "1");
  keeping.clear();
  assert.equal(keeping.get("peersteps:place"), null);
});

test("a device that is full keeps what it has; the newest is in the tab", () => {
  const [local, session] = [new FakeStorage(), new FakeStorage()];
  const keeping = browser(local, session);
  keeping.put(RECORD, "old");
  keeping.keep();
  local.room = 3;
  assert.equal(keeping.put(RECORD, "newer"), "tab");
  assert.equal(keeping.get(RECORD), "newer");
  assert.equal(keeping.trouble(), "full");
  session.room = 3;
  assert.equal(keeping.put(RECORD, "newest"), "memory");
  assert.equal(keeping.get(RECORD), "newest");
  assert.equal(local[RECORD], "old");
});

test("keeping on a full device fails whole, and nothing is lost", () => {
  const [local, session] = [new FakeStorage(4), new FakeStorage()];
  const keeping = browser(local, session);
  keeping.put("peersteps:place", "1");
  keeping.put(RECORD, "longer");
  assert.equal(keeping.keep(), false);
  assert.deepEqual(Object.keys(local), []);
  assert.equal(keeping.get(RECORD), "longer");
});

test("a device that was cleared meanwhile is noticed, and nothing comes back by itself", () => {
  const local = new FakeStorage();
  const keeping = browser(local, new FakeStorage());
  keeping.put(RECORD, "mine");
  keeping.keep();
  for (const name of Object.keys(local)) delete local[name];
  assert.equal(keeping.get(RECORD), null);
  assert.equal(keeping.trouble(), "cleared");
  assert.equal(keeping.where(), "tab");
  assert.equal(keeping.put("peersteps:place", "1"), "tab");
});

test("clearing takes ours and leaves what belongs to others", () => {
  const [local, session] = [new FakeStorage(), new FakeStorage()];
  local.setItem("other", "x");
  const keeping = browser(local, session);
  keeping.put("peersteps:place", "1");
  keeping.keep();
  keeping.clear();
  assert.deepEqual(Object.keys(local), ["other"]);
  assert.equal(keeping.trouble(), "");
});
