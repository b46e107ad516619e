/** English words about: what happened to routes. */

export const routeFacts = {
  RouteEntered_closed: "Met the emergency switch of {{service}}: closed",
  RouteEntered_greeting: "Met the emergency switch of {{service}}, then entered route {{route}}",
  RoutePublished: "{{by}} published version {{version}} of route {{route}}",
  RouteRemoved: "{{by}} deleted the route {{route}}",
  PublicationScheduled: "{{by}} scheduled version {{version}} of route {{route}}",
  PublicationUnscheduled: "The schedule of route {{route}} is over",
  RouteSwitched: "{{by}} turned the emergency switch of {{service}}: {{mode}}",
  NumberRemoved: "{{by}} removed the number {{number}}",
  NumberRouted: "{{by}} led the number {{number}} to route {{route}}",
  CalendarChanged: "{{by}} changed the calendar {{calendar}}",
  CalendarRemoved: "{{by}} deleted the calendar {{calendar}}",
  CalendarForced: "{{by}} forced the calendar {{calendar}}: {{mode}}",
};
