/** Skills of agents, and numbers outside for routes, by HTTP. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/shared/net/http";
import { notice } from "@/shared/ui/notices";
import { useSay } from "@/shared/words/say";

export interface Skill {
  id: string;
  name: string;
}

export interface Skilled {
  id: string;
  name: string;
  levels: Record<string, number>;
}

export interface Matrix {
  skills: Skill[];
  people: Skilled[];
}

export interface Target {
  number: string;
  name: string;
}

const keyOf = (service: string) => ["skills", service];

export function useSkills(service: string) {
  return useQuery({
    queryKey: keyOf(service),
    queryFn: () => request<Matrix>("GET", `/skills?${new URLSearchParams({ service })}`),
    enabled: service !== "",
    staleTime: 0,
  });
}

/** What is done to the skills of a service; they are read anew after it. */
export function useSkillChange<T>(service: string, change: (wish: T) => Promise<unknown>, said?: (wish: T) => string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (_, wish) => {
      void cache.invalidateQueries({ queryKey: keyOf(service) });
      if (said) notice(said(wish));
    },
    onError: useSay(),
  });
}

export const addSkill = (service: string, name: string): Promise<Skill> =>
  request<Skill>("POST", "/skills", { service, name });

export const removeSkill = (id: string): Promise<unknown> =>
  request<unknown>("DELETE", `/skills/${encodeURIComponent(id)}`);

export const setLevels = ({ id, levels }: Skilled): Promise<Skilled> =>
  request<Skilled>("PUT", `/skills/people/${encodeURIComponent(id)}`, { levels });

/** The levels with one of them changed; 0 takes it away. */
export function withLevel(levels: Record<string, number>, skill: string, level: number): Record<string, number> {
  const rest = Object.fromEntries(Object.entries(levels).filter(([id]) => id !== skill));
  return level > 0 ? { ...rest, [skill]: level } : rest;
}

export function useTargets(service: string) {
  return useQuery({
    queryKey: ["transfer-targets", service],
    queryFn: () => request<{ items: Target[] }>("GET", `/transfer-targets/${encodeURIComponent(service)}`),
    enabled: service !== "",
  });
}

export function useSetTargets(service: string, saved: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (items: Target[]) =>
      request<{ items: Target[] }>("PUT", `/transfer-targets/${encodeURIComponent(service)}`, { items }),
    onSuccess: (now) => {
      cache.setQueryData(["transfer-targets", service], now);
      notice(saved);
    },
    onError: useSay(),
  });
}

/** A line is a number, then its name: `02-1234-5678 Head office`. */
export function targetsOf(text: string): Target[] {
  const lines = text.split("\n").filter((line) => line.trim());
  return lines.map((line) => {
    const [, number = "", name = ""] = /^\s*(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
    return { number, name };
  });
}

export function textOfTargets(targets: readonly Target[]): string {
  return targets.map(({ number, name }) => `${number} ${name}`.trim()).join("\n");
}
