// For pages that list the practice conversations.

import { playedBefore } from "./draw/calls.js";
import { pageKeeper, theRecord } from "./host/page.js";

playedBefore(document.querySelectorAll("[data-call]"), theRecord(pageKeeper()), new Date());
