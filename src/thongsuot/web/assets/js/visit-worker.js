// Opens the page of a visit while the network is away. Registered for that one page when a person asks for it.
import { serve } from "./worker-kit.js";

serve("thongsuot-visit");
