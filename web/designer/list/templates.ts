/** What a new route can begin with. Pure; the texts are written as people write them. */

export const TEMPLATES = ["menu", "hours", "empty"] as const;
export type Template = (typeof TEMPLATES)[number];

const head = (name: string, start: string): string => `route: ${name}\nstart: ${start}\n\nsteps:\n`;

const GREETING = `  welcome:
    say: {text: "Welcome."}
    then: THEN
`;

const MENU = `
  choose:
    menu: {text: "Press 1 to speak to somebody."}
    keys:
      1: {label: Somebody, to: people}
    no input: people
    wrong input: people

  people:
    queue: QUEUE
`;

const BYE = `
  bye:
    goodbye: system.goodbye
`;

const HOURS = `  open:
    hours: always
    open: welcome
    closed: closed

`;

const CLOSED = `
  closed:
    goodbye: [system.closed, system.goodbye]
`;

/** queue: where callers of a menu wait. */
export function templateText(template: Template, name: string, queue: string): string {
  const menu = queue ? MENU.replace("QUEUE", queue) : BYE;
  const first = GREETING.replace("THEN", queue ? "choose" : "bye");
  switch (template) {
    case "empty":
      return head(name, "welcome") + GREETING.replace("THEN", "bye") + BYE;
    case "menu":
      return head(name, "welcome") + first + menu;
    case "hours":
      return head(name, "open") + HOURS + first + menu + CLOSED;
  }
}
