// For pages with several kinds of what the player draws.

import { Conversation } from "./draw/conversation.js";
import { playedBefore } from "./draw/calls.js";
import { doneButton } from "./draw/done.js";
import { whereYouAre } from "./draw/pathway.js";
import { quiz } from "./draw/quiz.js";
import { yourRecord } from "./draw/your-record.js";
import { mountAll } from "./host/mount.js";
import { mountPathway } from "./host/mount-pathway.js";
import { mountRecord } from "./host/mount-record.js";
import { page, pageKeeper, theRecord } from "./host/page.js";

mountAll({
  scenario: (root, payload) => Object.assign(root, { played: new Conversation(root, payload, page()) }),
  quiz: (root, payload) => quiz(root, payload, page()),
});
mountRecord(yourRecord, doneButton);
mountPathway(whereYouAre);
playedBefore(document.querySelectorAll("[data-call]"), theRecord(pageKeeper()), new Date());
