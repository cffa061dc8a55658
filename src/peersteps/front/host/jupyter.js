// JupyterLab and Notebook, through anywidget: Python holds the path and the answers, and can set them.

/** @import { Host, Model, Statement } from "../types" */

/**
 * @param {Model} model
 * @param {(value: any) => Record<string, unknown>} traits the traits that hold what is saved
 * @param {(model: Model) => unknown} kept what was saved, from the traits
 * @returns {Host}
 */
export function jupyter(model, traits, kept) {
  return {
    load: () => kept(model),
    save(_name, value) {
      for (const [trait, held] of Object.entries(traits(value))) model.set(trait, held);
      model.save_changes();
    },
    send(statement) {
      /** @type {Statement[]} */
      const before = model.get("statements");
      if (before.some((one) => one.object.id === statement.object.id)) return;
      model.set("statements", [...before, statement]);
      model.save_changes();
    },
    record: null,
    keeper: null,
  };
}
