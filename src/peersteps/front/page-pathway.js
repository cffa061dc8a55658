// For pages with the pathway.

import { whereYouAre } from "./draw/pathway.js";
import { mountPathway } from "./host/mount-pathway.js";

mountPathway(whereYouAre);
