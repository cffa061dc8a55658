// "I have read this module", said by the one who read it.

import { completed } from "../core/statement.js";
import { page, pageKeeper, theRecord } from "../host/page.js";
import { arriveAt, button, fill, h } from "./dom.js";
import { keeping } from "./keeping.js";

/** @param {HTMLElement} root with `data-activity` and `data-revision` */
export function doneButton(root) {
  const { activity = "", revision = "" } = root.dataset;
  const before = theRecord(pageKeeper()).statements.filter(
    (one) => one.object.id === activity && one.context.revision === revision,
  );
  const day = before.at(-1)?.timestamp;
  const words =
    day && `You marked this module as read on ${new Date(day).toLocaleDateString("en-GB", { dateStyle: "long" })}.`;
  const press = () => {
    page().send(completed({ activity, revision }, new Date()));
    const said = h(
      "p",
      { tabindex: "-1" },
      h("strong", {}, "Noted as read. "),
      "Your record says that you read this module and on which day. Nothing is sent anywhere.",
    );
    fill(frame, said, keeping(pageKeeper(), "Your record"));
    arriveAt(said);
  };
  const frame = h(
    "div",
    { class: "ps-frame ps-done" },
    words && h("p", {}, words),
    button(words ? "I have read it again" : "I have read this module", press, "ps-button ps-main"),
  );
  fill(root, frame);
}
