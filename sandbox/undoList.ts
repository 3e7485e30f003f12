type Step = () => void | Promise<void>;

/** What has to be undone at the end, last first. */
export class UndoList {
  private steps: Step[] = [];

  add(step: Step): void {
    this.steps.push(step);
  }

  /**
   * Takes every step, so that a state that cannot be saved does not keep the port. Steps that failed stay, to be tried
   * again by the next call. @throws the first failure
   */
  async run(): Promise<void> {
    const failures: { step: Step; error: unknown }[] = [];
    for (const step of this.steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        failures.unshift({ step, error });
      }
    }
    this.steps.push(...failures.map(({ step }) => step));
    if (failures[0]) throw failures[0].error;
  }
}
