// For pages with practice conversations.

import { Conversation } from "./draw/conversation.js";
import { mountAll } from "./host/mount.js";
import { page } from "./host/page.js";

mountAll({ scenario: (root, payload) => Object.assign(root, { played: new Conversation(root, payload, page()) }) });
