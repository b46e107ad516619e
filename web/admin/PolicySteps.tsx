/** Which steps there are before the line closes, what each says, and when it comes by itself. */
import { Checkbox, NativeSelect, NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Policies, PolicyStep } from "@/shared/conduct/queries";
import { type Step, Steps } from "@/src/generated/api";

const USUAL: Record<Step, string> = {
  warning1: "conduct.warning1",
  warning2: "conduct.warning2",
  notice: "conduct.notice",
  termination: "system.dismissal",
};

interface Props {
  steps: PolicyStep[];
  prompts: Policies["prompts"];
  onChange: (steps: PolicyStep[]) => void;
}

export function PolicySteps({ steps, prompts, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const put = (step: Step, part: Partial<PolicyStep> | null): void => {
    const others = steps.filter((one) => one.step !== step);
    const was = steps.find((one) => one.step === step) ?? { step, prompt: USUAL[step], after: 0 };
    const next = part ? [...others, { ...was, ...part }] : others;
    const ordered = Steps.flatMap((one) => next.filter((each) => each.step === one));
    onChange(ordered.map((one, place) => (place === 0 ? { ...one, after: 0 } : one)));
  };
  return (
    <fieldset>
      <legend>{t("conduct.policy.steps")}</legend>
      {Steps.map((step) => {
        const known = steps.find((one) => one.step === step);
        const first = steps[0]?.step === step;
        const name = t(`conduct.steps.${step}`);
        return (
          <div className="policy-step" key={step}>
            <Checkbox
              checked={known !== undefined}
              disabled={step === "termination"}
              label={name}
              onChange={(event) => put(step, event.currentTarget.checked ? {} : null)}
            />
            {known && (
              <>
                <NativeSelect
                  aria-label={t("conduct.policy.stepPrompt", { step: name })}
                  data={Object.keys(prompts)}
                  description={prompts[known.prompt]?.[language] ?? prompts[known.prompt]?.en}
                  onChange={(event) => put(step, { prompt: event.currentTarget.value })}
                  value={known.prompt}
                />
                <NumberInput
                  allowDecimal={false}
                  allowNegative={false}
                  aria-label={t("conduct.policy.stepAfter", { step: name })}
                  description={first ? t("conduct.policy.byAgent") : t("conduct.policy.after")}
                  disabled={first}
                  max={600}
                  min={0}
                  onChange={(value) => put(step, { after: Number(value) })}
                  suffix=" s"
                  value={known.after}
                />
              </>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
