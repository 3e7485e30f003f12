import { z } from "zod";

export const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const guid = z.string().regex(guidPattern, "a GUID, such as 00000000-0000-0000-0000-000000000000");
