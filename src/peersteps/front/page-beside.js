// For pages with practice conversations, after the conversations themselves.

import { joinAll } from "./host/join.js";

joinAll();
