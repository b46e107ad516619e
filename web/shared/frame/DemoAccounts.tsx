/** Only in the demo centre, where the accounts are public. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

const ACCOUNTS = [
  "agent1",
  "agent2",
  "agent3",
  "agent4",
  "agent5",
  "agent6",
  "supervisor",
  "designer",
  "admin",
  "owner",
];
const PASSWORD = "cordboard";

export function DemoAccounts({ onPick }: { onPick: (login: string, password: string) => void }) {
  const { t } = useTranslation();
  return (
    <section className="stack">
      <h2>{t("signIn.demo")}</h2>
      <p className="soft small">{t("signIn.demoHint")}</p>
      <div className="sign-demo">
        {ACCOUNTS.map((account) => (
          <Button
            color="gray"
            key={account}
            onClick={() => onPick(account, PASSWORD)}
            size="compact-md"
            variant="default"
            fw={400}
          >
            {account}
          </Button>
        ))}
      </div>
    </section>
  );
}
