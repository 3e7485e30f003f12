import { map, replaces, string } from "../property";

/** Values that make a new resource when they change. */
export const keepers = map(string(), { ...replaces, kept: true });
