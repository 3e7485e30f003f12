import { rules } from "./rules";
import { serve } from "./serve";

serve("entra-integrations", rules);
