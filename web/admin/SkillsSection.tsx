/** What agents can do: one line an agent, one column a skill. A change is saved as soon as a field is left. */
import { ActionIcon, Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/shared/queries";
import { Icon } from "@/shared/ui/Icon";
import { useUnsaved } from "@/shared/ui/unsaved";
import {
  addSkill,
  removeSkill,
  type Skill,
  type Skilled,
  setLevels,
  useSkillChange,
  useSkills,
  withLevel,
} from "./skills";

export default function SkillsSection() {
  const { t } = useTranslation();
  const services = useMe()?.services ?? [];
  const [chosen, choose] = useState("");
  const service = chosen || (services[0]?.id ?? "");
  const { data, isError } = useSkills(service);
  return (
    <div className="stack skills">
      <NativeSelect
        data={services.map(({ id, name }) => ({ value: id, label: name }))}
        label={t("abilities.service")}
        onChange={(event) => choose(event.currentTarget.value)}
        value={service}
        w={260}
      />
      {isError && <p role="alert">{t("abilities.notLoaded")}</p>}
      {data && data.skills.length === 0 && <p className="soft">{t("abilities.none")}</p>}
      {data && data.skills.length > 0 && <Matrix people={data.people} service={service} skills={data.skills} />}
      <AddSkill service={service} />
    </div>
  );
}

function Matrix({ skills, people, service }: { skills: Skill[]; people: Skilled[]; service: string }) {
  const { t } = useTranslation();
  if (people.length === 0) return <p className="soft">{t("abilities.nobody")}</p>;
  return (
    <>
      <p className="soft small">{t("abilities.levels")}</p>
      <div className="card skill-scroll">
        <table className="skill-table">
          <thead>
            <tr>
              <th scope="col">{t("abilities.person")}</th>
              {skills.map((skill) => (
                <th key={skill.id} scope="col">
                  <Head service={service} skill={skill} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <Line key={person.id} person={person} service={service} skills={skills} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Head({ skill, service }: { skill: Skill; service: string }) {
  const { t } = useTranslation();
  const remove = useSkillChange(service, removeSkill);
  const sure = (): void => {
    if (confirm(t("abilities.removeSure", { skill: skill.name }))) remove.mutate(skill.id);
  };
  return (
    <span className="row skill-head">
      <span title={skill.id}>{skill.name}</span>
      <ActionIcon
        aria-label={t("abilities.remove", { skill: skill.name })}
        color="gray"
        onClick={sure}
        size="sm"
        variant="subtle"
      >
        <Icon name="close" size={14} />
      </ActionIcon>
    </span>
  );
}

function Line({ person, skills, service }: { person: Skilled; skills: Skill[]; service: string }) {
  const { t } = useTranslation();
  const save = useSkillChange(service, setLevels, ({ name }) => t("abilities.saved", { person: name }));
  const set = (skill: string, level: number): void => {
    if ((person.levels[skill] ?? 0) !== level)
      save.mutate({ ...person, levels: withLevel(person.levels, skill, level) });
  };
  return (
    <tr>
      <th scope="row">{person.name}</th>
      {skills.map((skill) => (
        <td key={skill.id}>
          <Level
            key={person.levels[skill.id] ?? 0}
            label={t("abilities.level", { person: person.name, skill: skill.name })}
            level={person.levels[skill.id] ?? 0}
            onChange={(level) => set(skill.id, level)}
          />
        </td>
      ))}
    </tr>
  );
}

function Level({ level, label, onChange }: { level: number; label: string; onChange: (level: number) => void }) {
  const [typed, type] = useState<number | string>(level);
  return (
    <NumberInput
      allowDecimal={false}
      allowNegative={false}
      aria-label={label}
      clampBehavior="strict"
      max={10}
      min={0}
      onBlur={() => onChange(Number(typed) || 0)}
      onChange={type}
      value={typed}
      w={76}
    />
  );
}

function AddSkill({ service }: { service: string }) {
  const { t } = useTranslation();
  const [name, type] = useState("");
  useUnsaved(name !== "");
  const add = useSkillChange(service, async (wanted: string) => {
    await addSkill(service, wanted);
    type("");
  });
  return (
    <form
      className="row skill-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) add.mutate(name.trim());
      }}
    >
      <TextInput
        label={t("abilities.name")}
        maxLength={60}
        onChange={(event) => type(event.currentTarget.value)}
        value={name}
        w={260}
      />
      <Button disabled={!name.trim()} loading={add.isPending} type="submit" variant="default">
        {t("abilities.add")}
      </Button>
    </form>
  );
}
