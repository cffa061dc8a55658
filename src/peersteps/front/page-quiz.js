// For pages with quizzes.

import { quiz } from "./draw/quiz.js";
import { mountAll } from "./host/mount.js";
import { page } from "./host/page.js";

mountAll({ quiz: (root, payload) => quiz(root, payload, page()) });
