// For the hand-in page of Jupyter Server: <div class="peersteps" data-base="..." data-xsrf="...">.

import { openHandIn } from "./draw/opening.js";
import { mountAll } from "./host/mount.js";

mountAll({
  quiz: (root, payload) => void openHandIn(root, payload, root.dataset.base ?? "", root.dataset.xsrf ?? ""),
});
