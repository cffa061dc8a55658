// For pages with "I have read this module" or the record itself.

import { doneButton } from "./draw/done.js";
import { yourRecord } from "./draw/your-record.js";
import { mountRecord } from "./host/mount-record.js";

mountRecord(yourRecord, doneButton);
