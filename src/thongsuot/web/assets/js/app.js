import htmx from "htmx.org/dist/htmx.esm.js";
import { startKeys } from "./keys.js";
import { startPage } from "./page.js";
import { startScoring } from "./scoring.js";

// The content security policy allows neither inline styles nor evaluated code.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.historyCacheSize = 0;
startPage();
startKeys();
startScoring();
