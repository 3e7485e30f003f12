export { defenderService } from "./endpoint";
export { threatProtectionService } from "./threatProtection";
