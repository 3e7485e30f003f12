import type { AdministrativeUnit } from "../../state/entities";
import type { Body } from "../schema/body";
import { administrativeUnitType } from "../schema/others";
import { defaults } from "../schema/property";

const filled = defaults(administrativeUnitType.properties);

export function showAdministrativeUnit(unit: AdministrativeUnit): Body {
  return { ...filled, ...unit.properties, id: unit.id, displayName: unit.displayName };
}
