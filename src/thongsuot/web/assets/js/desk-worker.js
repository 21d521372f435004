// Opens the page of offline reception while the network is away. Registered for that one page when a person asks.
import { serve } from "./worker-kit.js";

serve("thongsuot-desk");
