/** What can be checked and chosen of the sound; it comes when its dialog is opened. */
import { Button, Select } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { usePhone, usePhoneState } from "@/shared/phone/context";
import { canChooseSpeaker, choose, chosen, type Device, listDevices, type Role } from "@/shared/phone/devices";
import { inTalk } from "./choices";
import { LevelMeter } from "./LevelMeter";
import { RingSettings } from "./RingSettings";

export default function SoundChecks() {
  const { t } = useTranslation();
  const phone = usePhone();
  const state = usePhoneState();
  const talking = inTalk(useLive((live) => live.call));
  const [devices, setDevices] = useState<{ inputs: Device[]; outputs: Device[] }>({ inputs: [], outputs: [] });
  useEffect(() => {
    void listDevices().then(setDevices);
  }, []);
  useEffect(() => () => void (phone?.get().echo && phone.setEcho(false)), [phone]);
  return (
    <div className="stack" style={{ gap: 14 }}>
      <Choice devices={devices.inputs} label={t("sound.microphone")} of="microphone" />
      <LevelMeter stream={phone?.stream ?? null} />
      {canChooseSpeaker() ? (
        <>
          <Choice devices={devices.outputs} label={t("sound.speaker")} of="speaker" />
          <Choice devices={devices.outputs} label={t("sound.ringer")} of="ringer" />
          <Choice devices={devices.outputs} label={t("panel.ring.also")} none={t("panel.ring.nowhere")} of="alsoRing" />
        </>
      ) : (
        <p className="soft small">{t("sound.noChoice")}</p>
      )}
      <RingSettings />
      <div className="row">
        <Button
          disabled={talking || state.link !== "connected"}
          onClick={() => phone?.setEcho(!state.echo)}
          variant={state.echo ? "filled" : "default"}
        >
          {t(state.echo ? "sound.echoOff" : "sound.echo")}
        </Button>
      </div>
      <p aria-live="polite" className="soft small" style={{ minHeight: 17 }}>
        {state.echo ? t("sound.echoOn") : ""}
      </p>
    </div>
  );
}

interface ChoiceProps {
  of: Role;
  label: string;
  devices: Device[];
  /** What it is called to choose no device. */
  none?: string;
}

function Choice({ of: role, label, devices, none }: ChoiceProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [value, setValue] = useState(chosen(role));
  const pick = (id: string): void => {
    choose(role, id);
    setValue(id);
    void phone?.devicesChosen();
  };
  const known = devices.some((device) => device.id === value) ? value : "";
  return (
    <Select
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      data={[
        { value: "", label: none ?? t("sound.system") },
        ...devices.map(({ id, label: name }) => ({ value: id, label: name })),
      ]}
      label={label}
      onChange={(id) => pick(id ?? "")}
      value={known}
    />
  );
}
