/** The phone a person works at, asked of the server and told to it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Problem, request } from "@/shared/net/http";
import { useSay } from "@/shared/words/say";
import type { PhoneKind } from "@/src/generated/api";

export interface DeskPhone {
  id: string;
  name: string;
  here: boolean;
  agent: string;
}

export interface MyPhone {
  kind: PhoneKind;
  phone: string;
  choices: DeskPhone[];
  extensions: DeskPhone[];
}

export interface PhoneWish {
  kind: PhoneKind;
  phone: string;
  take_over: boolean;
}

const KEY = ["my-phone"];

export function useMyPhone(enabled: boolean) {
  return useQuery({
    queryKey: KEY,
    queryFn: () => request<MyPhone>("GET", "/me/phone"),
    enabled,
    staleTime: 0,
  });
}

/** inUse: a colleague has to be pushed off the phone; everything else is said on screen. */
export function useChoosePhone(done: () => void, inUse: (colleague: string) => void) {
  const queries = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: (wish: PhoneWish) => request("PUT", "/me/phone", wish),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: KEY });
      done();
    },
    onError: (error) => {
      if (error instanceof Problem && error.code === "phone_in_use") inUse(error.values.agent ?? "");
      else say(error);
    },
  });
}

/** Lets one's extension ring; done when it is lifted. */
export function useRingPhone() {
  const say = useSay();
  return useMutation({ mutationFn: () => request("POST", "/me/phone/ring", {}), onError: say });
}
